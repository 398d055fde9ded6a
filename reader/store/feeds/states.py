"""The state of all feeds of a feeds folder, and of their entries, saved with every change.

The posts in the folder are what counts. If this state is lost, it is rebuilt from them. So an
unusable file is no error: it is replaced, or else the state is kept in memory only.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from reader.store.feeds import FEEDS_FILE as FEEDS_FILE
from reader.store.feeds.feed_rows import (
    ENTRY_COLUMNS,
    entry_from_row,
    entry_to_row,
    fetch_state_from_text,
    fetch_state_to_text,
)
from reader.store.feeds.feeds_file import connect_feeds, connect_in_memory, rebuild_feeds
from reader.store.feeds.fetch_state import FetchState
from reader.store.feeds.known_entry import Fate, FeedHistory, KnownEntry
from reader.store.sqlite.transactions import write_transaction

T = TypeVar("T")

_MAX_VALUES = 500
"""Maximum number of values in one statement; SQLite allows at least 999:
https://www.sqlite.org/limits.html#max_variable_number"""
_FEED = "(SELECT number FROM feeds WHERE folder = ? AND id = ?)"
_SELECT_ENTRIES = f"SELECT {', '.join(ENTRY_COLUMNS)} FROM entries"  # noqa: S608 - our own names
_INSERT_ENTRY = (
    f"INSERT OR REPLACE INTO entries (feed, {', '.join(ENTRY_COLUMNS)})"  # noqa: S608
    f" VALUES ({_FEED}{', ?' * len(ENTRY_COLUMNS)})"
)


