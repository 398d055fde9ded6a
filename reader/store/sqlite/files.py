"""Open, rename and delete SQLite files, and tell their faults apart."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import quote

from reader.posts.files import check_is_file, describe_error
from reader.private_files import create_private_file

IN_MEMORY = ":memory:"
"""What SQLite takes for a database that is lost at the end."""

IsolationLevel: TypeAlias = Literal["DEFERRED"] | None


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
