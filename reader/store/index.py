"""The catalogue of the last run: on screen at once, and checked against the disk behind it.

The index is a cache. It may be missing, cut off, foreign or older than the program: then it is
made anew, and the folders are read as if there had never been one. What is in it is trusted file
by file, by `reader.posts.remembered`, so that a load with an index gives what one without gives.
"""

from __future__ import annotations

import json
import os
import sqlite3
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from reader.posts.catalogue import Catalogue
from reader.posts.options import ReadingOptions
from reader.posts.post import Post
from reader.posts.remembered import Remembered
from reader.posts.walk import SIDE_CAR_ENDING, FoundFile
from reader.store.database import UnusableError, connect, connect_to_read, delete
from reader.store.fingerprint import reading_fingerprint
from reader.store.first_screen import first_of
from reader.store.rows import COLUMNS, date_to_text, post_to_row, row_to_post
from reader.store.stamps import remembered_of, rest_to_text, stamp_to_bytes

_FIELDS = ", ".join(COLUMNS)
_SELECT = f"SELECT folder, relative, is_post, stamp, rest, expires, {_FIELDS} FROM files"  # noqa: S608
_INSERT = f"INSERT OR REPLACE INTO files VALUES ({', '.join('?' * (6 + len(COLUMNS)))})"  # noqa: S608


class Index:
    """What was read of some folders, one file at a time; a `Memory` for the loader."""

    def __init__(self, path: Path, folders: Sequence[Path], options: ReadingOptions) -> None:
        self._path = path
        self._folders = [os.path.abspath(folder) for folder in folders]  # noqa: PTH100 - as above
        self._fingerprint = reading_fingerprint(options)
        self._options = options
        self._is_sound = True
        self._known: dict[str, tuple[Post, bytes, str, str | None]] = {}
        self._was_post: set[str] = set()
        self._seen: set[str] = set()
        self._read: dict[str, tuple[FoundFile, Remembered]] = {}

    def load(self) -> list[Post]:
        """Everything that the last run left; gives the posts that it listed or hid."""
        connection = connect_to_read(self._path, self._fingerprint)
        if connection is None:
            return []
        try:
            with closing(connection):
                return list(self._load_rows(connection))
        except (sqlite3.Error, struct.error, ValueError, TypeError, IndexError):
            self._is_sound = False
            self._known, self._was_post = {}, set()
            return []

    def _load_rows(self, connection: sqlite3.Connection) -> Iterator[Post]:
        for folder, relative, is_post, stamp, rest, expires, *row in connection.execute(_SELECT):
            path = os.path.join(self._folders[folder], os.fsdecode(relative))  # noqa: PTH118 - text
            post = row_to_post(row, path, os.path.splitext(path)[0] + SIDE_CAR_ENDING)  # noqa: PTH122
            self._known[path] = (post, stamp, rest, expires)
            if is_post:
                self._was_post.add(path)
                yield post if expires is None else self._now(path)

    def _now(self, path: str) -> Post:
        """The post of a file that is known, hidden or not by the present time."""
        return remembered_of(*self._known[path]).seen(self._options).post

    def recall(self, file: FoundFile) -> Remembered | None:
        """What the last run read of the file."""
        self._seen.add(file.path)
        known = self._known.get(file.path)
        return None if known is None else remembered_of(*known)

    def keep(self, file: FoundFile, remembered: Remembered) -> None:
        """Take note of what was read of the file, for `save`."""
        self._read[file.path] = (file, remembered)

    @property
    def has_changed(self) -> bool:
        """Whether this run read, or missed, any file."""
        return bool(self._read) or len(self._seen) != len(self._known)

    def save(self, catalogue: Catalogue) -> None:
        """Write what has changed since the last run, all of it or nothing.

        Raises:
            UnusableError: It cannot be written, which does no harm.
        """
        if not self._is_sound:
            delete(self._path)
        connection = connect(self._path, self._fingerprint)
        try:
            with closing(connection), connection:
                self._write(connection, catalogue)
        except (sqlite3.Error, OSError) as error:
            if not isinstance(error, sqlite3.OperationalError | OSError):
                delete(self._path)  # it is damaged; the next run makes it anew
            raise UnusableError(str(error)) from error

    def _write(self, connection: sqlite3.Connection, catalogue: Catalogue) -> None:
        connection.execute("BEGIN IMMEDIATE")
        posts = {post.path for post in (*catalogue.posts, *catalogue.hidden)}
        gone = [key for path in self._known.keys() - self._seen if (key := self._key(path))]
        connection.executemany("DELETE FROM files WHERE folder = ? AND relative = ?", gone)
        connection.executemany(
            _INSERT,
            (
                (
                    *key,
                    path in posts,
                    stamp_to_bytes(remembered),
                    rest_to_text(remembered),
                    date_to_text(remembered.expires),
                    *post_to_row(remembered.post),
                )
                for path, (_, remembered) in self._read.items()
                if (key := self._key(path))
            ),
        )
        turned = (posts ^ self._was_post) & self._known.keys() - self._read.keys()
        connection.executemany(
            "UPDATE files SET is_post = ? WHERE folder = ? AND relative = ?",
            ((path in posts, *key) for path in turned if (key := self._key(path))),
        )
        values = {"first": json.dumps(first_of(catalogue)), "folders": json.dumps(self._folders)}
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def _key(self, path: str) -> tuple[int, bytes] | None:
        """The row of a file: its folder's place among the opened ones, and its path below."""
        for number, folder in enumerate(self._folders):
            prefix = os.path.join(folder, "")  # noqa: PTH118 - text
            if path.startswith(prefix):
                return number, os.fsencode(path[len(prefix) :])
        return None
