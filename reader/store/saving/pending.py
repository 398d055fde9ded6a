"""What is not saved yet: kept in memory, handed out to be written, and taken back if that fails."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event, Lock

from reader.store.saving.batch import FormerContent, MarkBatch
from reader.store.saving.rescue import RescueFile, Unsaved
from reader.store.saving.work import SaveWork

MAX_PROMPT_MARKS = 5_000
"""Maximum number of marks that are written to another file while a key waits."""


class PendingChanges:
    """The changes that are not saved yet. Only one thread may call the methods.

    Args:
        path: The file in which they are to be saved; None if they are never saved.
        rescue: Where they are written while the file cannot be.
    """

    def __init__(self, path: Path | None, rescue: RescueFile) -> None:
        self._path = path
        self._rescue = rescue
        self._batch = MarkBatch()
        """The changes, without those of `_work`."""
        self._former: FormerContent | None = None
        """What a file had that was lost; empty if the file at the path may be damaged."""
        self._work: SaveWork | None = None
        """What is being written in another thread."""
        self._version = 0
        """The version of the changes: see `Unsaved`."""
        self._gate = Lock()
        self._rescued_paths: list[Path] = []
        """Files of other runs, of which the content is not saved yet."""

    # What there is.

    @property
    def batch(self) -> MarkBatch:
        """All changes, also those that are being written."""
        batch = MarkBatch()
        if self._work is not None:
            batch.update(self._work.batch)
        batch.update(self._batch)
        return batch

    @property
    def count(self) -> int:
        """Number of posts with changed marks."""
        if self._work is None:
            return len(self._batch.marks)
        return len(self._work.batch.marks.keys() | self._batch.marks.keys())

    @property
    def is_empty(self) -> bool:
        """Whether everything is saved."""
        return not self._batch and self._work is None and self._former is None

    @property
    def is_being_written(self) -> bool:
        """Whether another thread writes changes."""
        return self._work is not None

    # More of it.

    def add(self, batch: MarkBatch) -> None:
        """Add changes that could not be saved."""
        self._batch.update(batch)
        self._version += 1

    def restart(
        self, batch: MarkBatch, former: FormerContent, rescued: Sequence[Path] = ()
    ) -> None:
        """Save all changes again, in a file that may have nothing of them.

        Args:
            batch: The changes.
            former: What the file had before them.
            rescued: Files of other runs that the changes contain.
        """
        self._batch = batch
        self._former = former.joined(self._former or FormerContent())
        self._rescued_paths += rescued
        self._version += 1

    # Saving it.

    def take_work(self) -> SaveWork | None:
        """Return what is to be saved; None if there is nothing, or if that is going on already."""
        if self._path is None or self._work is not None or self.is_empty:
            return None
        self._work = SaveWork(
            self._path,
            self._batch,
            self._former,
            self._rescue,
            self._gate,
            Event(),
            self._version,
            tuple(self._rescued_paths),
        )
        self._batch, self._former, self._rescued_paths = MarkBatch(), None, []
        return self._work

    def is_current(self, work: SaveWork) -> bool:
        """Whether work was taken last, and was not taken back."""
        return work is self._work

    def finish_work(self, *, is_saved: bool) -> None:
        """Forget what was saved, or keep it to be saved later."""
        work, self._work = self._work, None
        if work is None or is_saved:
            return
        batch = work.batch.copy()  # a thread may still be writing it
        batch.update(self._batch)
        self._batch = batch
        self._rescued_paths = [*work.rescued_paths, *self._rescued_paths]
        if work.former is not None:
            self._former = work.former.joined(self._former or FormerContent())

    def cancel_work(self) -> None:
        """Take back what a thread has not begun to write."""
        if self._work is not None:
            self._work.is_cancelled.set()
            self.finish_work(is_saved=False)

    def wait(self, seconds: float) -> bool:
        """Wait until no thread writes; return whether that took no longer than this."""
        is_free = self._gate.acquire(timeout=seconds)
        if is_free:
            self._gate.release()
        return is_free

    # Writing it elsewhere.

    def write_rescue_file(self, *, is_complete: bool = False) -> None:
        """Write what is not saved to another file, as the process may be killed at any moment.

        Args:
            is_complete: Whether it is written however much it is.
        """
        batch, former = self.batch, self._former or FormerContent()
        if self._work is not None and self._work.former is not None:
            former = self._work.former.joined(former)
        # More would take too long for a key. The next work does it.
        if is_complete or len(batch.marks) + len(former.marks) <= MAX_PROMPT_MARKS:
            self._rescue.write(Unsaved(batch, former, self._version), is_prompt=True)
