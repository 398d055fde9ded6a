"""The open file of the marks."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from reader.posts.loading.file_id import FileId
from reader.store.saving.batch import SELECTED, FormerContent, FormerMark, MarkBatch
from reader.store.saving.same_file import file_ids, is_same_file
from reader.store.sqlite.transactions import write_transaction

_LOAD = f"SELECT {SELECTED} FROM marks"  # noqa: S608 - our names


class OpenFile:
    """A connection to a file of marks that knows whether the file is still at its path.

    Args:
        path: The file.
        connection: An open connection to it, which `close` closes.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._ids = file_ids(path)
        self._loaded_version = -1

    @property
    def id(self) -> FileId | None:
        """What identified the file when it was opened."""
        return self._ids[0]

    @property
    def is_current(self) -> bool:
        """Whether what is written is in the file at the path, and other processes see it."""
        now = file_ids(self._path)
        if not is_same_file(self._ids, now):
            return False
        self._ids = now
        return True

    def load(self, *, is_repeated: bool = True) -> Sequence[FormerMark] | None:
        """Return all marks; None if no other process has changed any since the last call.

        Args:
            is_repeated: Whether this process knows what it has written itself.

        Raises:
            sqlite3.Error: The file is locked or damaged.
        """
        # The version comes first, so that a change between the two statements is loaded later.
        # https://www.sqlite.org/pragma.html#pragma_data_version
        version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        if is_repeated and version == self._loaded_version:
            return None
        rows = self._connection.execute(_LOAD).fetchall()
        self._loaded_version = version
        return rows

    def write(self, batch: MarkBatch, former: FormerContent | None = None) -> None:
        """Write changes, after the content of a file that this one replaces, in one transaction.

        Raises:
            sqlite3.Error: Nothing was written.
        """
        with write_transaction(self._connection):
            if former is not None:
                former.write(self._connection)
            batch.write(self._connection)

    def place(self, folders: bytes) -> str | None:
        """Return the last session of some folders.

        Raises:
            sqlite3.Error: The file is locked or damaged.
        """
        query = "SELECT place FROM places WHERE folders = ?"
        row = self._connection.execute(query, (folders,)).fetchone()
        return None if row is None else str(row[0])

    def is_visited(self, address: str) -> bool:
        """Return whether an address was opened.

        Raises:
            sqlite3.Error: The file is locked or damaged.
        """
        query = "SELECT 1 FROM visited WHERE address = ?"
        return self._connection.execute(query, (address,)).fetchone() is not None

    def content(self) -> FormerContent:
        """Return what the file has, as far as it can be read, also if it was deleted."""
        marks: list[FormerMark] = []
        places: list[tuple[bytes, str]] = []
        visited: list[tuple[str]] = []
        with suppress(sqlite3.Error):
            marks = self._connection.execute(_LOAD).fetchall()
            places = self._connection.execute("SELECT folders, place FROM places").fetchall()
            visited = self._connection.execute("SELECT address FROM visited").fetchall()
        return FormerContent(marks, places, visited)

    def close(self, *, is_final: bool = False) -> None:
        """Close the connection.

        Args:
            is_final: Whether the file is left complete without its WAL, if no other process reads
                it: https://www.sqlite.org/pragma.html#pragma_wal_checkpoint
        """
        with closing(self._connection), suppress(sqlite3.Error):
            if is_final and self.is_current:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