class FeedStates:
    """The states of feeds and entries. Its methods may be called from any thread.

    Several processes may use the same file. None of the methods raises an error of the database.

    Args:
        path: The file, which is created if there is none. None keeps everything in memory.
        folder: The feeds folder. The same file can serve several of them.
        report: Called with a message for the person if the file was replaced, and at most once if
            nothing can be saved.
    """

    def __init__(self, path: Path | None, folder: Path, report: Callable[[str], object]) -> None:
        self._path = path
        self._folder = os.fsencode(os.path.realpath(folder))
        self._report = report
        self._lock = RLock()
        self._has_failed = False
        self._connection = self._open(path)

    def __enter__(self) -> FeedStates:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    # Fetching.

    def fetch_states(self) -> dict[str, FetchState]:
        """Return what is remembered of fetching each feed of the folder, by the feed's id."""
        rows = self._execute("SELECT id, fetch_state FROM feeds WHERE folder = ?", (self._folder,))
        return {feed_id: fetch_state_from_text(text) for feed_id, text in rows}

    def save_fetch_state(self, feed_id: str, state: FetchState) -> None:
        """Save what is remembered of fetching a feed."""
        self._execute(
            "INSERT INTO feeds (folder, id, fetch_state) VALUES (?, ?, ?)"
            " ON CONFLICT (folder, id) DO UPDATE SET fetch_state = excluded.fetch_state",
            (self._folder, feed_id, fetch_state_to_text(state)),
        )

    def host_waits(self) -> dict[str, float]:
        """Return until when each host asked not to be asked again, in seconds since 1970."""
        return dict(self._execute("SELECT host, until FROM hosts", ()))

    def save_host_wait(self, host: str, until: float) -> None:
        """Save until when a host asked not to be asked again."""
        self._execute("INSERT OR REPLACE INTO hosts VALUES (?, ?)", (host, until))

    # Entries.

    def history(self, feed_id: str) -> FeedHistory:
        """Return all that is remembered of the entries of a feed."""
        key = (self._folder, feed_id)
        flags = self._execute(
            "SELECT is_guid_unreliable, last_document FROM feeds WHERE folder = ? AND id = ?", key
        )
        rows = self._execute(f"{_SELECT_ENTRIES} WHERE feed = {_FEED} ORDER BY number", key)
        is_guid_unreliable, last_document = flags[0] if flags else (0, None)
        entries = tuple(map(entry_from_row, rows))
        return FeedHistory(entries, bool(is_guid_unreliable), last_document)

    def entry_fates(self, feed_id: str) -> tuple[KnownEntry, ...]:
        """Return what became of the entries of a feed, those of its last document first."""
        entries = self.history(feed_id).entries
        return tuple(sorted(entries, key=lambda entry: -(entry.last_seen or 0)))

    def save_history(
        self, feed_id: str, history: FeedHistory, forgotten: Iterable[KnownEntry] = ()
    ) -> None:
        """Save what is remembered of the entries of a feed after a document, in one step.

        Args:
            feed_id: Id of the subscription.
            history: Its `entries` are those that are new or have changed. Others are kept, but for
                duplicates: all of these are replaced.
            forgotten: Entries to delete.
        """
        key = (self._folder, feed_id)

        def save(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO feeds (folder, id, is_guid_unreliable, last_document)"
                " VALUES (?, ?, ?, ?) ON CONFLICT (folder, id) DO UPDATE SET"
                " is_guid_unreliable = excluded.is_guid_unreliable,"
                " last_document = excluded.last_document",
                (*key, history.is_guid_unreliable, history.last_document),
            )
            connection.execute(
                f"DELETE FROM entries WHERE feed = {_FEED} AND fate = ?",  # noqa: S608
                (*key, Fate.DUPLICATE.value),
            )
            connection.executemany(
                "DELETE FROM entries WHERE number = ?", [(entry.number,) for entry in forgotten]
            )
            self._insert_entries(connection, feed_id, history.entries)

        self._write(save)

    def save_entries(self, feed_id: str, entries: Iterable[KnownEntry]) -> None:
        """Save what has changed of some entries of a feed between two documents."""
        self._write(lambda connection: self._insert_entries(connection, feed_id, entries))

    def _insert_entries(
        self, connection: sqlite3.Connection, feed_id: str, entries: Iterable[KnownEntry]
    ) -> None:
        rows = [(self._folder, feed_id, *entry_to_row(entry)) for entry in entries]
        connection.executemany(_INSERT_ENTRY, rows)

    def paths_by_link(self, link_keys: Collection[str], except_feed: str) -> dict[str, list[str]]:
        """Return the posts of other feeds with some links.

        Args:
            link_keys: The links, as in `KnownEntry.link_key`.
            except_feed: Id of the feed whose posts are left out.

        Returns:
            Paths relative to the feeds folder, by link.
        """
        keys = sorted(filter(None, link_keys))
        paths: dict[str, list[str]] = {}
        for start in range(0, len(keys), _MAX_VALUES):
            some = keys[start : start + _MAX_VALUES]
            rows = self._execute(
                "SELECT link_key, path FROM entries JOIN feeds ON feeds.number = entries.feed"  # noqa: S608 - placeholders
                " WHERE fate = ? AND path IS NOT NULL AND folder = ? AND id != ?"
                f" AND link_key IN ({', '.join('?' * len(some))})",
                (Fate.WRITTEN.value, self._folder, except_feed, *some),
            )
            for link_key, path in rows:
                paths.setdefault(link_key, []).append(os.fsdecode(path))
        return paths

    def written_paths(self) -> set[str]:
        """Return the paths of all posts of the folder, relative to it."""
        rows = self._execute(
            "SELECT path FROM entries JOIN feeds ON feeds.number = entries.feed"
            " WHERE fate = ? AND path IS NOT NULL AND folder = ?",
            (Fate.WRITTEN.value, self._folder),
        )
        return {os.fsdecode(path) for (path,) in rows}

    def forget_feed(self, feed_id: str) -> None:
        """Delete all that is remembered of a feed, whose subscription was removed."""
        key = (self._folder, feed_id)

        def delete(connection: sqlite3.Connection) -> None:
            connection.execute(f"DELETE FROM entries WHERE feed = {_FEED}", key)  # noqa: S608
            connection.execute("DELETE FROM feeds WHERE folder = ? AND id = ?", key)

        self._write(delete)

    # The file.

    def _execute(self, statement: str, values: Sequence[object]) -> list[Any]:
        """Return the rows of a statement, which is a transaction of its own."""
        return self._attempt(
            lambda connection: connection.execute(statement, values).fetchall(), []
        )

    def _write(self, work: Callable[[sqlite3.Connection], object]) -> None:
        """Call a function that runs several statements, in one transaction."""

        def write(connection: sqlite3.Connection) -> None:
            with write_transaction(connection):
                work(connection)

        self._attempt(write, None)

    def _attempt(self, work: Callable[[sqlite3.Connection], T], default: T) -> T:
        """Return what a function returns for the open file; a default if the file is unusable.

        A file that turns out to be damaged is replaced, and the function is called again.
        """
        with self._lock:
            try:
                return work(self._connection)
            except sqlite3.OperationalError as error:
                self._report_failure(error)
                return default
            except sqlite3.DatabaseError as error:
                if type(error) is not sqlite3.DatabaseError:  # a mistake of ours
                    raise
                self._replace_file()
            try:
                return work(self._connection)
            except sqlite3.Error as error:
                self._report_failure(error)
                return default

    def _open(self, path: Path | None) -> sqlite3.Connection:
        if path is None:
            return connect_in_memory()
        try:
            connection, message = connect_feeds(path)
        except (sqlite3.Error, OSError) as error:
            self._report_failure(error)
            return connect_in_memory()
        if message:
            self._report(message)
        return connection

    def _replace_file(self) -> None:
        self._connection.close()
        if self._path is None:
            self._connection = connect_in_memory()
            return
        try:
            self._connection, message = rebuild_feeds(self._path, "it is damaged")
            self._report(message)
        except (sqlite3.Error, OSError) as error:
            self._report_failure(error)
            self._connection = connect_in_memory()

    def _report_failure(self, error: Exception) -> None:
        if not self._has_failed:
            self._has_failed = True
            reason = error.strerror if isinstance(error, OSError) and error.strerror else error
            self._report(
                f"{self._path}: {reason}; the state of the feeds cannot be saved. It is rebuilt"
                " from the posts in the feeds folder at the next fetch."
            )
