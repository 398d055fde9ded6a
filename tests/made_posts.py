"""Posts for tests, without files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reader.posts.post import Post

MakePost = Callable[..., Post]


def make(title: str = "Title", **more: object) -> Post:
    """Return a post with valid fields, some of which a test can set."""
    fields: dict[str, object] = {
        "id": f"{title}.md",
        "path": f"/news/{title}.md",
        "slug": title.lower(),
        "title": title,
        "description": "",
        "date": date(2026, 3, 14),
        "categories": ("local",),
    }
    return Post(**{**fields, **more})  # type: ignore[arg-type]
