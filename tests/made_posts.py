"""Posts made without a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reader.posts.post import Post

MakePost = Callable[..., Post]


def make(title: str = "Title", **more: object) -> Post:
    """A post with what every post must have, and whatever a test cares about."""
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
