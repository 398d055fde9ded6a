"""How what is remembered of feeds and entries is stored in the database."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from reader.store.feeds.fetch_state import FetchState
from reader.store.feeds.known_entry import Fate, KnownEntry

ENTRY_COLUMNS = tuple(field.name for field in fields(KnownEntry))
"""Columns of an entry, which are named as the fields."""
_PATHS = ("path", "aside")
"""Columns with paths, which are stored as bytes: file names need not be valid Unicode."""
_FETCH_FIELDS = tuple(field.name for field in fields(FetchState))


def entry_to_row(entry: KnownEntry) -> list[Any]:
    """Return the values of the columns of an entry."""
    return [_encode(name, getattr(entry, name)) for name in ENTRY_COLUMNS]


def entry_from_row(row: Sequence[Any]) -> KnownEntry:
    """Return the entry of a row."""
    values = dict(zip(ENTRY_COLUMNS, row, strict=True))
    for name in _PATHS:
        values[name] = None if values[name] is None else os.fsdecode(values[name])
    values["fate"] = Fate(values["fate"])
    return KnownEntry(**values)


def _encode(name: str, value: Any) -> Any:
    if value is not None and name in _PATHS:
        return os.fsencode(value)
    if isinstance(value, Fate):
        return value.value
    return storable_text(value) if isinstance(value, str) else value


def storable_text(text: str) -> str:
    """Return a text that can be stored in UTF-8: JSON can have halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode()


def fetch_state_to_text(state: FetchState) -> str:
    """Return what is remembered of fetching a feed as JSON."""
    return json.dumps({name: getattr(state, name) for name in _FETCH_FIELDS})


def fetch_state_from_text(text: str) -> FetchState:
    """Return what is remembered of fetching a feed.

    Fields of another version are ignored. Of a damaged text, nothing is remembered.
    """
    try:
        values = {name: value for name, value in json.loads(text).items() if name in _FETCH_FIELDS}
        if "move_days" in values:
            values["move_days"] = tuple(values["move_days"])
        return FetchState(**values)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return FetchState()
