"""Open or create the database of the feeds. An unusable file is moved aside and rebuilt.

Everything in it can be rebuilt: what servers answered by fetching again, and the entries from the
posts in the feeds folder. So a file that is damaged, foreign or from a newer version costs one
complete fetch, and is no reason to stop.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from reader.store.feeds.feed_rows import ENTRY_COLUMNS
from reader.store.sqlite.files import IN_MEMORY, move_aside, open_database, open_to_read
from reader.store.sqlite.transactions import identify, set_identity, use_wal, write_transaction

APPLICATION = 0x42_52_46_44
"""The `application_id` of the file, `BRFD` in ASCII:
https://www.sqlite.org/pragma.html#pragma_application_id"""
SCHEMA_VERSION = 1
"""Raise this with every change of the tables, of the values in them, or of how keys are compared:
a file of another version is rebuilt."""

_LOCK_TIMEOUT = 5.0
"""Seconds to wait while another process writes."""
_TABLES = (
    """CREATE TABLE feeds (
        number INTEGER PRIMARY KEY,
        folder BLOB NOT NULL,
        id TEXT NOT NULL,
        fetch_state TEXT NOT NULL DEFAULT '{}',
        is_guid_unreliable INTEGER NOT NULL DEFAULT 0,
        last_document REAL,
        UNIQUE (folder, id)
    )""",
    f"""CREATE TABLE entries (
        feed INTEGER NOT NULL REFERENCES feeds,
        number INTEGER PRIMARY KEY,
        {", ".join(name for name in ENTRY_COLUMNS if name != "number")}
    )""",
    "CREATE INDEX entries_of_feed ON entries (feed)",
    "CREATE INDEX entries_by_link ON entries (link_key) WHERE link_key != ''",
    "CREATE TABLE hosts (host TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID",
)


class OpenedFile(NamedTuple):
    """The opened database."""

    connection: sqlite3.Connection
    message: str
    """What the person should know about it, as a sentence; empty if there is nothing."""


class _UnusableError(Exception):
    """The file is of another program or version. The text says which."""


def connect_feeds(path: Path) -> OpenedFile:
    """Open the database, and create it if there is none.

    Raises:
        sqlite3.Error, OSError: It can neither be opened nor created: it is locked for long, or its
            folder is not writable.
    """
    try:
        return OpenedFile(_open(path), "")
    except _UnusableError as error:
        reason = str(error)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        reason = "it is damaged"
    return rebuild_feeds(path, reason)


def rebuild_feeds(path: Path, reason: str) -> OpenedFile:
    """Move an unusable database aside, and create an empty one.

    Args:
        path: The file.
        reason: What is wrong with it, as a clause without capital and full stop.

    Raises:
        sqlite3.Error, OSError: The database cannot be created.
    """
    aside = move_aside(path)
    message = (
        f"{path}: {reason}. It was moved to {aside.name}, and is rebuilt from the posts in the"
        " feeds folder."
    )
    return OpenedFile(_open(path), message)


def connect_in_memory() -> sqlite3.Connection:
    """Return an empty database that is lost at the end."""
    return _open(Path(IN_MEMORY))


def connect_to_read(path: Path) -> sqlite3.Connection | None:
    """Open the database to read it only; None if there is none, or if it is not usable now.

    Nothing is created, and nothing waits for a fetch that writes.
    """
    if not os.path.exists(path):
        return None
    connection = None
    try:
        connection = open_to_read(path, 0.1)
        application, version, _ = identify(connection)
        if (application, version) == (APPLICATION, SCHEMA_VERSION):
            return connection
    except (OSError, sqlite3.Error):
        pass
    if connection is not None:
        connection.close()
    return None


def _open(path: Path) -> sqlite3.Connection:
    # One connection serves all threads, one at a time: see `FeedStates`.
    connection = open_database(path, _LOCK_TIMEOUT, isolation_level=None, is_shared=True)
    try:
        _check(connection)
        # The app lists the feeds while a fetch writes. The posts in the folder show what a commit
        # that is lost had recorded.
        use_wal(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    """Check that a file is ours and of this version, and create the tables of a new file."""
    application, version, tables = identify(connection)
    if application != APPLICATION and (application or tables):
        raise _UnusableError("it belongs to another program")
    if application == APPLICATION and version > SCHEMA_VERSION:
        raise _UnusableError("it comes from a newer Broadsheet")
    if application == APPLICATION and version < SCHEMA_VERSION:
        raise _UnusableError("it comes from an older Broadsheet")
    if application != APPLICATION:
        _create(connection)
    for table in ("feeds", "entries", "hosts"):
        if not connection.execute(f"PRAGMA table_info({table})").fetchall():
            raise _UnusableError("it is damaged")


def _create(connection: sqlite3.Connection) -> None:
    with write_transaction(connection):
        # Another process may have done it since this one looked.
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            for statement in _TABLES:
                connection.execute(statement)
            set_identity(connection, APPLICATION, SCHEMA_VERSION)
