"""A post as the JSON object that `list --json` prints."""

from __future__ import annotations

from typing import Any

from reader.posts.errors import PostError
from reader.posts.loading.loader import load_body
from reader.posts.post import Post


def post_object(post: Post) -> dict[str, Any]:
    """The post without its body.

    `date` is ISO 8601: with the offset as written, without one if none was written, the day alone
    if only a day was written. What a post does not have is null, or an empty array.
    """
    return {
        "id": post.id,
        "path": post.path,
        "slug": post.slug,
        "title": post.title,
        "description": post.description,
        "date": post.date.isoformat() if post.date is not None else None,
        "categories": post.categories,
        "tags": post.tags,
        "featured": post.featured,
        "hidden": post.hidden,
        "image": post.image,
        "authors": post.authors,
        "link": post.link,
        "language": post.language,
        "words": post.words,
        "problems": [{"line": it.line, "message": it.message} for it in post.problems],
    }


def post_object_with_body(post: Post) -> dict[str, Any]:
    """The post and its `body`, which is null, with a problem, where the file is gone by now."""
    found = post_object(post)
    try:
        found["body"] = load_body(post)
    except PostError as error:
        found["body"] = None
        found["problems"].append({"line": None, "message": error.reason})
    return found
