"""Retrying to save marks, and what the header and the list of problems say until then."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.store.marks import Marks
from reader.store.saving.mark_store import MarkStore
from reader.tui.controllers.marks.saving import SavingController
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.jobs import JobGroup
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import Jobs

A, B, C = make("A"), make("B"), make("C")


class Saving:
    """A controller with its marks, whose jobs run when a test says so."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "marks.db"
        self.jobs = Jobs()
        self.warnings: list[str] = []
        store = MarkStore(self.path, lambda: [folder], is_patient=False)
        self.marks = ReadMarks(None, print, lambda: self.controller.retry(), store=store)
        self.controller = SavingController(
            self.marks, self.jobs.start, lambda: self.warnings.append(self.controller.warning)
        )

    def run_jobs(self) -> None:
        """Run the jobs that were started, and give the controller what they emit."""
        started, self.jobs.started = self.jobs.started, []
        for job in started:
            on_event = {
                JobGroup.SAVE_MARKS: self.controller.on_saved,
                JobGroup.RESCUED_MARKS: self.controller.on_rescued,
            }[job.group]
            job.job(job.request, on_event, lambda: False)

    @property
    def starred(self) -> int:
        """Number of posts that are starred in the file."""
        return len(Marks(self.path).starred_paths)


@pytest.fixture
def saving(tmp_path: Path) -> Saving:
    return Saving(tmp_path)


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that holds the file locked."""
    with closing(sqlite3.connect(tmp_path / "marks.db", isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield connection


def test_a_mark_that_is_saved_starts_no_job(saving: Saving) -> None:
    saving.marks.toggle_star(A)
    assert saving.jobs.started == []
    assert saving.warnings == []
    assert saving.starred == 1


def test_each_change_and_each_second_retries_in_a_job(
    saving: Saving, lock: sqlite3.Connection
) -> None:
    saving.marks.toggle_star(A)
    saving.marks.toggle_star(B)
    assert len(saving.jobs.started) == 1  # one at a time
    saving.run_jobs()
    saving.marks.toggle_star(C)
    saving.run_jobs()
    assert saving.warnings == ["2 marks not saved", "3 marks not saved"]
    lock.execute("ROLLBACK")
    saving.controller.retry()
    saving.run_jobs()
    assert saving.warnings[-1] == ""
    assert saving.starred == 3


def test_marks_that_are_changed_during_the_job_are_saved_after_it(
    saving: Saving, lock: sqlite3.Connection
) -> None:
    saving.marks.toggle_star(A)
    saving.marks.toggle_star(B)
    lock.execute("ROLLBACK")
    saving.run_jobs()
    assert len(saving.jobs.started) == 1
    saving.run_jobs()
    assert saving.starred == 2


def test_the_problem_names_the_reason_the_remedy_and_the_other_file(
    saving: Saving, lock: sqlite3.Connection
) -> None:
    before = saving.controller.problems
    assert not before
    assert lock.in_transaction
    saving.marks.toggle_star(A)
    saving.run_jobs()
    (problem,) = saving.controller.problems
    assert problem.message == "1 mark not saved: another program has locked marks.db"
    assert f"Quit other programs that use {saving.path}." in problem.remedy
    assert "broadsheet-unsaved-marks-" in problem.remedy
    assert problem.path == ""  # it cannot be opened or edited


def test_the_header_says_that_marks_are_not_loaded(
    saving: Saving, lock: sqlite3.Connection
) -> None:
    saving.marks.refresh()
    saving.controller.retry()
    assert saving.warnings == ["marks not loaded yet"]
    assert len(saving.controller.problems) == 1
    lock.execute("ROLLBACK")
    saving.marks.refresh()
    saving.controller.retry()
    assert saving.warnings[-1] == ""


def test_what_an_earlier_run_could_not_save_is_shown_and_saved(
    saving: Saving, lock: sqlite3.Connection, tmp_path: Path
) -> None:
    saving.marks.toggle_star(A)
    saving.controller.close()
    later = Saving(tmp_path)
    later.controller.begin()
    later.run_jobs()
    assert later.marks.is_starred(A)
    lock.execute("ROLLBACK")
    later.run_jobs()
    assert later.starred == 1
    assert list(tmp_path.glob("*.json")) == []
