"""What the app and the commands show of the state of feeds, while a fetch may be writing it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from reader.posts.post import Problem
from reader.store.feeds.feed_rows import fetch_state_from_text
from reader.store.feeds.feeds_file import connect_to_read
from reader.store.feeds.fetch_state import FetchState


def load_fetch_states(path: Path, folder: Path) -> dict[str, FetchState]:
    """Return what is remembered of fetching each feed of a feeds folder, by the feed's id.

    Nothing is created or changed. Without a usable file, there are none.

    Args:
        path: The file of `states.FeedStates`.
        folder: The feeds folder.
    """
    rows = _rows(path, "SELECT id, fetch_state FROM feeds WHERE folder = ?", folder)
    return {feed_id: fetch_state_from_text(text) for feed_id, text in rows}


def load_feed_problems(path: Path, folder: Path) -> list[Problem]:
    """Return the posts that a feed has changed after the person had edited them.

    A problem is solved when the person deletes the version of the feed, whether some of it was
    taken over or not.

    Args:
        path: The file of `states.FeedStates`.
        folder: The feeds folder.
    """
    rows = _rows(
        path,
        "SELECT entries.path, aside FROM entries JOIN feeds ON feeds.number = entries.feed"
        " WHERE aside IS NOT NULL AND entries.path IS NOT NULL AND folder = ?"
        " ORDER BY entries.path",
        folder,
    )
    pairs = ((folder / os.fsdecode(post), folder / os.fsdecode(aside)) for post, aside in rows)
    return [
        changed_after_edit(post, aside) for post, aside in pairs if aside.exists() and post.exists()
    ]


def changed_after_edit(post: Path, aside: Path) -> Problem:
    """Return the problem of a post that both the person and its feed have changed.

    Args:
        post: The file of the post, which has the changes of the person.
        aside: The file with the version of the feed.
    """
    return Problem(
        path=str(post),
        line=None,
        field=None,
        message="the feed has a new version of this post, which you edited; your text was kept",
        remedy=f"Compare it with {aside}, take over what you like, and delete that file.",
    )


def _rows(path: Path, statement: str, folder: Path) -> list[Any]:
    connection = connect_to_read(path)
    if connection is None:
        return []
    try:
        with closing(connection):
            key = os.fsencode(os.path.realpath(folder))
            return connection.execute(statement, (key,)).fetchall()
    except sqlite3.Error:
        return []
