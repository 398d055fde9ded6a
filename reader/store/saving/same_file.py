"""Whether an open database is still the file at its path.

A database that is deleted, or replaced by another file, stays open: what is written to it is gone
when it is closed. SQLite does not notice, and describes what else can follow:
https://www.sqlite.org/howtocorrupt.html#_unlinking_or_renaming_a_database_file_while_in_use
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from reader.posts.loading.file_id import FileId, file_id

_SUFFIXES = ("", "-wal", "-shm")
"""Suffixes of the files of a database in WAL mode: https://www.sqlite.org/walformat.html"""

FileIds: TypeAlias = tuple[FileId | None, ...]
"""What identifies a database, its WAL and its index of the WAL; None for a missing file."""


def file_ids(path: Path) -> FileIds:
    """Return what identifies the files of a database now."""
    return tuple(map(file_id, (f"{path}{suffix}" for suffix in _SUFFIXES)))


def is_same_file(opened: FileIds, now: FileIds) -> bool:
    """Return whether the files that were there when a database was opened are still there.

    A file that was missing then may exist now: the WAL is created by the first reader or writer.
    """
    return all(former is None or former == file for former, file in zip(opened, now, strict=True))
