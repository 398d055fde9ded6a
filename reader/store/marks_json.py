"""Export the marks as JSON, and import them, for example on another machine."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

from reader.store.database import is_missing, reason_for
from reader.store.marks_file import MarksError, connect_marks, selection

FORMAT = "broadsheet-marks"
VERSION = 1

_EXPORTED = (
    "path",
    "title",
    "date",
    "is_read",
    "is_starred",
    "block",
    "block_text",
    "progress",
    "later",
)
_Row: TypeAlias = tuple[
    bytes, str, str | None, bool, bool, int | None, str | None, int | None, int | None
]


def export_marks(path: Path) -> dict[str, Any]:
    """Return all marks of a file as a JSON object with `format`, `version` and `posts`.

    Raises:
        MarksError: The file cannot be used.
    """
    posts = [] if is_missing(path) else list(_entries(path))
    return {"format": FORMAT, "version": VERSION, "posts": posts}


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with closing(connect_marks(path)) as connection:
            rows = connection.execute(
                f"SELECT {selection(_EXPORTED)} FROM marks ORDER BY path"  # noqa: S608 - our names
            ).fetchall()
    except (sqlite3.Error, OSError) as error:
        raise MarksError(f"the marks cannot be loaded ({reason_for(error)})") from error
    for raw, title, date, is_read, is_starred, block, text, progress, later in rows:
        yield {
            "path": os.fsdecode(raw),
            "title": title,
            "date": date,
            "read": bool(is_read),
            "starred": bool(is_starred),
            "block": block,
            "text": text,
            "progress": progress,
            "later": later,
        }


def import_marks(path: Path, document: object) -> int:
    """Add exported marks to a file, in one transaction.

    Marks in the file are kept: a post that is read or starred in either is so afterwards, and an
    existing position in an article is not replaced.

    Args:
        path: The file, which is created if there is none.
        document: The parsed JSON.

    Returns:
        The number of posts in the document.

    Raises:
        MarksError: The document is not an export of marks, or the file cannot be used. The file is
            unchanged.
    """
    rows = list(_rows(document))
    try:
        with closing(connect_marks(path)) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            # https://www.sqlite.org/lang_upsert.html
            connection.executemany(
                "INSERT INTO marks (path, title, date, is_read, is_starred, block, block_text,"
                " progress, later) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (path) DO UPDATE SET"
                " is_read = max(is_read, excluded.is_read),"
                " is_starred = max(is_starred, excluded.is_starred),"
                " block = coalesce(block, excluded.block),"
                " block_text = coalesce(block_text, excluded.block_text),"
                " progress = coalesce(progress, excluded.progress),"
                " later = coalesce(later, excluded.later)",
                rows,
            )
    except (sqlite3.Error, OSError) as error:
        raise MarksError(f"the marks cannot be saved ({reason_for(error)})") from error
    return len(rows)


def _rows(document: object) -> Iterator[_Row]:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise MarksError(f'this is not an export of marks: "format" must be "{FORMAT}"')
    if document.get("version") != VERSION:
        raise MarksError(
            f'"version" must be {VERSION}; to import from a newer Broadsheet, update this one'
        )
    posts = document.get("posts")
    if not isinstance(posts, list):
        raise MarksError('"posts" must be an array')
    for number, entry in enumerate(posts, 1):
        if not isinstance(entry, dict):
            raise MarksError(f"post {number} must be an object")
        yield _row(number, entry)


def _row(number: int, entry: Mapping[str, object]) -> _Row:
    path, title, date = entry.get("path"), entry.get("title"), entry.get("date")
    read, starred = entry.get("read", False), entry.get("starred", False)
    block, text = entry.get("block"), entry.get("text")
    if not isinstance(path, str) or not os.path.isabs(path) or "\0" in path:  # noqa: PTH117 - text
        raise MarksError(f'"path" of post {number} must be an absolute path')
    if not isinstance(title, str) or not isinstance(date, str | None):
        raise MarksError(f'"title" of post {number} must be a string, and "date" a string or null')
    if not isinstance(read, bool) or not isinstance(starred, bool):
        raise MarksError(f'"read" and "starred" of post {number} must be true or false')
    is_position = type(block) is int and 0 <= block < 2**31 and isinstance(text, str)
    if not (block is None or is_position):
        raise MarksError(
            f'"block" of post {number} must be a number from 0 to {2**31 - 1}, with a "text"'
        )
    if not _is_storable((path, title, date, text)):
        raise MarksError(f"post {number} has a string that is not valid Unicode")
    position = (block, str(text)) if is_position and isinstance(block, int) else (None, None)
    numbers = _number(number, entry, "progress", 100), _number(number, entry, "later", 2**31 - 1)
    return os.fsencode(path), title, date, read, starred, *position, *numbers


def _number(number: int, entry: Mapping[str, object], name: str, maximum: int) -> int | None:
    """Return an optional number of a post, such as its place in the reading queue."""
    value = entry.get(name)
    if value is None or (type(value) is int and 0 <= value <= maximum):
        return value
    raise MarksError(f'"{name}" of post {number} must be a number from 0 to {maximum}')


def _is_storable(texts: Iterable[object]) -> bool:
    """Return whether a path and further texts can be encoded.

    A path may contain the surrogates of `os.fsdecode`, other texts none.
    """
    try:
        path, *others = texts
        os.fsencode(str(path))
        for text in others:
            str(text).encode()
    except UnicodeEncodeError:
        return False
    return True
