"""When each post was first seen, and when the folders were last visited.

A post is new if it was first seen after the last visit, whatever its date is. So two things are
stored: for each listed post that has ever been loaded the time at which that was, and for each
folder the time of the last key of the last visit.

They are stored in the data folder and not in the index. The index is a cache: `broadsheet cache
--clear` deletes it, and every new version rebuilds it. If the times were lost with it, either all
posts would be new after that, or those that arrived since the last visit would not.

- A post is identified by its real path, so it is the same through a symbolic link and in another
  selection of folders. A file that is saved, replaced, or removed and returned keeps its time.
- A moved post takes over the time of its old path: see `reader.library.arrivals`.
- Only listed posts are stored. A draft is first seen when it is published.
- The posts of a folder that is opened for the first time have no time. They are never new, except
  the recent posts of feeds: those were fetched for this person, who has not seen them. A folder
  without posts does not count as opened: its posts may be about to be copied, or its disk mounted.

Several processes may use the same file: the first of them to see a post sets its time. Nothing
depends on the file. If it cannot be used, posts are new only if they arrive while the app runs. A
damaged file is deleted; then it is the first opening of each folder again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from reader.store.real_paths import RealPaths
from reader.store.sqlite.files import delete, is_lock, open_database
from reader.store.sqlite.transactions import write_transaction

T = TypeVar("T")

ARRIVALS_FILE = "arrivals.db"
"""Name of the file in the data folder."""
MAX_FIRST_AGE = timedelta(days=14)
"""Maximum age of a post of a feed that is new at the first opening of its folder, and unread after
the first fetch of its feed: the person subscribed for news."""

_APPLICATION = 0x42_52_41_52
"""The `application_id` of the file, `BRAR` in ASCII:
https://www.sqlite.org/pragma.html#pragma_application_id"""
_SCHEMA_VERSION = 1
_LOCK_TIMEOUT = 1.0
"""Seconds that a load waits while another process writes."""
_SHORT_LOCK_TIMEOUT = 0.02
"""Seconds that the app waits while another process writes. It tries again later."""
_TABLES = f"""
BEGIN IMMEDIATE;
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_SCHEMA_VERSION};
CREATE TABLE IF NOT EXISTS folders (path BLOB PRIMARY KEY, visited REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS posts (path BLOB PRIMARY KEY, seen REAL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS arrivals ON posts (seen) WHERE seen IS NOT NULL;
COMMIT;
"""
"""Times are seconds since 1970. `seen` is NULL for the posts of the first opening, `visited` before
the end of the first visit."""

_INSERT_MOVED = "INSERT OR IGNORE INTO posts SELECT ?, seen FROM posts WHERE path = ?"
_SAVE_VISIT = """
UPDATE folders SET visited = :time
WHERE path = :path AND (visited IS NULL OR visited < :time OR visited > :now)
"""
"""Another process may have saved a later time. A time in the future comes from a wrong clock."""


class _LockedError(Exception):
    """Another process has locked the file."""


