"""Marks are kept while their file cannot be written, or is no longer at its path."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reader.store.marks import Mark, Marks
from reader.store.marks_json import export_marks, import_database, import_marks
from reader.store.saving.batch import COLUMNS, MarkBatch
from reader.store.saving.mark_store import MarkStore
from reader.store.saving.work import save
from tests.made_posts import make
from tests.mounting import run_with_mounts

POSTS = [make(f"Post {number}") for number in range(6)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "marks.db"


@pytest.fixture
def shelter(tmp_path: Path) -> Path:
    """A folder that takes what cannot be saved."""
    return tmp_path / "shelter"


class Reader:
    """The marks of a running app."""

    def __init__(self, path: Path, *shelters: Path) -> None:
        self.messages: list[str] = []
        self.store = MarkStore(path, lambda: shelters, is_patient=False)
        self.marks = Marks(None, self.messages.append, store=self.store)

    def star(self, *numbers: int) -> None:
        self.marks.set_starred([POSTS[number] for number in numbers], is_starred=True)

    def retry(self) -> None:
        """Do what the app does every second, with its job."""
        self.marks.refresh()
        self.store.save_now(0)

    @property
    def reason(self) -> str:
        """Why marks are not saved."""
        return "" if self.store.fault is None else self.store.fault.reason

    @property
    def starred(self) -> list[int]:
        return starred(self.marks)


def starred(marks: Marks) -> list[int]:
    return [n for n, post in enumerate(POSTS) if marks.mark_for(post).is_starred]


def saved(path: Path) -> list[int]:
    """Return which posts are starred in the file."""
    return starred(Marks(path))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file locked, as another program does."""
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def test_the_columns_are_the_fields_of_a_mark() -> None:
    assert tuple(Mark.__slots__) == COLUMNS


# A file that cannot be written.


def test_marks_are_saved_when_a_lock_is_gone(path: Path) -> None:
    reader = Reader(path)
    reader.star(0)
    with locked(path):
        reader.star(1)
        reader.star(2)
        assert reader.starred == [0, 1, 2]
        assert reader.store.unsaved_count == 2
        assert reader.reason == ""  # another process may only have written for a moment
        reader.retry()
        assert reader.reason == "another program has locked marks.db"
        assert saved(path) == [0]
    reader.retry()
    assert reader.store.is_settled
    assert reader.reason == ""
    assert saved(path) == [0, 1, 2]
    assert len(reader.messages) == 1


def test_marks_appear_when_the_lock_at_the_start_is_gone(path: Path) -> None:
    before = Reader(path)
    before.star(0, 1)
    before.store.close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
    with locked(path):
        reader = Reader(path)
        assert reader.starred == []
        before_unlock = reader.store.is_unreadable
        reader.star(2)
        reader.retry()
    reader.retry()
    reader.retry()
    assert (before_unlock, reader.store.is_unreadable) == (True, False)
    assert reader.starred == [0, 1, 2]
    assert saved(path) == [0, 1, 2]


def test_an_undone_change_that_was_not_saved_leaves_nothing(path: Path) -> None:
    reader = Reader(path)
    reader.star(0)
    with locked(path):
        reader.star(1)
        reader.retry()
        reader.marks.undo()
        reader.marks.undo()
    reader.retry()
    assert saved(path) == []


def test_what_another_process_has_saved_meanwhile_is_kept(path: Path) -> None:
    reader, other = Reader(path), Reader(path)
    reader.star(0)
    with locked(path):
        reader.star(1)
    other.marks.set_read([POSTS[1]], is_read=True)
    reader.retry()
    assert Marks(path).mark_for(POSTS[1]) == Mark(is_read=True, is_starred=True)


_LIMITED = """
import resource, sys
from pathlib import Path
from reader.store.marks import Marks
from reader.store.saving.mark_store import MarkStore
from tests.made_posts import make

path = Path(sys.argv[1])
store = MarkStore(path, lambda: [path.parent], is_patient=False)
marks = Marks(None, print, store=store)
posts = [make(f"Post {number}") for number in range(6)]
marks.set_starred(posts[:1], is_starred=True)
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
marks.set_starred(posts[1:3], is_starred=True)
store.save_now()
assert store.unsaved_count == 2, store.unsaved_count
assert store.rescue_path is not None
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
if sys.argv[2] == "room":
    marks.set_starred(posts[3:4], is_starred=True)
    store.save_now()
    store.close()
    assert store.is_settled
"""


