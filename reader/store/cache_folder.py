"""The cache folder as a whole: which indexes are in it, and away with them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reader.store.database import delete, meta_value
from reader.store.first_screen import SUFFIX


@dataclass(frozen=True, slots=True)
class IndexFile:
    """An index that some run has left."""

    path: Path
    folders: tuple[str, ...]
    """What it is of; empty where it can no longer say so."""
    size: int
    """Bytes on disk."""


def index_files(cache_folder: Path) -> list[IndexFile]:
    """The indexes of a cache folder, by name; none where there is no such folder."""
    paths = sorted(cache_folder.glob(f"*{SUFFIX}"))
    return [IndexFile(path, _folders_of(path), path.stat().st_size) for path in paths]


def clear(cache_folder: Path) -> list[IndexFile]:
    """Delete the indexes, and nothing else in the folder; gives those that were there.

    Raises:
        OSError: One cannot be deleted.
    """
    kept = index_files(cache_folder)
    for index in kept:
        delete(index.path)
    return kept


def _folders_of(path: Path) -> tuple[str, ...]:
    try:
        with closing(sqlite3.connect(path, timeout=0)) as connection:
            folders = meta_value(connection, "folders")
        return () if folders is None else tuple(json.loads(folders))
    except (sqlite3.Error, ValueError, TypeError):
        return ()
