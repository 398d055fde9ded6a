"""Open, check and rebuild the SQLite file of an index, which may be deleted at any time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reader.store.sqlite.files import delete, open_database
from reader.store.tables import FILE_TABLES, SCHEMA_VERSION

APPLICATION = 0x42_52_44_53
"""The `application_id` of our index files, `BRDS` in ASCII:
https://www.sqlite.org/pragma.html#pragma_application_id"""

LOCK_TIMEOUT = 2.0
"""Seconds to wait while another process writes."""


class UnusableError(Exception):
    """The database cannot be opened or created. The program works without it."""


def connect(path: Path, fingerprint: str) -> sqlite3.Connection:
    """Open the database, or rebuild it if it is not ours, damaged or outdated.

    Args:
        path: The file.
        fingerprint: The fingerprint of the loader. A database with another one is outdated.

    Raises:
        UnusableError: The database stays locked, or its folder is not writable.
    """
    try:
        connection = _open_valid(path, fingerprint)
        if connection is None:
            delete(path)
            connection = _create(path, fingerprint)
    except (sqlite3.Error, OSError) as error:
        raise UnusableError(str(error)) from error
    return connection


@contextmanager
def writing(path: Path, fingerprint: str) -> Iterator[sqlite3.Connection]:
    """Open the database as `connect` does, and close it at the end.

    A database that turns out to be damaged is deleted, so that the next run rebuilds it.

    Raises:
        UnusableError: The database cannot be written.
    """
    connection = connect(path, fingerprint)
    try:
        with closing(connection):
            yield connection
    except (sqlite3.Error, OSError) as error:
        if not isinstance(error, sqlite3.OperationalError | OSError):
            delete(path)
        raise UnusableError(str(error)) from error


def connect_to_read(
    path: Path, fingerprint: str, lock_timeout: float = LOCK_TIMEOUT
) -> sqlite3.Connection | None:
    """Open the database if it is valid, and return None otherwise. The file is not created."""
    try:
        return _open_valid(path, fingerprint, lock_timeout) if os.path.exists(path) else None
    except (sqlite3.Error, OSError):
        return None


def meta_value(connection: sqlite3.Connection, key: str) -> str | None:
    """Return a value of the table `meta`; None if it is not set."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Set a value of the table `meta`."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _open_valid(
    path: Path, fingerprint: str, lock_timeout: float = LOCK_TIMEOUT
) -> sqlite3.Connection | None:
    connection = open_database(path, lock_timeout)
    try:
        if _is_valid(connection, fingerprint):
            return connection
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError:  # not a database, or a damaged one
        pass
    connection.close()
    return None


def _is_valid(connection: sqlite3.Connection, fingerprint: str) -> bool:
    # One statement, because another process may create the tables between two.
    versions = connection.execute(
        "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if versions != (APPLICATION, SCHEMA_VERSION):
        return False
    return meta_value(connection, "fingerprint") == fingerprint


def _create(path: Path, fingerprint: str) -> sqlite3.Connection:
    connection = open_database(path, LOCK_TIMEOUT)
    try:
        connection.executescript(
            f"BEGIN EXCLUSIVE; PRAGMA application_id = {APPLICATION};"
            f"PRAGMA user_version = {SCHEMA_VERSION}; {FILE_TABLES} COMMIT;"
        )
        with connection:
            set_meta(connection, "fingerprint", fingerprint)
    except BaseException:
        connection.close()
        raise
    return connection
