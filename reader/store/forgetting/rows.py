"""The rows that databases hold about the posts of one folder, and their deletion."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Sequence, Set
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from reader.posts.errors import ReaderError
from reader.store.arrivals import ARRIVALS_FILE
from reader.store.feeds import FEEDS_FILE
from reader.store.marks import MARKS_FILE
from reader.store.sqlite.files import is_missing, open_database, reason_for
from reader.store.sqlite.transactions import write_transaction
from reader.text.counts import counted

_LOCK_TIMEOUT = 5.0
"""Seconds to wait while another process writes."""

_Describe: TypeAlias = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table whose rows are about files or folders."""

    file: str
    """Name of the database."""
    name: str
    column: str
    """The column with the path in bytes, or with several paths separated by zeros."""
    describe: _Describe
    """Returns what a number of its rows is, for the person."""


_TABLES = (
    _Table(MARKS_FILE, "marks", "path", lambda n: f"marks of {counted(n, 'post')}"),
    _Table(MARKS_FILE, "places", "folders", lambda n: f"{counted(n, 'place')} where you stopped"),
    _Table(ARRIVALS_FILE, "posts", "path", lambda n: f"when {counted(n, 'post')} arrived"),
    _Table(ARRIVALS_FILE, "folders", "path", lambda n: f"when you left {counted(n, 'folder')}"),
    _Table(FEEDS_FILE, "feeds", "folder", lambda n: f"the state of {counted(n, 'feed')}"),
)
FILES_ABOUT_FOLDERS = tuple(dict.fromkeys(table.file for table in _TABLES))
"""Names of the databases with rows about the posts of one folder."""
_ENTRIES_WITHOUT_FEED = "DELETE FROM entries WHERE feed NOT IN (SELECT number FROM feeds)"


@dataclass(frozen=True, slots=True)
class StoredRows:
    """Rows of one database that are about a folder."""

    path: Path
    """The database."""
    keys: Sequence[tuple[_Table, Sequence[tuple[bytes]]]]
    """The tables, and the values of their columns in the rows. None is empty."""

    @property
    def what(self) -> str:
        """What the rows are, such as `marks of 3 posts, 1 place where you stopped`."""
        return ", ".join(table.describe(len(keys)) for table, keys in self.keys)


def stored_rows(data_folder: Path, folder: Path) -> list[StoredRows]:
    """Return what the databases in the data folder hold about a folder and all below it.

    Args:
        data_folder: The folder of the databases.
        folder: The folder, which need not exist any more.

    Raises:
        ReaderError: A database cannot be read.
    """
    roots = folder_names(folder)
    found = []
    for name in FILES_ABOUT_FOLDERS:
        path = data_folder / name
        if is_missing(path):
            continue
        tables = [table for table in _TABLES if table.file == name]
        try:
            with closing(open_database(path, _LOCK_TIMEOUT)) as connection:
                keys = [(table, _keys(connection, table, roots)) for table in tables]
        except (sqlite3.Error, OSError) as error:
            remedy = "`broadsheet forget --all` deletes the file."
            raise ReaderError(f"{path}: {reason_for(error)}. {remedy}") from error
        found.append(StoredRows(path, [(table, rows) for table, rows in keys if rows]))
    return [rows for rows in found if rows.keys]


def delete_rows(rows: StoredRows) -> None:
    """Delete rows, and overwrite what they were in the file.

    Raises:
        sqlite3.Error, OSError: The database cannot be written. It is unchanged then.
    """
    with closing(open_database(rows.path, _LOCK_TIMEOUT, isolation_level=None)) as connection:
        # Otherwise paths and titles stay in the file until other rows take their place:
        # https://www.sqlite.org/pragma.html#pragma_secure_delete
        connection.execute("PRAGMA secure_delete = ON")
        with write_transaction(connection):
            for table, keys in rows.keys:
                statement = f"DELETE FROM {table.name} WHERE {table.column} = ?"  # noqa: S608 - our names
                connection.executemany(statement, keys)
            if rows.path.name == FEEDS_FILE:
                connection.execute(_ENTRIES_WITHOUT_FEED)
        # They also stay in the log until it is emptied, which has to wait for other processes.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def folder_names(folder: Path) -> frozenset[str]:
    """Return the absolute paths of a folder under which something may be stored about it."""
    return frozenset((os.path.abspath(folder), os.path.realpath(folder)))  # noqa: PTH100 - as stored


def is_within(path: str, folders: Collection[str]) -> bool:
    """Return whether a path is one of some folders, or below it."""
    return any(path == folder or path.startswith(os.path.join(folder, "")) for folder in folders)  # noqa: PTH118


def _keys(connection: sqlite3.Connection, table: _Table, roots: Set[str]) -> list[tuple[bytes]]:
    rows = connection.execute(f"SELECT DISTINCT {table.column} FROM {table.name}")  # noqa: S608 - our names
    return [(key,) for (key,) in rows if any(is_within(path, roots) for path in _paths(key))]


def _paths(key: object) -> list[str]:
    value = key if isinstance(key, bytes) else str(key).encode("utf-8", "surrogateescape")
    return [os.fsdecode(path) for path in value.split(b"\0")]
