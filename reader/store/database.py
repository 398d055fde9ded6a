"""Open, check and rebuild the SQLite file of an index, which may be deleted at any time.

Functions that other SQLite files need as well are here too, such as `identify`, `move_aside` and
`is_lock`.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import quote

from reader.posts.files import check_is_file, describe_error
from reader.private_files import create_private_file
from reader.store.tables import FILE_TABLES, SCHEMA_VERSION

APPLICATION = 0x42_52_44_53
"""The `application_id` of our index files, `BRDS` in ASCII:
https://www.sqlite.org/pragma.html#pragma_application_id"""

LOCK_TIMEOUT = 2.0
"""Seconds to wait while another process writes."""


IN_MEMORY = ":memory:"
"""What SQLite takes for a database that is lost at the end."""

IsolationLevel: TypeAlias = Literal["DEFERRED"] | None


class UnusableError(Exception):
    """The database cannot be opened or created. The program works without it."""


def open_database(
    path: Path,
    timeout: float,
    *,
    isolation_level: IsolationLevel = "DEFERRED",
    is_shared: bool = False,
) -> sqlite3.Connection:
    """Open a SQLite file, and create it for its owner only if there is none.

    SQLite gives the files beside it the same mode.

    Args:
        path: The file, or `:memory:`.
        timeout: Seconds to wait while another process writes.
        isolation_level: As that of `sqlite3.connect`.
        is_shared: Whether several threads use the connection, one at a time.

    Raises:
        OSError: The file cannot be created, may not be read, or is none. SQLite would not say why.
        sqlite3.Error: The file cannot be opened.
    """
    if str(path) != IN_MEMORY:
        if is_missing(path):
            create_private_file(path)
        check_is_file(path.stat())  # raises what SQLite would not say
        if not os.access(path, os.R_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return sqlite3.connect(
        path,
        timeout=timeout,
        isolation_level=isolation_level,
        check_same_thread=not is_shared,
    )


def open_to_read(path: Path, timeout: float, option: str = "mode=ro") -> sqlite3.Connection:
    """Open a SQLite file that exists, and write nothing.

    Args:
        path: The file.
        timeout: Seconds to wait while another process writes.
        option: A parameter of the URI: https://www.sqlite.org/uri.html.

    Raises:
        OSError: The file is missing, or a pipe, a device or a folder.
        sqlite3.Error: The file cannot be opened.
    """
    check_is_file(path.stat())
    # Path.as_uri() raises for names that are not valid Unicode.
    uri = f"file:{quote(os.fsencode(path.absolute()))}?{option}"
    return sqlite3.connect(uri, uri=True, timeout=timeout)


def is_missing(path: Path) -> bool:
    """Return whether there is certainly no file.

    There may be one in a folder that may not be entered; opening it raises the reason.
    """
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except OSError:
        pass
    return False


def reason_for(error: Exception) -> str:
    """Return why a file cannot be used, without its path, which a message of the system repeats."""
    return describe_error(error) if isinstance(error, OSError) else str(error)


def result_code(error: Exception) -> int:
    """Return the primary result code of an error of SQLite; 0 for other errors.

    The extension of a code says more than anybody needs: https://www.sqlite.org/rescode.html#pve
    """
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_lock(error: Exception) -> bool:
    """Return whether an error says that another process uses the file at the moment."""
    return result_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


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


def move_aside(path: Path) -> Path:
    """Rename an unusable file to the first free name beside it, and return that name.

    Raises:
        OSError: The file cannot be renamed.
    """
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.name}.damaged-{number}")):
        number += 1
    path.rename(aside)
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside


def delete(path: Path) -> None:
    """Delete a database and SQLite's temporary files: https://www.sqlite.org/tempfiles.html."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


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
