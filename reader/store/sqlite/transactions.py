"""Transactions of SQLite files, and what a file says about itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple


@contextmanager
def write_transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run a block as one transaction, which is rolled back if the block raises.

    No other process can write from its beginning on. A transaction that reads before it writes
    could not wait for others, and would fail: https://www.sqlite.org/lang_transaction.html.

    Raises:
        sqlite3.Error: The file is locked, damaged, or cannot be written.
    """
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


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
    except UnicodeDecodeError as error:  # the message of SQLite quotes a damaged name
        damage = sqlite3.DatabaseError("the names of the tables are damaged")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage from error
    finally:
        connection.execute("ROLLBACK")
    return Identity(application, version, tables)


def set_identity(connection: sqlite3.Connection, application: int, version: int) -> None:
    """Write to a file which program it belongs to, and the version of its tables."""
    connection.execute(f"PRAGMA application_id = {application}")
    connection.execute(f"PRAGMA user_version = {version}")


def use_wal(connection: sqlite3.Connection) -> None:
    """Let other processes read a file while it is written, and commits not wait for the disk.

    In WAL mode with NORMAL, a commit survives the end of the process, and a power cut loses the
    last commits at most: https://www.sqlite.org/pragma.html#pragma_synchronous.
    """
    # Switching to WAL fails while another process uses the file. Then that process switches.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
