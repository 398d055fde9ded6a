"""A post as the text of a database row, and back."""

from __future__ import annotations

import json
from datetime import date, datetime

from reader.posts.post import Post, PostDate, Problem


def post_to_row(post: Post) -> str:
    """A post without its path, as JSON; its problems without their files' paths."""
    problems = [
        (it.path == post.path, it.line, it.field, it.message, it.remedy) for it in post.problems
    ]
    return json.dumps(
        (
            post.id,
            post.slug,
            post.title,
            post.description,
            date_to_text(post.date),
            post.categories,
            post.tags,
            post.featured,
            post.hidden,
            post.image,
            post.authors,
            post.link,
            post.language,
            post.words,
            problems,
            post.is_description_written,
            post.is_date_written,
        ),
        ensure_ascii=False,
        separators=(",", ":"),
    )


def row_to_post(row: str, path: str, side_car: str) -> Post:
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
    ) = json.loads(row)
    return Post(
        post_id,
        path,
        slug,
        title,
        description,
        date_from_text(published),
        tuple(categories),
        tuple(tags),
        featured,
        hidden,
        image,
        tuple(authors),
        link,
        language,
        words,
        tuple(Problem(path if is_own else side_car, *rest) for is_own, *rest in problems),
        is_description_written,
        is_date_written,
    )


def date_to_text(published: PostDate | None) -> str | None:
    """A date as ISO 8601 has it."""
    return None if published is None else published.isoformat()


def date_from_text(text: str | None) -> PostDate | None:
    """A day where the text has no time, as `isoformat` writes it."""
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
