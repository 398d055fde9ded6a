"""What the author of a post changed since the person read it."""

from __future__ import annotations

from pathlib import Path

from reader.article.extract.changes import find_changes
from reader.library.documents import parse_post_body
from reader.library.events import ChangesFound
from reader.posts.errors import PostError
from reader.posts.loading.loader import load_body, load_post
from reader.posts.post import Post


def compare_versions(post: Post, former: Path) -> ChangesFound:
    """Compare a post with a former version of it.

    Args:
        post: The post as it is now.
        former: The file with the former version.
    """
    try:
        old = load_post(former)
        old_body, body = load_body(old), load_body(post)
    except PostError:
        return ChangesFound(post)
    later = parse_post_body(post, body)
    changes = find_changes(parse_post_body(old, old_body).blocks, later.blocks)
    return ChangesFound(post, old.title, changes)