@pytest.mark.parametrize(("end", "expected"), [("room", [0, 1, 2, 3]), ("none", [0])])
def test_marks_survive_a_limit_of_the_size_of_files(
    path: Path, project: Path, end: str, expected: list[int]
) -> None:
    words = [sys.executable, "-c", _LIMITED, str(path), end]
    environment = os.environ | {"PYTHONPATH": str(project)}
    result = subprocess.run(
        words, env=environment, check=True, capture_output=True, text=True, cwd=project
    )
    assert "Marks are not saved yet" in result.stdout
    assert saved(path) == expected
    # The process has ended without saving them, and the next one loads them.
    reader = Reader(path, path.parent)
    reader.store.add_rescued(reader.store.rescued())
    reader.retry()
    assert saved(path) == sorted({*expected, 1, 2})
    assert sorted(path.parent.glob("*.json")) == []


# A file that is no longer at its path.


def delete_all(path: Path) -> None:
    shutil.rmtree(path.parent)


def delete_database(path: Path) -> None:
    path.unlink()


def delete_wal(path: Path) -> None:
    path.with_name("marks.db-wal").unlink()


def delete_shm(path: Path) -> None:
    path.with_name("marks.db-shm").unlink()


def put_a_newer_file(path: Path) -> None:
    """Replace the file by one in which other posts are starred."""
    for name in path.parent.glob("marks.db*"):
        name.unlink()
    Reader(path).star(4)