class ArrivalStore:
    """The stored times of the posts of some folders. Its methods may be called from any thread.

    Args:
        path: The file, which is created when something is saved. None stores nothing.
        folders: The opened folders.
    """

    def __init__(self, path: Path | None, folders: Sequence[Path]) -> None:
        self._path = path
        self._paths = RealPaths(folders)
        self._folders = {
            os.path.abspath(folder): os.path.realpath(folder)  # noqa: PTH100 - as the loader
            for folder in folders
        }

    @property
    def folders(self) -> Collection[str]:
        """Absolute paths of the opened folders."""
        return self._folders.keys()

    def last_visits(self) -> dict[str, float] | None:
        """Return when the last visit to each folder ended, by the path of the opened folder.

        Times are seconds since 1970. Folders that were never visited are missing. None if another
        process has locked the file.
        """
        stored: Mapping[bytes, float | None] = {}
        try:
            stored = self._with_file(_SHORT_LOCK_TIMEOUT, _load_visits, stored, reports_lock=True)
        except _LockedError:
            return None
        visits = {folder: stored.get(os.fsencode(real)) for folder, real in self._folders.items()}
        return {folder: time for folder, time in visits.items() if isinstance(time, float)}

    def save_visit(self, time: float, now: float) -> bool:
        """Save the time at which a visit to all folders ended, or of its last key so far.

        A folder whose posts are not recorded yet has not been visited.

        Args:
            time: Seconds since 1970.
            now: The current time.

        Returns:
            False if another process has locked the file, so that trying again may help.
        """
        rows = [
            {"path": os.fsencode(real), "time": time, "now": now} for real in self._folders.values()
        ]
        try:
            self._with_file(
                _SHORT_LOCK_TIMEOUT,
                lambda connection: connection.executemany(_SAVE_VISIT, rows),
                None,
                reports_lock=True,
            )
        except _LockedError:
            return False
        return True

    def _has_file(self) -> bool:
        return self._path is not None and os.path.exists(self._path)

    def seen_after(self, time: float) -> dict[str, float]:
        """Return when the posts were first seen that were first seen after a time.

        Args:
            time: Seconds since 1970.

        Returns:
            Seconds since 1970, by path. Some of the posts may be in other folders, or gone.
        """
        return self._with_file(
            _SHORT_LOCK_TIMEOUT,
            lambda connection: self._by_opened_path(
                connection.execute("SELECT path, seen FROM posts WHERE seen > ?", (time,))
            ),
            {},
        )

    def new_paths(self) -> frozenset[str]:
        """Return the paths of the posts that are new: see `paths_after_visits`."""
        visits = self.last_visits() or {}
        times = self.seen_after(min(visits.values())) if visits else {}
        return paths_after_visits(times, visits)

    def has_opened_all(self) -> bool:
        """Return whether each folder was opened before, so that its posts are recorded."""
        opened: Collection[str] = self._with_file(_SHORT_LOCK_TIMEOUT, _load_folders, ())
        return set(opened).issuperset(self._folders.values())

    def record(
        self,
        paths: Collection[str],
        moved: Mapping[str, str],
        now: float,
        unseen: Collection[str] = (),
    ) -> dict[str, float] | None:
        """Record that posts are listed, and return when they were first seen.

        Args:
            paths: Paths of posts, many of which may be recorded already.
            moved: Former paths of those that were moved, by path.
            now: The current time, in seconds since 1970.
            unseen: Those of the paths that get a time also if their folder is opened for the first
                time.

        Returns:
            Seconds since 1970, by path. Posts that are as old as their folder are missing. None if
            nothing can be stored.
        """
        return self._with_file(
            _LOCK_TIMEOUT,
            lambda connection: self._record(connection, paths, moved, now, set(unseen)),
            None,
            is_created=True,
        )

    def _record(
        self,
        connection: sqlite3.Connection,
        paths: Collection[str],
        moved: Mapping[str, str],
        now: float,
        unseen: Collection[str],
    ) -> dict[str, float]:
        real_paths = list(map(self._paths.real_path, paths))
        # Two processes that open a folder for the first time must not see each other's posts as
        # new.
        with write_transaction(connection):
            opened = tuple(map(_with_slash, _load_folders(connection)))
            times = (
                now if real_path.startswith(opened) or path in unseen else None
                for path, real_path in zip(paths, real_paths, strict=True)
            )
            connection.executemany(_INSERT_MOVED, self._moved_rows(moved))
            connection.executemany(
                "INSERT OR IGNORE INTO posts VALUES (?, ?)",
                zip(map(os.fsencode, real_paths), times, strict=True),
            )
            connection.executemany(
                "INSERT OR IGNORE INTO folders VALUES (?, NULL)",
                [(os.fsencode(folder),) for folder in self._folders_with(real_paths)],
            )
        rows = connection.execute("SELECT path, seen FROM posts WHERE seen IS NOT NULL")
        seen = self._by_opened_path(rows)
        return {path: seen[path] for path in paths if path in seen}

    def _folders_with(self, real_paths: Sequence[str]) -> list[str]:
        """Return the real paths of the folders that contain at least one of these posts."""
        return [
            folder
            for folder in self._folders.values()
            if any(path.startswith(_with_slash(folder)) for path in real_paths)
        ]

    def _moved_rows(self, moved: Mapping[str, str]) -> Iterator[tuple[bytes, bytes]]:
        real_path = self._paths.real_path
        for path, former in moved.items():
            yield os.fsencode(real_path(path)), os.fsencode(real_path(former))

    def _by_opened_path(self, rows: sqlite3.Cursor) -> dict[str, float]:
        return {
            self._paths.opened_path(os.fsdecode(path)): seen
            for path, seen in rows
            if isinstance(seen, float)  # SQLite stores any type in any column
        }

    def _with_file(
        self,
        timeout: float,
        work: Callable[[sqlite3.Connection], T],
        default: T,
        *,
        is_created: bool = False,
        reports_lock: bool = False,
    ) -> T:
        """Return what a function returns for the open file.

        Args:
            timeout: Seconds to wait while another process writes.
            work: The function.
            default: What is returned if the file cannot be used.
            is_created: Whether the file is created if there is none.
            reports_lock: Whether a lock is an error, so that the caller can try again.

        Raises:
            _LockedError: Another process has locked the file.
        """
        path = self._path
        if path is None or not (is_created or self._has_file()):
            return default
        try:
            with closing(_connect(path, timeout)) as connection:
                return work(connection)
        except (sqlite3.OperationalError, OSError) as error:  # locked, or not writable
            if reports_lock and is_lock(error):
                raise _LockedError from error
        except sqlite3.DatabaseError:
            with suppress(OSError):
                delete(path)
        return default


