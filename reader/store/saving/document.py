"""Marks as JSON: exported ones, and changes that could not be saved."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from reader.store.marks_file import MarksError
from reader.store.saving.batch import COLUMNS, FormerContent, FormerMark, MarkBatch

FORMAT = "broadsheet-marks"
VERSION = 1

_Row: TypeAlias = tuple[
    bytes,
    str,
    str | None,
    bool,
    bool,
    int | None,
    str | None,
    int | None,
    int | None,
    float | None,
]
_NAMES = {"read": "is_read", "starred": "is_starred", "text": "block_text", "seen": "seen_at"}
"""Names of values in the JSON that differ from those of their columns."""
_COLUMN_NAMES = {**{name: name for name in COLUMNS}, **_NAMES}
"""Columns by the names of their values in the JSON."""


class MarksDocument(NamedTuple):
    """The marks in a JSON document."""

    former: FormerContent
    """Marks that are added to those of a file, and replace none."""
    changes: MarkBatch
    """Changes that could not be saved when they were made, and replace what a file has."""


def mark_object(row: FormerMark) -> dict[str, Any]:
    """Return a mark as an object of `posts`."""
    raw, title, date, is_read, is_starred, block, text, progress, later, seen = row
    return {
        "path": os.fsdecode(raw) if isinstance(raw, bytes) else raw,
        "title": title,
        "date": date,
        "read": bool(is_read),
        "starred": bool(is_starred),
        "block": block,
        "text": text,
        "progress": progress,
        "later": later,
        "seen": seen,
    }


def rescue_document(database: Path, batch: MarkBatch, former: FormerContent) -> dict[str, Any]:
    """Return unsaved changes as a JSON object, which `parse_marks` parses.

    Args:
        database: The file that they could not be saved to.
        batch: The changes.
        former: What the file had that was lost.
    """
    names = {column: name for name, column in _NAMES.items()}
    return {
        "format": FORMAT,
        "version": VERSION,
        "database": str(database),
        "posts": list(map(mark_object, former.marks)),
        "places": [_place_object(*place) for place in former.places],
        "visited": [address for (address,) in former.visited],
        "changes": {
            "removed": sorted(map(os.fsdecode, batch.removed)),
            "posts": [
                {
                    "path": os.fsdecode(path),
                    "title": change.title,
                    "date": change.date,
                    **{
                        names.get(column, column): bool(value)
                        if column.startswith("is_")
                        else value
                        for column, value in change.values.items()
                    },
                }
                for path, change in batch.marks.items()
            ],
            "places": [_place_object(*place) for place in batch.places.items()],
            "visited": list(batch.visited),
        },
    }


def _place_object(folders: bytes, place: str) -> dict[str, object]:
    return {"folders": os.fsdecode(folders).split("\0"), "place": place}


def parse_marks(document: object) -> MarksDocument:
    """Return the marks of a JSON document: an export, or what could not be saved.

    Raises:
        MarksError: The document is not an export of marks.
    """
    former = FormerContent(list(_rows(document)))
    if not isinstance(document, dict):
        return MarksDocument(former, MarkBatch())
    changes = document.get("changes", {})
    if not isinstance(changes, dict):
        raise MarksError('"changes" must be an object')
    former = former._replace(
        places=list(_places(document)),
        visited=[(address,) for address in _texts(document, "visited")],
    )
    batch = MarkBatch()
    batch.removed.update(map(os.fsencode, _texts(changes, "removed")))
    for entry, row in zip(_entries(changes), _entry_rows(changes), strict=True):
        path, title, date, *values = row
        by_column = dict(zip(COLUMNS, values, strict=True))
        set_columns = {_COLUMN_NAMES[name] for name in entry if name in _COLUMN_NAMES}
        new = {column: by_column[column] for column in COLUMNS if column in set_columns}
        batch.change(path, title, date, new)
    batch.places.update(_places(changes))
    batch.visited.update(dict.fromkeys(_texts(changes, "visited")))
    return MarksDocument(former, batch)


def _texts(document: Mapping[str, object], name: str) -> list[str]:
    """Return an optional array of strings."""
    values = document.get(name, [])
    if not isinstance(values, list) or not all(isinstance(text, str) for text in values):
        raise MarksError(f'"{name}" must be an array of strings')
    return values


def _places(document: Mapping[str, object]) -> Iterator[tuple[bytes, str]]:
    places = document.get("places", [])
    for entry in places if isinstance(places, list) else ():
        match entry:
            case {"folders": list(folders), "place": str(place)}:
                yield b"\0".join(os.fsencode(str(folder)) for folder in folders), place
            case _:
                raise MarksError('each of "places" must have "folders" and a "place"')


def _rows(document: object) -> Iterator[_Row]:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise MarksError(f'this is not an export of marks: "format" must be "{FORMAT}"')
    if document.get("version") != VERSION:
        raise MarksError(
            f'"version" must be {VERSION}; to import from a newer Broadsheet, update this one'
        )
    yield from _entry_rows(document)


def _entries(document: Mapping[str, object]) -> list[Any]:
    posts = document.get("posts", None if "format" in document else [])
    if not isinstance(posts, list):
        raise MarksError('"posts" must be an array')
    return posts


def _entry_rows(document: Mapping[str, object]) -> Iterator[_Row]:
    for number, entry in enumerate(_entries(document), 1):
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
    seen = entry.get("seen")
    if not (seen is None or (isinstance(seen, int | float) and 0 <= seen < 2**53)):
        raise MarksError(f'"seen" of post {number} must be a time in seconds since 1970')
    return os.fsencode(path), title, date, read, starred, *position, *numbers, seen


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
