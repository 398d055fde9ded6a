"""Export the marks as JSON, and import them, for example on another machine."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from reader.store.marks_file import (
    LOCK_TIMEOUT,
    MarksError,
    connect_marks,
    connect_unwritable,
    is_damage,
)
from reader.store.saving.batch import SELECTED, FormerMark, MarkBatch
from reader.store.saving.document import FORMAT, VERSION, MarksDocument, mark_object, parse_marks
from reader.store.saving.open_file import OpenFile
from reader.store.saving.repair import open_or_replace, salvage
from reader.store.sqlite.files import is_lock, is_missing, reason_for


class Imported(NamedTuple):
    """What an import has done."""

    posts: int
    """Number of posts whose marks were added."""
    notice: str | None
    """A message for the user, if the file was damaged and is replaced."""


def export_marks(path: Path) -> dict[str, Any]:
    """Return all marks of a file as a JSON object with `format`, `version` and `posts`.

    Raises:
        MarksError: The file cannot be used.
    """
    posts = list(map(mark_object, _load(path))) if not is_missing(path) else []
    return {"format": FORMAT, "version": VERSION, "posts": posts}


def _load(path: Path) -> list[FormerMark]:
    try:
        with closing(_connect(path)) as connection:
            return connection.execute(
                f"SELECT {SELECTED} FROM marks ORDER BY path"  # noqa: S608 - names of our own
            ).fetchall()
    except (sqlite3.Error, OSError) as error:
        remedy = "; open Broadsheet, which keeps the marks that can be read" * is_damage(error)
        raise MarksError(f"the marks cannot be loaded ({reason_for(error)}){remedy}") from error


def _connect(path: Path) -> sqlite3.Connection:
    try:
        return connect_marks(path)
    except sqlite3.OperationalError as error:
        if is_lock(error):
            raise
        return connect_unwritable(path)


def import_marks(path: Path, document: object) -> Imported:
    """Add exported marks to a file, in one transaction.

    Marks in the file are kept: a post that is read or starred in either is so afterwards, and an
    existing position in an article is not replaced.

    Args:
        path: The file, which is created if there is none.
        document: The parsed JSON.

    Raises:
        MarksError: The document is not an export of marks, or the file cannot be used. The file is
            unchanged.
    """
    marks = parse_marks(document)
    notice = _add(path, marks)
    paths = {row[0] for row in marks.former.marks} | marks.changes.marks.keys()
    return Imported(len(paths), notice)


def import_database(path: Path, source: Path) -> Imported:
    """Add the marks of another file of marks: of a backup, or of one that was damaged.

    Args:
        path: The file, which is created if there is none.
        source: The other file, of which all that can be read is added.

    Raises:
        MarksError: Nothing can be read, or the file cannot be used. The file is unchanged.
    """
    former = salvage(source)
    if not former:
        raise MarksError("no marks can be read from this file")
    return Imported(len(former.marks), _add(path, MarksDocument(former, MarkBatch())))


def _add(path: Path, marks: MarksDocument) -> str | None:
    try:
        connection, notice = open_or_replace(path, LOCK_TIMEOUT)
        with closing(OpenFile(path, connection)) as file:
            file.write(marks.changes, marks.former)
    except (sqlite3.Error, OSError) as error:
        raise MarksError(f"the marks cannot be saved ({reason_for(error)})") from error
    return notice
