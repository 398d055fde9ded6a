"""Changes that are to be written to the file of the marks, and the content of a file to restore."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

Value: TypeAlias = str | float | None
"""A value of a column of the table `marks`."""

FormerMark: TypeAlias = tuple[Any, ...]
"""The path of a post as bytes, its title and date, and the values of `COLUMNS`."""

COLUMNS = (
    "is_read",
    "is_starred",
    "block",
    "block_text",
    "progress",
    "later",
    "seen_at",
)
"""Columns of a mark, besides the path, title and date of its post."""

_TYPES = {"block_text": "TEXT", "seen_at": "REAL"}
SELECTED = ", ".join(
    [
        "CAST(path AS BLOB)",
        "CAST(title AS TEXT)",
        "CAST(date AS TEXT)",
        *(f"CAST({name} AS {_TYPES.get(name, 'INTEGER')})" for name in COLUMNS),
    ]
)
"""The columns of a `FormerMark` for a SELECT, each with the type that it should have.

SQLite stores any type in any column (https://www.sqlite.org/datatype3.html), so another program may
have written a title as bytes.
"""

# A post that is read or starred in either is so afterwards, and no existing position is replaced:
# https://www.sqlite.org/lang_upsert.html
_ADD_FORMER = f"""
INSERT INTO marks (path, title, date, {", ".join(COLUMNS)})
VALUES (?, ?, ?{", ?" * len(COLUMNS)})
ON CONFLICT (path) DO UPDATE SET
    is_read = max(is_read, excluded.is_read),
    is_starred = max(is_starred, excluded.is_starred),
    {", ".join(f"{name} = coalesce({name}, excluded.{name})" for name in COLUMNS[2:])}
"""  # noqa: S608 - names of our own


class MarkChange(NamedTuple):
    """New values of some columns of a mark."""

    title: str
    date: str | None
    values: dict[str, Value]
    """Values by the names of columns."""


class MarkBatch:
    """Changes, in the order of which only the last one of each value counts.

    Written to a file, a batch leaves the same as its changes one by one.

    Args:
        removed: Paths of posts whose marks are deleted.
        places: Last sessions by their folders: see `Marks.set_last_session`.
        visited: Addresses that were opened.
    """

    def __init__(
        self,
        removed: Iterable[bytes] = (),
        places: Mapping[bytes, str] | None = None,
        visited: Iterable[str] = (),
    ) -> None:
        self.removed = set(removed)
        """Paths of posts whose former marks are deleted, before `marks` are written."""
        self.marks: dict[bytes, MarkChange] = {}
        """Changed marks, by the path of the post. Other columns keep their values."""
        self.places = dict(places or {})
        self.visited = dict.fromkeys(visited)

    def __bool__(self) -> bool:
        return bool(self.removed or self.marks or self.places or self.visited)

    def change(
        self, path: bytes, title: str, date: str | None, values: Mapping[str, Value]
    ) -> None:
        """Add new values of some columns of a mark."""
        former = self.marks.get(path)
        merged = dict(values) if former is None else {**former.values, **values}
        self.marks[path] = MarkChange(title, date, merged)

    def remove(self, path: bytes) -> None:
        """Add the deletion of a mark."""
        self.marks.pop(path, None)
        self.removed.add(path)

    def update(self, later: MarkBatch) -> None:
        """Add all changes of a batch that was made later."""
        for path in later.removed:
            self.remove(path)
        for path, change in later.marks.items():
            self.change(path, change.title, change.date, change.values)
        self.places.update(later.places)
        self.visited.update(later.visited)

    def copy(self) -> MarkBatch:
        """Return a batch of the same changes."""
        batch = MarkBatch()
        batch.update(self)
        return batch

    def write(self, connection: sqlite3.Connection) -> None:
        """Write the changes, in the transaction of the caller.

        Raises:
            sqlite3.Error: They cannot be written.
        """
        connection.executemany("DELETE FROM marks WHERE path = ?", [(p,) for p in self.removed])
        rows_by_columns: dict[tuple[str, ...], list[Sequence[Value | bytes]]] = {}
        for path, change in self.marks.items():
            row = (path, change.title, change.date, *change.values.values())
            rows_by_columns.setdefault(tuple(change.values), []).append(row)
        for columns, rows in rows_by_columns.items():
            connection.executemany(_upsert(columns), rows)
        connection.executemany("INSERT OR REPLACE INTO places VALUES (?, ?)", self.places.items())
        connection.executemany(
            "INSERT OR IGNORE INTO visited VALUES (?)", [(address,) for address in self.visited]
        )


def _upsert(columns: Iterable[str]) -> str:
    """Return the statement that writes the title, the date and some columns of marks."""
    names = ("title", "date", *columns)
    updates = ", ".join(f"{name} = excluded.{name}" for name in names)
    values = ", ?" * len(names)
    return (
        f"INSERT INTO marks (path, {', '.join(names)}) VALUES (?{values})"  # noqa: S608 - our names
        f" ON CONFLICT (path) DO UPDATE SET {updates}"
    )


class FormerContent(NamedTuple):
    """What another file of marks has, which is added to that of a file and replaces none of it."""

    marks: Sequence[FormerMark] = ()
    places: Sequence[tuple[bytes, str]] = ()
    visited: Sequence[tuple[str]] = ()

    def __bool__(self) -> bool:
        return bool(self.marks or self.places or self.visited)

    def write(self, connection: sqlite3.Connection) -> None:
        """Add the content, in the transaction of the caller.

        Raises:
            sqlite3.Error: It cannot be written.
        """
        connection.executemany(_ADD_FORMER, self.marks)
        connection.executemany("INSERT OR IGNORE INTO places VALUES (?, ?)", self.places)
        connection.executemany("INSERT OR IGNORE INTO visited VALUES (?)", self.visited)

    def joined(self, other: FormerContent) -> FormerContent:
        """Return this content and that of another file."""
        return FormerContent(
            (*self.marks, *other.marks),
            (*self.places, *other.places),
            (*self.visited, *other.visited),
        )
