"""Open or create the file of the marks. A damaged or foreign file is moved aside, never deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from reader.store.database import identify, move_aside, open_database, set_identity, use_wal

APPLICATION = 0x42_52_4D_4B
"""The `application_id` of the file, `BRMK` in ASCII:
https://www.sqlite.org/pragma.html#pragma_application_id"""
SCHEMA_VERSION = 3
"""Raise this with every change of the tables, and convert the files of older versions."""

_LOCK_TIMEOUT = 5.0
"""Seconds to wait while another process writes."""
_TABLES = (
    """CREATE TABLE IF NOT EXISTS marks (
        path BLOB PRIMARY KEY,
        is_read INTEGER NOT NULL DEFAULT 0,
        is_starred INTEGER NOT NULL DEFAULT 0,
        block INTEGER,
        block_text TEXT,
        title TEXT NOT NULL,
        date TEXT,
        progress INTEGER,
        later INTEGER,
        seen_at REAL
    ) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS places (
        folders BLOB PRIMARY KEY,
        place TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS visited (address TEXT PRIMARY KEY) WITHOUT ROWID",
)
_TYPES = {
    "path": "BLOB",
    "is_read": "INTEGER",
    "is_starred": "INTEGER",
    "block": "INTEGER",
    "block_text": "TEXT",
    "title": "TEXT",
    "date": "TEXT",
    "progress": "INTEGER",
    "later": "INTEGER",
    "seen_at": "REAL",
}
_FROM_VERSION_2 = ("ALTER TABLE marks ADD COLUMN seen_at REAL",)
_FROM_VERSION_1 = (
    "ALTER TABLE marks ADD COLUMN progress INTEGER",
    "ALTER TABLE marks ADD COLUMN later INTEGER",
    *_FROM_VERSION_2,
)
_CONVERSIONS = {1: _FROM_VERSION_1, 2: _FROM_VERSION_2}
"""Statements that convert the tables of an older version."""


class MarksError(Exception):
    """The marks cannot be used. The text says why, and what was done or can be done about it."""


def selection(names: Iterable[str]) -> str:
    """Return columns of the marks for a SELECT, each with the type that it should have.

    SQLite stores any type in any column (https://www.sqlite.org/datatype3.html), so another program
    may have written a title as bytes.
    """
    return ", ".join(f"CAST({name} AS {_TYPES[name]})" for name in names)


def connect_marks(path: Path) -> sqlite3.Connection:
    """Open the file of the marks, and create it if there is none.

    A file that is damaged or belongs to another program is moved aside.

    Raises:
        MarksError: A newer version of Broadsheet created the file.
        sqlite3.Error, OSError: The file cannot be opened or created.
    """
    try:
        connection = _open(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        move_aside(path)
        connection = _open(path)
    return connection


def _open(path: Path) -> sqlite3.Connection:
    connection = open_database(path, _LOCK_TIMEOUT, isolation_level=None)
    connection.text_factory = _decode
    try:
        application, version, tables = identify(connection)
        if application == APPLICATION and version > SCHEMA_VERSION:
            raise MarksError("these marks come from a newer Broadsheet, and are left unchanged")
        if application != APPLICATION and (application or tables):
            raise sqlite3.DatabaseError("the file belongs to another program")
        if (application, version) != (APPLICATION, SCHEMA_VERSION):
            _upgrade(connection)
        use_wal(connection)
        connection.execute("SELECT 1 FROM marks LIMIT 1").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _decode(text: bytes) -> str:
    return text.decode("utf-8", "replace")  # by default, one wrong byte raises for all rows


def _upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables, or convert those of an older version, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        # Another process may have done it since this one looked.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for statement in (*_CONVERSIONS.get(version, ()), *_TABLES):
            connection.execute(statement)
        set_identity(connection, APPLICATION, SCHEMA_VERSION)
