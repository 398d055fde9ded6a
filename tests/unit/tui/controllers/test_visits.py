"""Visits: when they end, and which posts are new in the next one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from reader.store.arrivals import ArrivalStore
from reader.tui.controllers.visits import AWAY_SECONDS, Visits

FOLDER = Path("/news")
A, B, C = "/news/a.md", "/news/b.md", "/news/c.md"


class Person:
    """Somebody who visits a folder, at times that a test sets."""

    def __init__(self, path: Path | None) -> None:
        self.now = 100_000.0
        self.changes = 0
        self.store = ArrivalStore(path, [FOLDER])

    def start(self) -> Visits:
        """Start the app."""
        return Visits(self.store, lambda: self.now, self._on_change)

    def _on_change(self) -> None:
        self.changes += 1

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds

    def load(self, visits: Visits, *paths: str) -> None:
        """Load posts that were not listed before."""
        times = self.store.record(paths, {}, self.now)
        visits.on_loaded(dict.fromkeys(paths, self.now) if times is None else times)


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path / "arrivals.db")


def first_visit(person: Person) -> None:
    visits = person.start()
    person.load(visits, A)
    visits.on_activity()
    visits.save(is_leaving=True)


def test_nothing_is_new_at_the_first_visit(person: Person) -> None:
    visits = person.start()
    person.load(visits, A)
    assert visits.new == frozenset()


@pytest.mark.parametrize("is_stored", [True, False])
def test_what_arrives_during_a_visit_is_new_until_it_ends(tmp_path: Path, is_stored: bool) -> None:
    person = Person(tmp_path / "arrivals.db" if is_stored else None)
    visits = person.start()
    person.load(visits, *([A] if is_stored else []))
    person.wait(60)
    person.load(visits, B)
    visits.on_activity()
    assert visits.new == {B}
    person.wait(AWAY_SECONDS)
    visits.on_activity()
    assert visits.new == {B}
    assert person.changes == 0
    person.wait(AWAY_SECONDS + 1)
    assert visits.new == {B}
    visits.on_activity()
    assert visits.new == frozenset()
    assert person.changes == 1


def test_the_first_key_of_another_day_shows_the_dates_again(person: Person) -> None:
    person.now = datetime(2026, 3, 14, 23, 50).timestamp()
    visits = person.start()
    person.wait(5 * 60)
    visits.on_activity()
    assert person.changes == 0
    person.wait(10 * 60)
    visits.on_activity()
    visits.on_activity()
    assert person.changes == 1


def test_what_arrives_while_nobody_is_there_is_new_at_the_next_key(person: Person) -> None:
    visits = person.start()
    person.load(visits, A)
    person.wait(60)
    person.load(visits, B)
    visits.on_activity()
    person.wait(AWAY_SECONDS + 60)
    person.load(visits, C)
    assert visits.new == {B, C}
    visits.on_activity()
    assert visits.new == {C}


def test_what_arrives_between_two_runs_is_new(person: Person) -> None:
    first_visit(person)
    person.wait(60)
    visits = person.start()
    assert visits.new == frozenset()
    person.wait(1)
    person.load(visits, B)
    assert visits.new == {B}
    visits.save(is_leaving=True)
    person.wait(60)
    # Nobody has pressed a key in that run.
    assert person.start().new == {B}


def test_what_another_process_has_found_is_known_before_anything_is_loaded(person: Person) -> None:
    first_visit(person)
    person.wait(60)
    person.store.record([A, B], {}, person.now)
    assert person.start().new == {B}
    assert person.store.new_paths() == {B}


def test_a_visit_in_another_process_counts(person: Person) -> None:
    first_visit(person)
    one = person.start()
    person.load(one, A)
    person.wait(AWAY_SECONDS * 2)
    person.load(one, B)
    other = person.start()
    person.wait(60)
    other.on_activity()
    other.save(is_leaving=True)
    person.wait(60)
    person.load(one, C)
    one.on_activity()
    assert one.new == {C}


def test_a_visit_is_saved_every_minute_in_which_there_was_a_key(person: Person) -> None:
    first_visit(person)
    start = person.now
    visits = person.start()
    person.wait(50)
    visits.on_activity()
    visits.save()
    assert person.store.last_visits() == {"/news": start}
    person.wait(10)
    visits.on_activity()
    visits.save()
    assert person.store.last_visits() == {"/news": start + 60}
    person.wait(600)
    visits.save()
    assert person.store.last_visits() == {"/news": start + 60}


def test_a_visit_before_the_first_load_is_complete_is_none(person: Person) -> None:
    visits = person.start()
    visits.on_activity()
    visits.save(is_leaving=True)
    assert person.store.last_visits() == {}
    visits = person.start()
    person.load(visits, A)
    assert visits.new == frozenset()


def test_only_what_is_not_known_yet_is_compared_with_the_last_visit(person: Person) -> None:
    first_visit(person)
    person.wait(AWAY_SECONDS)
    visits = person.start()
    person.load(visits, A, B)
    new = visits.new
    assert new == {B}
    person.load(visits, A, B)
    assert visits.new is new
    person.load(visits, A, B, C)
    assert visits.new == {B, C}


def test_what_is_unseen_at_the_first_opening_is_new_until_the_next_visit(person: Person) -> None:
    visits = person.start()
    visits.on_loaded(person.store.record([A, B], {}, person.now, unseen=[A]) or {})
    assert visits.new == {A}
    person.wait(60)
    person.load(visits, C)
    assert visits.new == {A, C}
    visits.on_activity()
    visits.save(is_leaving=True)
    person.wait(60)
    assert person.start().new == frozenset()


def test_what_is_new_is_known_when_the_lock_at_the_start_is_gone(tmp_path: Path) -> None:
    path, folder = tmp_path / "arrivals.db", tmp_path / "news"
    store = ArrivalStore(path, [folder])
    store.record([f"{folder}/a.md"], {}, 10.0)
    store.save_visit(20.0, 20.0)
    store.record([f"{folder}/b.md"], {}, 30.0)
    changes: list[int] = []
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        visits = Visits(store, lambda: 40.0, lambda: changes.append(1))
        visits.on_loaded({})
        visits.save(is_leaving=True)
        assert visits.new == frozenset()
    visits.save(is_leaving=True)
    assert visits.new == {f"{folder}/b.md"}
    assert changes == [1]
    assert ArrivalStore(path, [folder]).last_visits() == {str(folder): 40.0}
