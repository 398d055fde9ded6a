"""Open or create the file of the marks, and convert that of an older version.

A damaged or foreign file is not opened: `reader.store.saving.repair` sets it aside.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from reader.store.saving.batch import COLUMNS
from reader.store.sqlite.files import open_database, open_to_read, result_code
from reader.store.sqlite.transactions import identify, set_identity, use_wal, write_transaction

APPLICATION = 0x42_52_4D_4B
"""The `application_id` of the file, `BRMK` in ASCII:
https://www.sqlite.org/pragma.html#pragma_application_id"""
SCHEMA_VERSION = 3
"""Raise this with every change of the tables, and convert the files of older versions."""

LOCK_TIMEOUT = 5.0
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


def connect_unwritable(path: Path) -> sqlite3.Connection:
    """Open the file of the marks to read it where nothing can be written, such as a disk that is
    mounted read-only. There, SQLite cannot create the WAL that it needs otherwise:
    https://www.sqlite.org/uri.html#uriimmutable

    Raises:
        sqlite3.Error: The file cannot be opened.
    """
    connection = open_to_read(path, LOCK_TIMEOUT, "immutable=1")
    connection.text_factory = decode_text
    try:
        _check_tables(connection)
    except BaseException:
        connection.close()
        raise
    return connection


class DamagedFileError(sqlite3.DatabaseError):
    """The file is a database without the tables of the marks."""


class ForeignFileError(DamagedFileError):
    """The file is a database of another program."""


def connect_marks(path: Path, lock_timeout: float = LOCK_TIMEOUT) -> sqlite3.Connection:
    """Open the file of the marks, and create it if there is none.

    Args:
        path: The file, which is created with its folder.
        lock_timeout: Seconds to wait while another process writes.

    Raises:
        MarksError: A newer version of Broadsheet created the file.
        OSError: The file cannot be created, or may not be read.
        sqlite3.OperationalError: The file cannot be opened, or stays locked.
        sqlite3.DatabaseError: The file is damaged, or belongs to another program.
    """
    connection = open_database(path, lock_timeout, isolation_level=None)
    connection.text_factory = decode_text
    try:
        application, version, tables = identify(connection)
        if application == APPLICATION and version > SCHEMA_VERSION:
            raise MarksError("these marks come from a newer Broadsheet, and are left unchanged")
        if application != APPLICATION and (application or tables):
            raise ForeignFileError("the file belongs to another program")
        if (application, version) != (APPLICATION, SCHEMA_VERSION):
            _upgrade(connection)
        use_wal(connection)
        _check_tables(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def decode_text(text: bytes) -> str:
    """Decode text of a file of marks. By default, one wrong byte raises for all rows."""
    return text.decode("utf-8", "replace")


def _check_tables(connection: sqlite3.Connection) -> None:
    try:
        names = ", ".join(COLUMNS)
        connection.execute(f"SELECT {names} FROM marks LIMIT 1").fetchone()  # noqa: S608 - ours
        connection.execute("SELECT 1 FROM places, visited LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # there is no such table or column
            raise DamagedFileError(str(error)) from error
        raise


def is_damage(error: Exception) -> bool:
    """Return whether an error says that a file is damaged or foreign.

    Otherwise it is locked, or cannot be written.
    """
    is_damaged = result_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    # SQLite has no code of its own for a format of the schema that no version of it writes.
    is_unknown = isinstance(error, sqlite3.Error) and str(error) == "unsupported file format"
    return is_damaged or is_unknown or isinstance(error, DamagedFileError)


def _upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables, or convert those of an older version, in one transaction."""
    with write_transaction(connection):
        # Another process may have done it since this one looked.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for statement in (*_CONVERSIONS.get(version, ()), *_TABLES):
            connection.execute(statement)
        set_identity(connection, APPLICATION, SCHEMA_VERSION)
