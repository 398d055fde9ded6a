"""A post as a row of the database, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeAlias

from reader.posts.post import Post, Problem
from reader.text.dates import PostDate

DatabaseRow: TypeAlias = Sequence[Any]
"""The values of `COLUMNS`, as SQLite and JSON know them."""

COLUMNS = (
    "id",
    "slug",
    "title",
    "description",
    "date",
    "categories",
    "tags",
    "featured",
    "hidden",
    "image",
    "authors",
    "link",
    "language",
    "words",
    "problems",
    "is_description_written",
    "is_date_written",
    "page",
)
"""A post's fields without its path, which its file gives. Names are joined by line breaks, which
none of them holds."""


def post_to_row(post: Post) -> DatabaseRow:
    """A post's values; its problems without the paths of their files."""
    problems = [
        (it.path == post.path, it.line, it.field, it.message, it.remedy) for it in post.problems
    ]
    return (
        post.id,
        post.slug,
        post.title,
        post.description,
        date_to_text(post.date),
        "\n".join(post.categories),
        "\n".join(post.tags),
        post.featured,
        post.hidden,
        post.image,
        "\n".join(post.authors),
        post.link,
        post.language,
        post.words,
        json.dumps(problems) if problems else None,
        post.is_description_written,
        post.is_date_written,
        post.page,
    )


def row_to_post(row: DatabaseRow, path: str, sidecar: str) -> Post:
    """The post of a row, now that its file and the place of a side-car are known.

    Raises:
        ValueError, TypeError: The row is none that `post_to_row` made.
    """
    (
        post_id,
        slug,
        title,
        description,
        published,
        categories,
        tags,
        featured,
        hidden,
        image,
        authors,
        link,
        language,
        words,
        problems,
        is_description_written,
        is_date_written,
        page,
    ) = row
    return Post(
        post_id,
        path,
        slug,
        title,
        description,
        date_from_text(published),
        _names(categories),
        _names(tags),
        bool(featured),
        hidden,
        image,
        _names(authors),
        link,
        language,
        words,
        _problems(problems, path, sidecar) if problems else (),
        bool(is_description_written),
        bool(is_date_written),
        page,
    )


@lru_cache(maxsize=4_096)
def _names(joined: str) -> tuple[str, ...]:
    """Names that were joined; the same tuple for all posts that have the same ones."""
    return tuple(joined.split("\n")) if joined else ()


def _problems(text: str, path: str, sidecar: str) -> tuple[Problem, ...]:
    return tuple(Problem(path if is_own else sidecar, *rest) for is_own, *rest in json.loads(text))


def date_to_text(published: PostDate | None) -> str | None:
    """A date as ISO 8601 has it."""
    return None if published is None else published.isoformat()


def date_from_text(text: str | None) -> PostDate | None:
    """A day where the text has no time, as `isoformat` writes it."""
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
