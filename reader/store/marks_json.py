"""Marks as JSON: to keep elsewhere, to take to another machine, and to take in from there."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from reader.store.marks_file import MarksError, connect_marks

FORMAT = "broadsheet-marks"
VERSION = 1

_Row = tuple[bytes, str, str | None, bool, bool, int | None, str | None]


def export_marks(path: Path) -> dict[str, Any]:
    """Every mark of a file of marks: an object of `format`, `version` and `posts`.

    Raises:
        MarksError: The file cannot be used.
    """
    posts = list(_entries(path)) if path.exists() else []
    return {"format": FORMAT, "version": VERSION, "posts": posts}


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with closing(connect_marks(path)) as connection:
            rows = connection.execute(
                "SELECT path, title, date, is_read, is_starred, block, block_text"
                " FROM marks ORDER BY path"
            ).fetchall()
    except (sqlite3.Error, OSError) as error:
        raise MarksError(f"the marks cannot be read ({error})") from error
    for raw, title, date, is_read, is_starred, block, text in rows:
        yield {
            "path": os.fsdecode(raw),
            "title": title,
            "date": date,
            "read": bool(is_read),
            "starred": bool(is_starred),
            "block": block,
            "text": text,
        }


def import_marks(path: Path, document: object) -> int:
    """Add exported marks to those of a file, which keeps what it has: what is read or starred in
    either is so afterwards, and a place that is known stays.

    Returns:
        How many posts were in the document.

    Raises:
        MarksError: It is no export of marks, or the file cannot be used. Nothing was taken in.
    """
    rows = list(_rows(document))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(connect_marks(path)) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "INSERT INTO marks (path, title, date, is_read, is_starred, block, block_text)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET"
                " is_read = max(is_read, excluded.is_read),"
                " is_starred = max(is_starred, excluded.is_starred),"
                " block = coalesce(block, excluded.block),"
                " block_text = coalesce(block_text, excluded.block_text)",
                rows,
            )
    except (sqlite3.Error, OSError) as error:
        raise MarksError(f"the marks cannot be written ({error})") from error
    return len(rows)


def _rows(document: object) -> Iterator[_Row]:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise MarksError(f'this is no export of marks: "format": "{FORMAT}" is missing')
    if document.get("version") != VERSION:
        raise MarksError("these marks were exported by a newer Broadsheet")
    posts = document.get("posts")
    if not isinstance(posts, list):
        raise MarksError('"posts" is no list')
    for number, entry in enumerate(posts, 1):
        if not isinstance(entry, dict):
            raise MarksError(f"post {number} is no object")
        yield _row(number, entry)


def _row(number: int, entry: Mapping[str, object]) -> _Row:
    path, title, date = entry.get("path"), entry.get("title"), entry.get("date")
    read, starred = entry.get("read", False), entry.get("starred", False)
    block, text = entry.get("block"), entry.get("text")
    if not isinstance(path, str) or not os.path.isabs(path) or "\0" in path:  # noqa: PTH117 - text
        raise MarksError(f'the "path" of post {number} is no absolute path')
    if not isinstance(title, str) or not isinstance(date, str | None):
        raise MarksError(f'the "title" or "date" of post {number} is no text')
    if not isinstance(read, bool) or not isinstance(starred, bool):
        raise MarksError(f'"read" or "starred" of post {number} is neither true nor false')
    is_place = type(block) is int and 0 <= block < 2**31 and isinstance(text, str)
    if not (block is None or is_place) or not _is_storable((path, title, date, text)):
        raise MarksError(f'the "block" or a text of post {number} cannot be used')
    kept = (block, str(text)) if is_place and isinstance(block, int) else (None, None)
    return os.fsencode(path), title, date, read, starred, *kept


def _is_storable(texts: Iterable[object]) -> bool:
    """Whether texts can be written: a path has its own escapes, others hold no half characters."""
    try:
        path, *others = texts
        os.fsencode(str(path))
        for text in others:
            str(text).encode()
    except UnicodeEncodeError:
        return False
    return True