def move_away(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def overwrite(path: Path) -> None:
    """Overwrite the file in place: its inode stays the same."""
    for name in path.parent.glob("marks.db*"):
        with name.open("r+b") as file:
            file.write(b"\xff" * 100_000)


LOSSES = [
    delete_all,
    delete_database,
    delete_wal,
    delete_shm,
    put_a_newer_file,
    move_away,
]


@pytest.mark.parametrize("lose", LOSSES)
@pytest.mark.parametrize("is_noticed_by_a_mark", [True, False])
def test_a_lost_file_is_recreated_with_all_marks(
    path: Path, lose: Callable[[Path], None], is_noticed_by_a_mark: bool
) -> None:
    earlier = Reader(path)
    earlier.star(0, 1)
    earlier.marks.set_last_session([Path("/news")], "here")
    earlier.marks.mark_visited(["https://example.org"])
    earlier.store.close()
    reader = Reader(path)
    reader.marks.undo()
    reader.star(2)
    reader.marks.set_starred([POSTS[1]], is_starred=False)
    lose(path)
    if is_noticed_by_a_mark:
        reader.star(3)
    reader.retry()
    if is_noticed_by_a_mark is False:
        reader.star(3)
    reader.retry()
    expected = [0, 2, 3, *([4] if lose is put_a_newer_file else [])]
    assert saved(path) == expected
    assert reader.starred == expected
    again = Marks(path)
    assert again.last_session([Path("/news")]) == "here"
    assert again.is_visited("https://example.org")
    reader.star(5)
    assert saved(path) == [*expected, 5]


def test_a_file_that_is_overwritten_while_it_is_open_is_set_aside(path: Path) -> None:
    Reader(path).star(0, 1)
    reader = Reader(path)
    reader.star(2)
    overwrite(path)
    for number in (3, 4):
        reader.star(number)
        reader.retry()
    assert saved(path) == [0, 1, 2, 3, 4]
    aside = path.with_name("marks.db.damaged-1")
    assert aside.exists()
    assert any(str(aside) in message for message in reader.messages)


def test_a_file_that_was_moved_away_for_a_moment_keeps_the_marks_of_both(path: Path) -> None:
    reader = Reader(path)
    reader.star(0)
    backup = path.parent.with_name("backup")
    path.parent.rename(backup)
    reader.star(1)
    reader.retry()
    shutil.rmtree(path.parent)
    backup.rename(path.parent)
    reader.star(2)
    reader.retry()
    assert saved(path) == [0, 1, 2]


# A damaged file at the start.


def damage(path: Path, first: int, count: int) -> None:
    """Overwrite pages of a database."""
    size = 4096
    with path.open("r+b") as file:
        file.seek(first * size)
        file.write(b"\xff" * size * count)


def test_what_can_be_read_of_a_damaged_file_is_kept(path: Path, tmp_path: Path) -> None:
    many = [make(f"Many {number:04}") for number in range(2_000)]
    before = Reader(path)
    before.marks.set_read(many, is_read=True)
    before.store.close()
    pages = path.stat().st_size // 4096
    damage(path, pages // 2, 2)
    reader = Reader(path)
    list(map(reader.marks.is_read, many))
    reader.marks.set_read([POSTS[0]], is_read=True)
    for _ in range(3):
        reader.retry()
    kept = sum(map(Marks(path).is_read, many))
    assert 1_000 < kept < 2_000
    aside = path.with_name("marks.db.damaged-1")
    assert f"The marks of {kept:,} posts could be read" in "".join(reader.messages)
    copy = tmp_path / "copy.db"
    assert import_database(copy, aside).posts == kept


def test_a_backup_of_the_database_can_be_imported(path: Path, tmp_path: Path) -> None:
    reader = Reader(path)
    reader.star(0, 1)
    reader.store.close()
    backup = Path(shutil.copy(path, tmp_path / "backup.db"))
    other = tmp_path / "other" / "marks.db"
    Reader(other).star(2)
    assert import_database(other, backup).posts == 2
    assert saved(other) == [0, 1, 2]


# The end.


def test_a_copy_of_the_file_alone_is_complete_after_the_end(path: Path, tmp_path: Path) -> None:
    reader, other = Reader(path), Reader(path)
    reader.star(0, 1)
    reader.store.close()
    copy = Path(shutil.copy(path, tmp_path / "copy.db"))
    assert saved(copy) == [0, 1]
    other.star(2)
    other.store.close()
    assert [file.name for file in path.parent.iterdir()] == ["marks.db"]


def test_what_is_not_saved_at_the_end_is_loaded_by_the_next_start(
    path: Path, shelter: Path
) -> None:
    reader = Reader(path, Path("/dev/null/nowhere"), shelter)
    reader.star(0, 1, 2)
    with locked(path):
        reader.marks.set_starred([POSTS[0]], is_starred=False)
        reader.star(3)
        reader.marks.mark_visited(["https://example.org"])
        reader.marks.set_last_session([Path("/news"), Path("/blog")], "there")
        reader.store.close()
        assert not reader.store.is_settled
        rescue = reader.store.rescue_path
        assert rescue is not None
        assert rescue.parent == shelter
        assert rescue.stat().st_mode & 0o077 == 0
        later = Reader(path, shelter)
        assert later.store.rescued().paths == [rescue]
        later.store.add_rescued(later.store.rescued())
        later.marks.take_unsaved()
        assert later.starred == [1, 2, 3]
        later.retry()
        assert rescue.exists()
    later.retry()
    assert not rescue.exists()
    assert list(shelter.iterdir()) == []
    again = Marks(path)
    assert starred(again) == [1, 2, 3]
    assert again.is_visited("https://example.org")
    assert again.last_session([Path("/news"), Path("/blog")]) == "there"


def test_what_is_not_saved_can_be_imported(path: Path, shelter: Path) -> None:
    reader = Reader(path, shelter)
    reader.star(0, 1)
    with locked(path):
        reader.marks.set_starred([POSTS[0]], is_starred=False)
        reader.star(2)
        reader.store.close()
    rescue = reader.store.rescue_path
    assert rescue is not None
    assert import_marks(path, json.loads(rescue.read_text())).posts == 2
    assert saved(path) == [1, 2]


def test_later_changes_are_not_undone_by_what_is_loaded(path: Path, shelter: Path) -> None:
    reader = Reader(path, shelter)
    with locked(path):
        reader.star(0, 1)
        reader.store.close()
    later = Reader(path, shelter)
    later.star(0)
    later.marks.set_starred([POSTS[0]], is_starred=False)
    later.store.add_rescued(later.store.rescued())
    later.retry()
    assert saved(path) == [1]


def test_files_of_another_database_and_broken_ones_are_left_alone(
    path: Path, shelter: Path, tmp_path: Path
) -> None:
    other = Reader(tmp_path / "other" / "marks.db", shelter)
    with locked(tmp_path / "other" / "marks.db"):
        other.star(0)
        other.store.close()
    broken = shelter / "broadsheet-unsaved-marks-1.json"
    broken.write_text("{", "utf-8")
    found = Reader(path, shelter).store.rescued()
    assert not found.paths
    (problem,) = found.problems
    assert str(broken) in problem
    assert len(list(shelter.iterdir())) == 2


# Work in another thread.


def test_changes_during_the_work_are_saved_after_it(path: Path) -> None:
    reader = Reader(path)
    with locked(path):
        reader.star(0)
    work = reader.store.take_work()
    assert work is not None
    reader.star(1)
    reader.marks.set_starred([POSTS[0]], is_starred=False)
    assert reader.store.take_work() is None
    assert saved(path) == []
    reader.store.finish(save(work))
    assert not reader.store.is_settled
    reader.retry()
    assert saved(path) == [1]


def test_work_that_comes_too_late_overwrites_nothing(path: Path) -> None:
    reader = Reader(path)
    with locked(path):
        reader.star(0)
    work = reader.store.take_work()
    assert work is not None
    reader.marks.set_starred([POSTS[0]], is_starred=False)
    reader.store.close()
    reader.store.finish(save(work))
    assert saved(path) == []


def test_a_batch_has_the_last_value_of_each_column() -> None:
    batch = MarkBatch()
    batch.change(b"/a", "A", None, {"is_read": True, "later": 3})
    batch.change(b"/a", "B", None, {"is_read": False})
    assert batch.marks[b"/a"].values == {"is_read": False, "later": 3}
    batch.remove(b"/a")
    batch.change(b"/a", "C", None, {"block": 1})
    assert batch.removed == {b"/a"}
    assert batch.marks[b"/a"].values == {"block": 1}


def test_a_change_is_in_the_other_file_as_soon_as_it_cannot_be_saved(
    path: Path, shelter: Path
) -> None:
    reader = Reader(path, shelter)
    with locked(path):
        reader.star(0)
        work = reader.store.take_work()
        assert work is not None
        reader.star(1)
        save(work, 0)  # has less than the file
        found = Reader(path, shelter).store.rescued()
        assert len(found.batch.marks) == 2
    reader.store.finish(save(work))
    assert len(list(shelter.iterdir())) == 1
    reader.retry()
    assert list(shelter.iterdir()) == []


@contextmanager
def unwritable(path: Path) -> Iterator[None]:
    """Let SQLite find no room for a WAL, as on a disk that is mounted read-only."""
    names = [path.with_name(f"marks.db{suffix}") for suffix in ("-wal", "-shm", "-journal")]
    for name in names:
        name.mkdir()
    yield
    for name in names:
        name.rmdir()


def test_marks_are_shown_where_nothing_can_be_written(path: Path, shelter: Path) -> None:
    before = Reader(path)
    before.star(0, 1)
    before.store.close()
    with unwritable(path):
        reader = Reader(path, shelter)
        assert reader.starred == [0, 1]
        assert not reader.marks.refresh()  # not again every second
        reader.star(2)
        reader.retry()
        assert reader.store.unsaved_count == 1
        assert len(export_marks(path)["posts"]) == 2
    reader.retry()
    assert saved(path) == [0, 1, 2]


def test_what_was_loaded_survives_the_loss_of_the_file(path: Path, shelter: Path) -> None:
    before = Reader(path, shelter)
    before.star(3)
    with locked(path):
        before.star(0)
        before.store.close()
    reader = Reader(path, shelter)
    reader.store.add_rescued(reader.store.rescued())
    reader.marks.take_unsaved()
    delete_all(path)
    reader.marks.refresh()
    for _ in range(2):
        reader.retry()
    assert saved(path) == [0, 3]


_FULL = """
import subprocess, sys
from pathlib import Path
from reader.store.marks import Marks
from reader.store.saving.mark_store import MarkStore
from tests.made_posts import make

disk, shelter = Path(sys.argv[1]), Path(sys.argv[2])
disk.mkdir()
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk], check=True)
with (disk / "fill").open("wb") as file:
    file.write(bytes(128 * 1024))
store = MarkStore(disk / "marks.db", lambda: [disk, shelter], is_patient=False)
marks = Marks(None, print, store=store)
marks.set_starred([make("A"), make("B")], is_starred=True)
store.save_now()
assert store.unsaved_count == 2, store.unsaved_count
assert store.rescue_path is not None and store.rescue_path.parent == shelter
(disk / "fill").unlink()
marks.set_starred([make("C")], is_starred=True)
store.save_now()
store.close()
assert store.is_settled and list(shelter.iterdir()) == []
assert len(Marks(disk / "marks.db").starred_paths) == 3
"""


def test_marks_survive_a_full_disk(tmp_path: Path, shelter: Path, project: Path) -> None:
    shown = run_with_mounts(_FULL, tmp_path / "disk", shelter, project=project)
    assert "the disk is full" in shown
