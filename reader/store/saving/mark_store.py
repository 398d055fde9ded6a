"""The file of the marks: every change is saved at once, or kept until it can be saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from reader.store.marks_file import LOCK_TIMEOUT, MarksError, is_damage
from reader.store.saving.batch import FormerContent, FormerMark, MarkBatch
from reader.store.saving.faults import SaveFault, describe_fault
from reader.store.saving.file_at_path import FileAtPath
from reader.store.saving.pending import PendingChanges
from reader.store.saving.rescue import Rescued, RescueFile
from reader.store.saving.work import PROMPT_TIMEOUT, WORK_TIMEOUT, SaveResult, SaveWork, save
from reader.store.sqlite.files import is_lock, is_missing


class MarkStore:
    """Saves marks in a file, and keeps what cannot be saved.

    Only one thread may call the methods. What they could not save is written by `save` of
    `reader.store.saving.work`, in any thread.

    Args:
        path: The file, which is created with the first change. None saves nothing.
        rescue_folders: Returns the folders where changes are written that cannot be saved, in the
            order in which they are tried.
        is_patient: Whether a change waits for other processes. Otherwise somebody has to call
            `take_work` regularly.
    """

    def __init__(
        self,
        path: Path | None,
        rescue_folders: Callable[[], Sequence[Path]] = tuple,
        *,
        is_patient: bool = True,
    ) -> None:
        self.path = path
        """The file."""
        self._is_patient = is_patient
        timeout = LOCK_TIMEOUT if is_patient else PROMPT_TIMEOUT
        self._file = None if path is None else FileAtPath(path, timeout)
        self._run = MarkBatch()
        """All changes of this run, and those loaded from earlier ones, in case the file is lost."""
        self._rescue = RescueFile(path or Path(), rescue_folders)
        self._pending = PendingChanges(path, self._rescue)
        self.fault: SaveFault | None = None
        """Why changes are not saved. They are retried."""
        self.is_unreadable = False
        """Whether there is a file whose marks cannot be loaded at the moment."""
        self.report: Callable[[str], object] = lambda _: None
        """Called with messages for the user."""
        self.all_marks: Callable[[], Iterable[FormerMark]] = tuple
        """Returns all marks of this and earlier runs, in case the file is lost."""

    # What is saved, and what is not.

    @property
    def unsaved(self) -> MarkBatch:
        """The changes that are not saved yet."""
        return self._pending.batch

    @property
    def unsaved_count(self) -> int:
        """Number of posts with marks that are not saved yet."""
        return self._pending.count

    @property
    def is_settled(self) -> bool:
        """Whether everything is saved."""
        return self._pending.is_empty

    @property
    def rescue_path(self) -> Path | None:
        """The file that has the unsaved changes, if one could be written."""
        return self._rescue.path

    # Reading.

    def load(self, *, is_repeated: bool) -> Sequence[FormerMark] | None:
        """Return all marks of the file; None if they cannot be loaded now.

        Args:
            is_repeated: Whether None is returned also if no other process has changed a mark.
        """
        file = self._file
        if file is None or self._pending.is_being_written:
            return None
        if file.is_lost:
            self._restore(file)
        try:
            if file.opened is None and is_missing(file.path):
                self.is_unreadable = False
                return None
            rows = file.open().load(is_repeated=is_repeated)
        except (MarksError, sqlite3.Error, OSError) as error:
            self.is_unreadable = not is_repeated
            self._on_error(file, error)
            return self._load_after(file, error, is_repeated=is_repeated)
        self.is_unreadable = False
        if self.is_settled:
            self.fault = None
        return rows

    def _load_after(
        self, file: FileAtPath, error: Exception, *, is_repeated: bool
    ) -> Sequence[FormerMark] | None:
        """Replace a damaged file, if nobody else does; report other faults."""
        if is_damage(error):
            if self._is_patient:
                self.save_now()
            return self.load(is_repeated=False) if self.is_settled else None
        if self._is_patient or not is_lock(error):
            self._set_fault(describe_fault(error, file.path))
        if isinstance(error, MarksError) or is_lock(error) or is_repeated:
            return None
        rows = file.load_unwritable()
        self.is_unreadable = rows is None
        return rows

    def place(self, folders: bytes) -> str | None:
        """Return the last session of some folders, or None."""
        if (place := self._run.places.get(folders)) is not None:
            return place
        opened = None if self._file is None else self._file.opened
        with suppress(sqlite3.Error):
            return None if opened is None else opened.place(folders)
        return None

    def is_visited(self, address: str) -> bool:
        """Return whether an address was opened in this run or an earlier one."""
        if address in self._run.visited:
            return True
        opened = None if self._file is None else self._file.opened
        with suppress(sqlite3.Error):
            return opened is not None and opened.is_visited(address)
        return False

    # Writing.

    def write(self, batch: MarkBatch) -> None:
        """Save changes now, or later if that is not possible."""
        self._run.update(batch)
        if self._file is None:
            return
        if not self.is_settled:
            self._pending.add(batch)
        elif self._file.is_lost:
            self._restore(self._file)
        elif self._write_at_once(self._file, batch):
            return
        if self._is_patient:
            self.save_now()
        else:
            self._pending.write_rescue_file()

    def _write_at_once(self, file: FileAtPath, batch: MarkBatch) -> bool:
        try:
            file.open().write(batch)
        except (MarksError, sqlite3.Error, OSError) as error:
            self._pending.add(batch)
            self._on_error(file, error)
            return False
        return True

    def save_now(self, lock_timeout: float = WORK_TIMEOUT) -> None:
        """Try again to save what is not saved."""
        work = self.take_work()
        if work is not None:
            self.finish(save(work, lock_timeout))

    def take_work(self) -> SaveWork | None:
        """Return what is to be saved in another thread; None if there is nothing, or if that is
        going on already. Give the result to `finish`."""
        return self._pending.take_work()

    def finish(self, result: SaveResult) -> None:
        """Take the result of work that `take_work` has returned."""
        if not self._pending.is_current(result.work):
            return
        self._pending.finish_work(is_saved=result.fault is None)
        if result.fault is not None:
            self._set_fault(result.fault)
        else:
            self.fault = None
            if self._file is not None:
                self._file.written = result.file
        if result.notice is not None:
            self.report(result.notice)

    # Faults.

    def _on_error(self, file: FileAtPath, error: Exception) -> None:
        if is_damage(error):
            self._restore(file)
        elif not is_lock(error):
            # It may work with a new connection. Otherwise `finish` receives the fault.
            file.close()

    def _set_fault(self, fault: SaveFault) -> None:
        is_new = fault != self.fault
        self.fault = fault
        if is_new:
            self.report(f"Marks are not saved yet: {fault.reason}. {fault.remedy}.")

    def _restore(self, file: FileAtPath) -> None:
        """Save again what a file had that was deleted, replaced or damaged."""
        # The file may have marks of other processes, and it may be damaged.
        content = file.give_up().joined(FormerContent(list(self.all_marks())))
        self._pending.restart(self._run.copy(), content)

    # The beginning and the end.

    def rescued(self) -> Rescued:
        """Return what other runs could not save. May be called in another thread."""
        return self._rescue.find_others()

    def add_rescued(self, rescued: Rescued) -> None:
        """Save what other runs could not save; what was changed in this run stays as it is."""
        for problem in rescued.problems:
            self.report(problem)
        if rescued.paths:
            batch = rescued.batch
            batch.update(self._run)
            self._run = batch
            self._pending.restart(batch.copy(), rescued.former, rescued.paths)

    def close(self, lock_timeout: float = WORK_TIMEOUT) -> None:
        """Save what is not saved, else write it to another file, and close the file.

        Without other processes, the file is complete then: it needs no WAL. The store can still be
        used.

        Args:
            lock_timeout: Seconds to wait while another process writes, and again for a thread.
        """
        self._pending.cancel_work()
        if self._pending.wait(2 * lock_timeout):
            self.save_now(lock_timeout)
        else:  # a thread waits for the disk
            self._pending.write_rescue_file(is_complete=True)
        if self._file is not None:
            self._file.close(is_final=True)
