"""What is said at the end about marks that could not be saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from reader.cli.unsaved import close_marks
from reader.store.marks import Marks
from reader.store.saving.mark_store import MarkStore
from tests.made_posts import make


def close_while_locked(path: Path, folders: Callable[[], Sequence[Path]]) -> bool:
    """Star two posts while the file is locked, and close it."""
    store = MarkStore(path, folders, is_patient=False)
    marks = Marks(None, lambda _: None, store=store)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        marks.set_starred([make("A"), make("B")], is_starred=True)
        return close_marks(store)


def test_the_file_with_unsaved_marks_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert close_while_locked(tmp_path / "marks.db", lambda: [tmp_path])
    (rescue,) = tmp_path.glob("*.json")
    message = capsys.readouterr().err
    assert "2 marks could not be saved: another program has locked marks.db." in message
    assert f"broadsheet marks --import {rescue}" in message


def test_marks_that_are_lost_are_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not close_while_locked(tmp_path / "marks.db", lambda: [Path("/dev/null/nowhere")])
    message = capsys.readouterr().err
    assert "2 marks could not be saved" in message
    assert "is lost" in message


def test_nothing_is_said_if_everything_is_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = MarkStore(tmp_path / "marks.db")
    Marks(None, store=store).set_starred([make("A")], is_starred=True)
    assert close_marks(store)
    assert close_marks(None)
    assert capsys.readouterr().err == ""
