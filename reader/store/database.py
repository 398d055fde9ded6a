"""A SQLite file that may be thrown away at any time: opened, checked, or made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from reader.store.tables import FILE_TABLES, SCHEMA_VERSION

APPLICATION = 0x42_52_44_53
"""Says in the file's head that it is ours: `BRDS`."""

PATIENCE = 2.0
"""Seconds to wait for another reader's write."""


class UnusableError(Exception):
    """There is no database to use there, and none can be made; all works without."""


def connect(path: Path, fingerprint: str) -> sqlite3.Connection:
    """A connection to the database of that path, made anew if it is not one of ours.

    Ours is one with this schema and fingerprint whose pages are sound as far as opening it shows.

    Raises:
        UnusableError: It is locked for long, or its folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = _open_ours(path, fingerprint)
        if connection is None:
            delete(path)
            connection = _create(path, fingerprint)
    except (sqlite3.Error, OSError) as error:
        raise UnusableError(str(error)) from error
    return connection


@contextmanager
def writing(path: Path, fingerprint: str) -> Iterator[sqlite3.Connection]:
    """A connection as `connect` gives it, closed in the end; of a damaged database nothing is kept,
    so that the next run makes it anew.

    Raises:
        UnusableError: It cannot be written.
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
    path: Path, fingerprint: str, patience: float = PATIENCE
) -> sqlite3.Connection | None:
    """A connection to the database of that path if it is one of ours, without making one."""
    try:
        return _open_ours(path, fingerprint, patience) if path.exists() else None
    except (sqlite3.Error, OSError):
        return None


def meta_value(connection: sqlite3.Connection, key: str) -> str | None:
    """What the database says of itself under that key."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Let the database say that of itself under that key."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def delete(path: Path) -> None:
    """Remove a database and what SQLite may have left beside it."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


def _open_ours(
    path: Path, fingerprint: str, patience: float = PATIENCE
) -> sqlite3.Connection | None:
    connection = sqlite3.connect(path, timeout=patience)
    try:
        if _is_ours(connection, fingerprint):
            return connection
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError:  # no database at all, or a damaged one
        pass
    connection.close()
    return None


def _is_ours(connection: sqlite3.Connection, fingerprint: str) -> bool:
    # In one statement: another reader may be making it between two.
    found = connection.execute(
        "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if found != (APPLICATION, SCHEMA_VERSION):
        return False
    return meta_value(connection, "fingerprint") == fingerprint


def _create(path: Path, fingerprint: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE)
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
