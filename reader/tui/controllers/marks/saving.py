"""Saving of marks in the background, as long as they cannot be saved at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reader.posts.post import Problem
from reader.store.saving.rescue import Rescued
from reader.store.saving.work import PROMPT_TIMEOUT, SaveResult, SaveWork, save
from reader.text.counts import counted
from reader.tui.controllers.library import StartJob
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.jobs import JobGroup


def _save(work: SaveWork, emit: Callable[[Any], object], _: object) -> None:
    emit(save(work))


def _find_rescued(find: Callable[[], Rescued], emit: Callable[[Any], object], _: object) -> None:
    emit(find())


class SavingController:
    """Retries what could not be saved, and says in the header that it is not saved.

    Args:
        marks: The marks.
        start: Starts a job.
        on_change: Called when another number of marks is not saved.
    """

    def __init__(self, marks: ReadMarks, start: StartJob, on_change: Callable[[], object]) -> None:
        self._marks = marks
        self._store = marks.store.store
        self._start = start
        self._on_change = on_change
        self._shown = ""

    def begin(self) -> None:
        """Load what earlier runs could not save."""
        self._start(JobGroup.RESCUED_MARKS, _find_rescued, self._store.rescued)

    def on_rescued(self, rescued: Rescued) -> None:
        """Take what the job of `begin` has found."""
        self._marks.add_rescued(rescued)
        self.retry()

    def retry(self) -> None:
        """Start to save what is not saved, unless that is going on."""
        work = self._store.take_work()
        if work is not None:
            self._start(JobGroup.SAVE_MARKS, _save, work)
        self._show()

    def on_saved(self, result: SaveResult) -> None:
        """Take the result of the job of `retry`."""
        self._store.finish(result)
        if result.fault is None:
            self._marks.refresh()
            self.retry()  # what was changed meanwhile
        self._show()

    def close(self) -> None:
        """Save what is not saved, else write it to another file, and close the file.

        It does not wait: a signal may be about to end the process.
        """
        self._store.close(PROMPT_TIMEOUT)

    def _show(self) -> None:
        if self.warning != self._shown:
            self._shown = self.warning
            self._on_change()

    @property
    def warning(self) -> str:
        """What is not saved, such as `3 marks not saved`; empty if everything is."""
        if self._store.fault is None or self._store.is_settled:
            return "marks not loaded yet" if self._store.is_unreadable else ""
        count = self._store.unsaved_count
        return f"{counted(count, 'mark')} not saved" if count else "reading place not saved"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why marks are not saved, and what can be done about it, for the list of problems."""
        fault, warning = self._store.fault, self.warning
        if not warning:
            return ()
        if fault is None:
            reason, remedy = "another program has locked their file", "Quit other programs"
        else:
            reason, remedy = fault.reason, fault.remedy
        rescue = self._store.rescue_path
        kept = (
            f" What is not saved is also in {rescue}, which the next start loads."
            if rescue is not None
            else " It is kept until you quit."
        )
        text = f"{warning[:1].upper()}{warning[1:]}: {reason}"
        remedy = f"{remedy}. Broadsheet tries again every second.{kept if fault else ''}"
        return (Problem("", None, None, text, remedy),)
