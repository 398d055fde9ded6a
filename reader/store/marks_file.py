"""The file of the marks: opened, made, or moved aside; never thrown away."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

APPLICATION = 0x42_52_4D_4B
"""Says in the file's head that it is ours: `BRMK`."""
SCHEMA = 1

_PATIENCE = 5.0
"""Seconds to wait for another reader's write."""
_TABLES = f"""
BEGIN IMMEDIATE;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {SCHEMA};
CREATE TABLE IF NOT EXISTS marks (
    path BLOB PRIMARY KEY,
    is_read INTEGER NOT NULL DEFAULT 0,
    is_starred INTEGER NOT NULL DEFAULT 0,
    block INTEGER,
    block_text TEXT,
    title TEXT NOT NULL,
    date TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS places (folders BLOB PRIMARY KEY, place TEXT NOT NULL) WITHOUT ROWID;
COMMIT;
"""


class MarksError(Exception):
    """Why nothing can be remembered; what was done about it, or what can be."""


def connect_marks(path: Path) -> sqlite3.Connection:
    """A connection to a file of ours, made if there is none.

    Raises:
        MarksError: It is a newer Broadsheet's.
        sqlite3.Error, OSError: It cannot be used.
    """
    try:
        connection = _prepared(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        _move_aside(path)
        connection = _prepared(path)
    return connection


def _prepared(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        application, schema, tables = _contents(connection)
        if application == APPLICATION and schema > SCHEMA:
            raise MarksError("a newer Broadsheet has made these marks; they are left alone")
        if application != APPLICATION and (application or tables):
            raise sqlite3.DatabaseError("another program's file")
        if (application, schema) != (APPLICATION, SCHEMA):
            connection.executescript(_TABLES)
        # What is committed outlives the process at once, and a power cut within a moment. While
        # another reader has the file, the mode is for that one to change, which waits for nobody.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("SELECT 1 FROM marks LIMIT 1").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _contents(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Whose file it is, its schema, and how many tables it has: all of one moment.

    Else another reader could make the file in between, and ours would be taken for a stranger's.
    """
    connection.execute("BEGIN")
    try:
        # The tables first: a pragma alone begins no reading that lasts.
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        schema = connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.execute("ROLLBACK")
    return application, schema, tables


def _move_aside(path: Path) -> None:
    """Keep a file that cannot be read beside the new one, under the first free name."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    path.rename(aside)
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