def paths_after_visits(times: Mapping[str, float], visits: Mapping[str, float]) -> frozenset[str]:
    """Return the paths of the posts that were first seen after the last visit to their folder.

    Args:
        times: When posts were first seen, by path.
        visits: When the last visit to each folder ended, by the path of the folder.
    """
    ends = [(_with_slash(folder), end) for folder, end in visits.items()]
    return frozenset(
        path
        for path, time in times.items()
        if any(path.startswith(folder) and time > end for folder, end in ends)
    )


def _load_visits(connection: sqlite3.Connection) -> dict[bytes, float | None]:
    return dict(connection.execute("SELECT path, visited FROM folders"))


def _load_folders(connection: sqlite3.Connection) -> list[str]:
    """Return the real paths of all folders that were ever opened."""
    return [os.fsdecode(path) for (path,) in connection.execute("SELECT path FROM folders")]


def _with_slash(folder: str) -> str:
    return os.path.join(folder, "")  # noqa: PTH118 - text


def _connect(path: Path, timeout: float) -> sqlite3.Connection:
    """Open the file, and create its tables if there are none.

    Raises:
        sqlite3.DatabaseError: The file is damaged.
        sqlite3.OperationalError: The file is locked, not writable, or not of this version.
        OSError: The folder cannot be created.
    """
    connection = open_database(path, timeout, isolation_level=None)
    try:
        # One statement, because another process may create the tables between two.
        versions = connection.execute(
            "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
        ).fetchone()
        if versions == (0, 0):
            connection.executescript(_TABLES)
        elif versions[0] != _APPLICATION or versions[1] > _SCHEMA_VERSION:
            raise sqlite3.OperationalError("of another program, or of a newer version")
        # Nothing waits for the disk: the file survives the end of a process, and if it does not
        # survive a power cut, nothing is new once.
        connection.execute("PRAGMA synchronous = OFF")
        # Then no reader waits for a load that writes. It fails while another process uses the file.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        connection.close()
        raise
    return connection
