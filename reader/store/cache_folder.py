"""List and delete the index files in the cache folder."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reader.store.database import meta_value
from reader.store.first_screen import SUFFIX
from reader.store.sqlite.files import delete, open_database


@dataclass(frozen=True, slots=True)
class IndexFile:
    """An index file of an earlier run."""

    path: Path
    folders: tuple[str, ...]
    """Absolute paths of the indexed folders; empty if the file is damaged."""
    size: int
    """Size in bytes."""


def index_files(cache_folder: Path) -> list[IndexFile]:
    """Return the index files in a cache folder, sorted by name; none if there is no folder.

    Raises:
        OSError: The folder cannot be read.
    """
    try:
        paths = sorted(path for path in cache_folder.iterdir() if path.suffix == SUFFIX)
    except FileNotFoundError:
        return []
    return [IndexFile(path, _indexed_folders(path), path.stat().st_size) for path in paths]


def delete_index_files(cache_folder: Path) -> list[IndexFile]:
    """Delete the index files in a cache folder, and no other file. Return the deleted ones.

    Raises:
        OSError: A file cannot be deleted.
    """
    files = index_files(cache_folder)
    for file in files:
        delete(file.path)
    return files


def _indexed_folders(path: Path) -> tuple[str, ...]:
    try:
        with closing(open_database(path, 0)) as connection:
            folders = meta_value(connection, "folders")
        return () if folders is None else tuple(json.loads(folders))
    except (sqlite3.Error, OSError, ValueError, TypeError, RecursionError):
        return ()
