"""What the author of a post changed since the person read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from reader.article.changes import find_changes
from reader.library.documents import parse_post_body
from reader.library.events import ChangesFound
from reader.posts.loading.loader import load_body, load_post
from reader.posts.post import Post


def version_read(
    versions: Sequence[tuple[datetime, Path]], seen_at: float | None
) -> Path | None:
    """Return the version of a post that the person read; None if it is the present one.

    Args:
        versions: The former versions, the oldest first, each with the time at which another one
            took its place.
        seen_at: When the person last left the article, in seconds since 1970. None if that is
            unknown: then the latest change is what counts.
    """
    if seen_at is None:
        return versions[-1][1] if versions else None
    return next((path for time, path in versions if time.timestamp() > seen_at), None)


def compare_versions(post: Post, former: Path) -> ChangesFound:
    """Compare a post with a former version of it.

    Args:
        post: The post as it is now.
        former: The file with the former version.

    Raises:
        PostError: One of the files cannot be read.
    """
    old = load_post(former)
    later = parse_post_body(post, load_body(post))
    changes = find_changes(parse_post_body(old, load_body(old)).blocks, later.blocks)
    return ChangesFound(post, old.title, changes)
