"""Writing what could not be written at once, in any thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Lock
from typing import NamedTuple

from reader.posts.loading.file_id import FileId
from reader.store.marks_file import MarksError
from reader.store.saving.batch import FormerContent, MarkBatch
from reader.store.saving.faults import SaveFault, describe_fault
from reader.store.saving.open_file import OpenFile
from reader.store.saving.repair import open_or_replace
from reader.store.saving.rescue import RescueFile, Unsaved
from reader.store.sqlite.files import is_lock

PROMPT_TIMEOUT = 0.02
"""Seconds that a key waits while another process writes."""
WORK_TIMEOUT = 0.2
"""Seconds to wait while another process writes. Saving is retried, and the app can quit soon."""


class SaveWork(NamedTuple):
    """Unsaved changes that are to be written to the file."""

    path: Path
    batch: MarkBatch
    former: FormerContent | None
    """What a file had that was lost, or may be damaged; None if the file is only to be written."""
    rescue: RescueFile
    """Where the changes are written if the file cannot be."""
    gate: Lock
    """Held while a file is written, so that no older change is written after a newer one."""
    is_cancelled: Event
    version: int
    """The version of the changes: see `Unsaved`."""
    rescued_paths: Sequence[Path] = ()
    """Files of other runs that `batch` and `former` contain, which are deleted when it is saved."""

    @property
    def unsaved(self) -> Unsaved:
        """The changes, for the file that is written if they cannot be saved."""
        return Unsaved(self.batch, self.former or FormerContent(), self.version)


class SaveResult(NamedTuple):
    """What became of unsaved changes."""

    work: SaveWork
    file: FileId | None = None
    """The file that has them, if they are saved."""
    fault: SaveFault | None = None
    """Why they are not saved; None if they are."""
    notice: str | None = None
    """A message for the user about a file that was renamed."""


def save(work: SaveWork, lock_timeout: float = WORK_TIMEOUT) -> SaveResult:
    """Write unsaved changes to the file of the marks, else to one that the next start loads.

    Args:
        work: The changes.
        lock_timeout: Seconds to wait while another process writes.
    """
    with work.gate:
        if work.is_cancelled.is_set():
            return SaveResult(work)
        try:
            file, notice = _write_patiently(work, lock_timeout)
        except (MarksError, sqlite3.Error, OSError) as error:
            work.rescue.write(work.unsaved)
            return SaveResult(work, None, describe_fault(error, work.path))
        work.rescue.delete(work.version)
        for path in work.rescued_paths:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        return SaveResult(work, file, None, notice)


def _write_patiently(work: SaveWork, lock_timeout: float) -> tuple[FileId | None, str | None]:
    """Write the changes, and first to the other file if another process writes at the moment.

    Otherwise they would be lost if the app were killed meanwhile.
    """
    try:
        return _write(work, PROMPT_TIMEOUT)
    except sqlite3.OperationalError as error:
        if not is_lock(error) or lock_timeout <= PROMPT_TIMEOUT:
            raise
    work.rescue.write(work.unsaved)
    return _write(work, lock_timeout)


def _write(work: SaveWork, lock_timeout: float) -> tuple[FileId | None, str | None]:
    is_suspect = work.former is not None
    connection, notice = open_or_replace(work.path, lock_timeout, is_suspect=is_suspect)
    with closing(OpenFile(work.path, connection)) as file:
        file.write(work.batch, work.former)
        return file.id, notice
