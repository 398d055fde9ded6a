"""Open the file of the marks, and replace it if it is damaged: what can be read of it is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from reader.store.marks_file import (
    DamagedFileError,
    ForeignFileError,
    connect_marks,
    decode_text,
    is_damage,
)
from reader.store.saving.batch import COLUMNS, FormerContent, FormerMark
from reader.store.sqlite.files import move_aside, open_database
from reader.store.sqlite.transactions import write_transaction
from reader.text.counts import counted


def open_or_replace(
    path: Path, lock_timeout: float, *, is_suspect: bool = False
) -> tuple[sqlite3.Connection, str | None]:
    """Open the file of the marks, or create it with its folder.

    A damaged or foreign file is renamed, never deleted, and what can be read of it is copied to the
    new one.

    Args:
        path: The file.
        lock_timeout: Seconds to wait while another process writes.
        is_suspect: Whether the file may be damaged in a way that opening it does not find.

    Returns:
        The connection, and a message for the user if a file was renamed.

    Raises:
        MarksError: A newer version of Broadsheet created the file.
        sqlite3.Error, OSError: The file cannot be opened, created or renamed.
    """
    try:
        connection = connect_marks(path, lock_timeout)
        if is_suspect:
            _check(connection)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return _replace(path, lock_timeout, error)
    return connection, None


def _check(connection: sqlite3.Connection) -> None:
    try:
        (result,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if result != "ok":
            raise DamagedFileError(result)
    except BaseException:
        connection.close()
        raise


def _replace(
    path: Path, lock_timeout: float, error: sqlite3.DatabaseError
) -> tuple[sqlite3.Connection, str]:
    aside = move_aside(path)
    connection = connect_marks(path, lock_timeout)
    if isinstance(error, ForeignFileError):
        return connection, f"{path} belonged to another program. It is now {aside}, unchanged."
    content = salvage(aside)
    try:
        with write_transaction(connection):
            content.write(connection)
    except BaseException:
        connection.close()
        raise
    if content.marks:
        posts = counted(len(content.marks), "post")
        kept = f"The marks of {posts} could be read from it and are kept. If some are missing, add"
    else:
        kept = "No marks could be read from it. Add"
    return connection, (
        f"{path} was damaged and is now {aside}. {kept} those of a backup:"
        " broadsheet marks --import BACKUP."
    )


_DAMAGE = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged file raises. Messages of SQLite may quote names that are no text."""


def salvage(path: Path) -> FormerContent:
    """Return what can be read of a file of marks, which may be damaged. That may be nothing."""
    with suppress(*_DAMAGE, OSError), closing(open_database(path, 0)) as connection:
        connection.text_factory = decode_text
        return FormerContent(
            list(_marks(connection)),
            [
                (folders, place)
                for folders, place in _rows(connection, "places", "folders, place", "folders")
                if isinstance(folders, bytes) and isinstance(place, str)
            ],
            [
                (address,)
                for (address,) in _rows(connection, "visited", "address", "address")
                if isinstance(address, str)
            ],
        )
    return FormerContent()


def _marks(connection: sqlite3.Connection) -> Iterator[FormerMark]:
    # Files of older versions have fewer columns. A column with the wrong name would be a string.
    names: set[str] = set()
    with suppress(*_DAMAGE):
        names = {row[1] for row in connection.execute("PRAGMA table_info(marks)")}
    columns = [name if name in names else f"NULL AS {name}" for name in COLUMNS]
    for row in _rows(
        connection,
        "marks",
        f"path, CAST(title AS TEXT), CAST(date AS TEXT), {', '.join(columns)}",
        "path",
    ):
        path, title, date, is_read, is_starred, *others = row
        if isinstance(path, bytes) and isinstance(title, str):
            yield path, title, date, int(is_read == 1), int(is_starred == 1), *others


def _rows(
    connection: sqlite3.Connection, table: str, columns: str, key: str
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table up to the first damage, then those after the last one."""
    keys: set[object] = set()
    for order in ("ASC", "DESC"):
        with suppress(*_DAMAGE):
            for row in connection.execute(
                f"SELECT {columns} FROM {table} ORDER BY {key} {order}"  # noqa: S608 - our names
            ):
                if row[0] in keys:
                    return
                keys.add(row[0])
                yield row
