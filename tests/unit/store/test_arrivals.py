"""The file of first-seen times and visits: what it holds, and when it cannot be used."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.store.arrivals import ArrivalStore

FOLDER = Path("/news")
NEW, OLD = "/news/new.md", "/news/old.md"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "arrivals.db"


@pytest.fixture
def store(path: Path) -> ArrivalStore:
    """A store of a folder that was opened before."""
    store = ArrivalStore(path, [FOLDER])
    assert store.record([OLD], {}, 10.0) == {}
    return store


def test_posts_have_the_time_at_which_they_were_recorded_first(store: ArrivalStore) -> None:
    assert store.record([OLD, NEW], {}, 20.0) == {NEW: 20.0}
    assert store.record([OLD, NEW], {}, 30.0) == {NEW: 20.0}
    assert store.seen_after(19.0) == {NEW: 20.0}
    assert store.seen_after(20.0) == {}


def test_moved_posts_take_over_the_time_of_their_former_path(store: ArrivalStore) -> None:
    store.record([NEW], {}, 20.0)
    moved, other = "/news/moved.md", "/news/other.md"
    times = store.record([moved, other, NEW], {moved: NEW, other: OLD}, 30.0)
    assert times == {moved: 20.0, NEW: 20.0}


def test_the_last_visit_is_that_of_each_folder(path: Path, store: ArrivalStore) -> None:
    assert store.last_visits() == {}
    store.save_visit(20.0, 20.0)
    both = ArrivalStore(path, [FOLDER, Path("/more")])
    assert both.last_visits() == {"/news": 20.0}
    both.record(["/more/a.md"], {}, 30.0)
    both.save_visit(30.0, 30.0)
    assert store.last_visits() == {"/news": 30.0}
    assert both.last_visits() == {"/news": 30.0, "/more": 30.0}


def test_the_latest_visit_of_several_processes_is_kept(store: ArrivalStore) -> None:
    store.save_visit(20.0, 20.0)
    store.save_visit(15.0, 21.0)
    assert store.last_visits() == {"/news": 20.0}


def test_a_visit_in_the_future_is_replaced(store: ArrivalStore) -> None:
    store.save_visit(9_000.0, 9_000.0)
    store.save_visit(20.0, 21.0)
    assert store.last_visits() == {"/news": 20.0}


def test_paths_need_not_be_valid_unicode(store: ArrivalStore) -> None:
    name = "/news/\udcff.md"
    assert store.record([name], {}, 20.0) == {name: 20.0}
    assert store.seen_after(0.0) == {name: 20.0}


def test_nothing_is_created_by_looking(path: Path) -> None:
    store = ArrivalStore(path, [FOLDER])
    assert (store.last_visits(), store.seen_after(0.0), store.has_opened_all()) == ({}, {}, False)
    assert not path.parent.exists()


def test_without_a_path_nothing_is_stored() -> None:
    store = ArrivalStore(None, [FOLDER])
    store.save_visit(1.0, 1.0)
    assert store.record([NEW], {}, 1.0) is None
    assert store.last_visits() == {}


def test_a_folder_without_posts_is_not_opened(path: Path) -> None:
    store = ArrivalStore(path, [FOLDER, Path("/empty")])
    store.record([OLD], {}, 1.0)
    assert not store.has_opened_all()
    assert ArrivalStore(path, [FOLDER]).has_opened_all()


def test_a_damaged_file_is_replaced(path: Path, store: ArrivalStore) -> None:
    path.write_bytes(b"not a database" * 500)
    assert store.last_visits() == {}
    assert store.record([OLD, NEW], {}, 20.0) == {}
    assert store.record(["/news/newer.md"], {}, 30.0) == {"/news/newer.md": 30.0}


@pytest.mark.parametrize("pragma", ["application_id = 7", "user_version = 99"])
def test_a_foreign_or_newer_file_is_left_alone(
    path: Path, store: ArrivalStore, pragma: str
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA {pragma}")
        connection.commit()
    before = path.read_bytes()
    store.save_visit(30.0, 30.0)
    assert store.record([NEW], {}, 30.0) is None
    assert store.last_visits() == {}
    assert path.read_bytes() == before


def test_an_unusable_folder_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    store = ArrivalStore(tmp_path / "data" / "arrivals.db", [FOLDER])
    store.save_visit(1.0, 1.0)
    assert store.record([NEW], {}, 1.0) is None
    assert store.last_visits() == {}
