"""What SQLite files of the data folder have in common: whose they are, and moving them aside."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class Identity(NamedTuple):
    """What a SQLite file says about itself."""

    application: int
    """https://www.sqlite.org/pragma.html#pragma_application_id"""
    version: int
    """https://www.sqlite.org/pragma.html#pragma_user_version"""
    tables: int
    """Number of tables and indexes."""


def identify(connection: sqlite3.Connection) -> Identity:
    """Return what a file says about itself; all zeros for a new file.

    One transaction reads all three. Otherwise another process could create the tables in between,
    and the file would look like that of another program.

    Raises:
        sqlite3.Error: The file is locked, damaged, or no database.
    """
    connection.execute("BEGIN")
    try:
        # The tables come first: a pragma does not begin a read transaction.
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.execute("ROLLBACK")
    return Identity(application, version, tables)


def move_aside(path: Path) -> Path:
    """Rename an unusable file to the first free name beside it, and return that name.

    Raises:
        OSError: The file cannot be renamed.
    """
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    path.rename(aside)
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside
