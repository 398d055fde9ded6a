"""What the app and the commands show of the state of feeds, while a fetch may be writing it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from reader.posts.post import Problem
from reader.store.feeds.feed_rows import fetch_state_from_text
from reader.store.feeds.feeds_file import connect_to_read
from reader.store.feeds.fetch_state import FetchState
from reader.store.real_paths import RealPaths


def load_fetch_states(path: Path, folder: Path) -> dict[str, FetchState]:
    """Return what is remembered of fetching each feed of a feeds folder, by the feed's id.

    Nothing is created or changed. Without a usable file, there are none.

    Args:
        path: The file of `states.FeedStates`.
        folder: The feeds folder.
    """
    key = os.fsencode(os.path.realpath(folder))
    rows = _rows(path, "SELECT id, fetch_state FROM feeds WHERE folder = ?", key)
    return {feed_id: fetch_state_from_text(text) for feed_id, text in rows}


def load_feed_problems(path: Path, folders: Sequence[Path]) -> list[Problem]:
    """Return the posts that a feed has changed after the person had edited them.

    A problem is solved when the person deletes the version of the feed, whether some of it was
    taken over or not.

    Args:
        path: The file of `states.FeedStates`.
        folders: The opened folders. Problems of posts in other folders are left out.

    Returns:
        The problems by path. The paths are as the folders were opened.
    """
    rows = _rows(
        path,
        "SELECT folder, entries.path, aside FROM entries JOIN feeds ON feeds.number = entries.feed"
        " WHERE aside IS NOT NULL AND entries.path IS NOT NULL",
    )
    real_paths = RealPaths(folders)
    problems = []
    for root, post, aside in rows:
        opened = Path(real_paths.opened_path(os.fsdecode(os.path.join(root, post))))  # noqa: PTH118 - bytes
        version = Path(os.fsdecode(os.path.join(root, aside)))  # noqa: PTH118
        is_open = any(opened.is_relative_to(folder.absolute()) for folder in folders)
        if is_open and os.path.exists(opened) and os.path.exists(version):
            problems.append(_changed_after_edit(opened, version))
    return sorted(problems, key=lambda problem: problem.path)


def _changed_after_edit(post: Path, aside: Path) -> Problem:
    return Problem(
        path=str(post),
        line=None,
        field=None,
        message="the feed has a new version of this post, which you edited; your text was kept",
        remedy=f"Compare it with {aside}, take over what you like, and delete that file.",
    )


def _rows(path: Path, statement: str, *values: object) -> list[Any]:
    connection = connect_to_read(path)
    if connection is None:
        return []
    try:
        with closing(connection):
            return connection.execute(statement, values).fetchall()
    except sqlite3.Error:
        return []
