"""Where versions of posts are put aside, and what their files are called.

The folder of a version has the path that the post has in the feeds folder. Its name is that of the
post with a time: `tide.20260310T081500000000Z.md` was replaced at that time, and
`tide.20260310T081500000000Z.new.md` is a version of the author that did not replace the post,
because the person had edited it.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

HIDDEN_FOLDER = ".broadsheet"
"""Folder in the feeds folder for what is not a post."""
VERSIONS_FOLDER = "versions"

_TIME = "%Y%m%dT%H%M%S%fZ"
_NEW = ".new"


def version_name(path: Path, time: datetime, *, is_new: bool) -> str:
    """Return the name of the file that a version of a post is put aside in.

    Args:
        path: The post.
        time: An aware time.
        is_new: Whether the version did not replace the post.
    """
    return f"{path.stem}.{time.astimezone(UTC):{_TIME}}{_NEW if is_new else ''}{path.suffix}"


def former_versions(path: Path) -> list[tuple[datetime, Path]]:
    """Return the former versions of a post, the oldest first.

    Args:
        path: The post, in any feeds folder.

    Returns:
        The time at which each version was replaced, and its file.
    """
    for root in path.parents:
        folder = root / HIDDEN_FOLDER / VERSIONS_FOLDER
        if os.path.isdir(folder):
            return sorted(_versions(folder / path.parent.relative_to(root), path))
    return []


def _versions(folder: Path, path: Path) -> list[tuple[datetime, Path]]:
    found = []
    for file in folder.iterdir() if os.path.isdir(folder) else ():
        time = _time_of(file.name.removeprefix(f"{path.stem}.").removesuffix(path.suffix))
        if time is not None and file.name.startswith(f"{path.stem}."):
            found.append((time, file))
    return found


def _time_of(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
