"""Whatever happens to the file of the marks, it has all of them when it can be written again."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from reader.store.marks import Marks
from reader.store.saving.mark_store import MarkStore
from reader.store.saving.work import SaveResult, SaveWork, save
from tests.made_posts import make

POSTS = [make(f"Post {number}") for number in range(5)]
OTHERS = [make(f"Other {number}") for number in range(3)]
NUMBERS = st.lists(st.sampled_from(range(len(POSTS))), min_size=1, unique=True)


def remove_folder(path: Path) -> None:
    shutil.rmtree(path.parent, ignore_errors=True)


def remove_database(path: Path) -> None:
    path.unlink(missing_ok=True)


def remove_wal(path: Path) -> None:
    path.with_name("marks.db-wal").unlink(missing_ok=True)


def remove_shm(path: Path) -> None:
    path.with_name("marks.db-shm").unlink(missing_ok=True)


def put_a_file_in_the_way(path: Path) -> None:
    """Replace the folder by a file, so that nothing can be written in it."""
    remove_folder(path)
    path.parent.write_text("in the way", "utf-8")


LOSSES: list[Callable[[Path], None]] = [
    remove_folder,
    remove_database,
    remove_wal,
    remove_shm,
    put_a_file_in_the_way,
]


class SavingMachine(RuleBasedStateMachine):
    """Marks posts as the app does, while other programs lock and remove the file."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "data" / "marks.db"
        self.shelter = self.folder / "shelter"
        self.lock: sqlite3.Connection | None = None
        self.work: SaveWork | None = None
        self.result: SaveResult | None = None
        self.starred: set[str] = set()
        """The model: paths of the posts that are starred."""
        self.start()

    def start(self) -> None:
        self.store = MarkStore(self.path, lambda: [self.shelter], is_patient=False)
        self.marks = Marks(None, lambda _: None, store=self.store)
        self.store.add_rescued(self.store.rescued())
        self.marks.take_unsaved()

    @rule(numbers=NUMBERS, is_starred=st.booleans())
    def mark(self, numbers: list[int], is_starred: bool) -> None:
        posts = [POSTS[number] for number in numbers]
        self.marks.set_starred(posts, is_starred=is_starred)
        paths = {post.path for post in posts}
        self.starred = self.starred | paths if is_starred else self.starred - paths

    @precondition(lambda self: self.lock is None and not self.path.parent.is_file())
    @rule(number=st.integers(0, len(OTHERS) - 1))
    def mark_in_another_process(self, number: int) -> None:
        # It fails if the WAL is gone that the app has open, until the app notices that.
        store = MarkStore(self.path, lambda: [self.shelter])
        other = Marks(None, lambda _: None, store=store)
        other.set_starred([OTHERS[number]], is_starred=True)
        store.close()
        self.starred.add(OTHERS[number].path)
        self.take_result()
        self.marks.refresh()

    @precondition(lambda self: self.lock is None and not self.path.parent.is_file())
    @rule()
    def lock_file(self) -> None:
        self.path.parent.mkdir(exist_ok=True)
        self.lock = sqlite3.connect(self.path, isolation_level=None, timeout=0)
        self.lock.execute("BEGIN EXCLUSIVE")

    @rule()
    def unlock_file(self) -> None:
        if self.lock is not None:
            self.lock.close()
            self.lock = None

    @rule(lose=st.sampled_from(LOSSES))
    def lose_file(self, lose: Callable[[Path], None]) -> None:
        # What was never loaded cannot be restored.
        if not self.path.parent.is_file() and not self.store.is_unreadable:
            lose(self.path)

    @rule()
    def clear_the_way(self) -> None:
        if self.path.parent.is_file():
            self.path.parent.unlink()

    # What the app does every second, with its job in a thread, which may take some time.

    @precondition(lambda self: self.work is None)
    @rule()
    def start_job(self) -> None:
        self.marks.refresh()
        self.work = self.store.take_work()

    @precondition(lambda self: self.work is not None and self.result is None)
    @rule()
    def run_job(self) -> None:
        assert self.work is not None
        self.result = save(self.work, lock_timeout=0)

    @rule()
    def take_result(self) -> None:
        if self.result is not None:
            self.store.finish(self.result)
            self.work = self.result = None

    @rule()
    def restart(self) -> None:
        self.marks.set_last_session([Path("/news")], "here")
        late = self.work if self.result is None else None
        self.store.close()
        if late is not None:
            save(late, lock_timeout=0)  # a job that comes too late
        self.work = self.result = None
        self.start()

    def teardown(self) -> None:
        self.unlock_file()
        self.clear_the_way()
        self.take_result()
        if self.work is not None:
            self.run_job()
            self.take_result()
        self.store.add_rescued(self.store.rescued())
        for _ in range(2):
            self.marks.refresh()
            self.store.save_now()
        self.marks.refresh()
        try:
            assert self.marks.starred_paths == self.starred
            self.store.close()
            copy = Path(shutil.copy(self.path, self.folder / "copy.db")) if self.starred else None
            assert Marks(copy).starred_paths == self.starred
            assert not self.shelter.exists() or list(self.shelter.iterdir()) == []
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def test_the_file_has_all_marks_when_it_can_be_written_again() -> None:
    phases = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking takes minutes
    run_state_machine_as_test(
        SavingMachine, settings=settings(max_examples=20, stateful_step_count=25, phases=phases)
    )
