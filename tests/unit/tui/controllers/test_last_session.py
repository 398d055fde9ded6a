"""Where the person left off: when it is restored, and when it is saved."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path

import pytest

from reader.posts.catalogue import Catalogue, Preview
from reader.store.marks import Marks
from reader.store.saving.mark_store import MarkStore
from reader.tui.controllers.last_session import LastSession, SessionKeeper, parse_last_session
from reader.tui.panes import Pane
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import FOLDERS, NOW, Controllers, found

A = make("A", date=date(2026, 3, 2))
B = make("B", date=date(2026, 3, 1), categories=("world",), tags=("sea",))
LAST = LastSession(
    (("tag", "sea"), ("date", "2026")),
    ("category", "world"),
    B.path,
    is_reading=True,
    time="2026-06-30T11:00:00",
    expanded=("category", "tag"),
)
HERE = replace(LAST, time="")
CATALOGUE = Catalogue([A, B])


@pytest.fixture
def marks(tmp_path: Path) -> Marks:
    """Marks with a session that was saved."""
    marks = Marks(tmp_path / "marks.db")
    marks.set_last_session(FOLDERS, json.dumps(asdict(LAST)))
    return marks


@pytest.fixture
def sessions(marks: Marks) -> SessionKeeper:
    return keeper(marks)


def keeper(marks: Marks, hours_later: float = 1, *, within: float = 6) -> SessionKeeper:
    """Return what a start some hours after the end of the saved session uses."""
    now = datetime.fromisoformat(LAST.time).timestamp() + hours_later * 3_600
    return SessionKeeper(marks, FOLDERS, within, lambda: now)


def saved(marks: Marks) -> LastSession | None:
    """Return the session that is saved."""
    return parse_last_session(marks.last_session(FOLDERS))


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "{",
        "[]",
        "{}",
        json.dumps({**asdict(LAST), "path": 3}),
        json.dumps({**asdict(LAST), "time": "yesterday"}),
        json.dumps({**asdict(LAST), "time": "2026-03-01T12:00:00+01:00"}),
    ],
)
def test_an_unusable_session_is_none(text: str | None) -> None:
    assert parse_last_session(text) is None


def test_a_saved_session_is_parsed() -> None:
    assert parse_last_session(json.dumps(asdict(LAST))) == LAST


@pytest.mark.parametrize(
    ("saved", "parsed"),
    [
        ({"chips": 3, "value": "world", "expanded": "tag"}, ((), None, None)),
        (
            {"chips": [["tag", "sea"], ["colour", "red"], ["tag"], 4]},
            ((("tag", "sea"),), None, None),
        ),
        ({"value": ["tag", 1], "expanded": ["tag", "colour", None]}, ((), None, ("tag",))),
        ({"expanded": []}, ((), None, ())),
    ],
)
def test_what_is_not_valid_in_a_session_is_left_out(
    saved: dict[str, object], parsed: tuple[object, ...]
) -> None:
    session = parse_last_session(
        json.dumps({"path": B.path, "is_reading": True, "time": LAST.time, **saved})
    )
    assert session is not None
    assert (session.chips, session.value, session.expanded) == parsed


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("all", "All", None),
        ("named", "world", ("category", "world")),
        ("featured", "Featured", ("view", "Featured")),
        ("unknown", "x", None),
        (3, "x", None),
    ],
)
def test_a_session_of_an_earlier_version_is_parsed(
    kind: object, name: str, value: tuple[str, str] | None
) -> None:
    saved = {"kind": kind, "category": name, "path": B.path, "is_reading": True, "time": LAST.time}
    session = parse_last_session(json.dumps(saved))
    assert session == LastSession((), value, B.path, is_reading=True, time=LAST.time)


# Restoring.


def test_a_session_is_restored_once(sessions: SessionKeeper) -> None:
    assert sessions.to_restore(CATALOGUE, is_loading=False, is_untouched=True) == LAST
    assert sessions.to_restore(CATALOGUE, is_loading=False, is_untouched=True) is None


def test_a_session_is_not_restored_after_the_person_moved(sessions: SessionKeeper) -> None:
    assert sessions.to_restore(CATALOGUE, is_loading=False, is_untouched=False) is None
    assert sessions.to_restore(CATALOGUE, is_loading=False, is_untouched=True) is None


def test_a_session_is_not_restored_from_a_preview(sessions: SessionKeeper) -> None:
    preview = Preview([A, B])
    assert sessions.to_restore(preview, is_loading=True, is_untouched=True) is None
    assert sessions.to_restore(CATALOGUE, is_loading=True, is_untouched=True) == LAST


def test_a_missing_post_is_waited_for_while_posts_are_loaded(sessions: SessionKeeper) -> None:
    assert sessions.to_restore(Catalogue([A]), is_loading=True, is_untouched=True) is None
    assert sessions.to_restore(Catalogue([A]), is_loading=False, is_untouched=True) == LAST


def test_a_session_is_not_restored_if_something_else_was_asked_for(
    sessions: SessionKeeper,
) -> None:
    sessions.cancel()
    assert sessions.to_restore(CATALOGUE, is_loading=False, is_untouched=True) is None


def test_without_a_session_nothing_is_restored() -> None:
    sessions = keeper(Marks(None))
    assert sessions.to_restore(CATALOGUE, is_loading=False, is_untouched=True) is None


# Saving.


def test_a_session_is_not_saved_before_it_is_restored(
    sessions: SessionKeeper, marks: Marks
) -> None:
    sessions.save(HERE, is_leaving=True)
    assert saved(marks) == LAST


def test_a_session_is_saved_if_it_changed(sessions: SessionKeeper, marks: Marks) -> None:
    sessions.to_restore(CATALOGUE, is_loading=False, is_untouched=True)
    sessions.save(HERE, is_leaving=False)
    assert saved(marks) == LAST
    sessions.save(replace(HERE, is_reading=False), is_leaving=False)
    session = saved(marks)
    assert session is not None
    assert session.time != LAST.time
    assert replace(session, time=LAST.time) == replace(LAST, is_reading=False)


def test_the_time_is_saved_at_the_end_in_any_case(sessions: SessionKeeper, marks: Marks) -> None:
    sessions.to_restore(CATALOGUE, is_loading=False, is_untouched=True)
    sessions.save(HERE, is_leaving=True)
    session = saved(marks)
    assert session is not None
    assert session.time != LAST.time


def test_a_place_without_a_post_is_not_saved(sessions: SessionKeeper, marks: Marks) -> None:
    sessions.cancel()
    sessions.save(None, is_leaving=True)
    assert saved(marks) == LAST


# Continuing.


@pytest.mark.parametrize(
    ("hours", "within", "is_restored"),
    [(5.9, 6, True), (6, 6, False), (40, 48, True), (0, 0, False), (0.1, 0, False)],
)
def test_a_session_is_restored_for_some_hours(
    marks: Marks, hours: float, within: float, is_restored: bool
) -> None:
    sessions = keeper(marks, hours, within=within)
    session = sessions.to_restore(CATALOGUE, is_loading=False, is_untouched=True)
    assert session == (LAST if is_restored else None)
    assert sessions.article_to_continue(CATALOGUE) == (None if is_restored else B)


@pytest.mark.parametrize(("progress", "is_offered"), [(None, True), (63, True), (100, False)])
def test_an_article_that_was_finished_is_not_offered(
    marks: Marks, progress: int | None, is_offered: bool
) -> None:
    marks.set_position(B, 3, "Text", progress)
    assert keeper(marks, 12).article_to_continue(CATALOGUE) == (B if is_offered else None)


def test_a_missing_or_hidden_post_is_not_offered(marks: Marks) -> None:
    sessions = keeper(marks, 12)
    assert sessions.article_to_continue(Catalogue([A])) is None
    assert sessions.article_to_continue(Catalogue([A, replace(B, hidden="draft")])) is None


def test_nothing_is_offered_if_no_article_was_being_read(marks: Marks) -> None:
    marks.set_last_session(FOLDERS, json.dumps(asdict(replace(LAST, is_reading=False))))
    assert keeper(marks, 12).article_to_continue(CATALOGUE) is None


def test_an_offer_is_taken_once(marks: Marks) -> None:
    sessions = keeper(marks, 12)
    assert sessions.take_offer() == LAST
    assert sessions.article_to_continue(CATALOGUE) is None
    assert sessions.take_offer() is None


def test_an_offer_stands_at_the_next_start_unless_something_else_is_read(marks: Marks) -> None:
    everything = LastSession((), None, A.path, is_reading=False)
    keeper(marks, 12).save(everything, is_leaving=True)
    sessions = keeper(marks, 24)
    assert sessions.article_to_continue(CATALOGUE) == B
    sessions.save(replace(everything, is_reading=True), is_leaving=False)
    sessions.save(everything, is_leaving=True)
    session = saved(marks)
    assert session is not None
    assert (session.path, session.is_reading) == (A.path, False)


# With the other controllers.


def restart(tmp_path: Path, columns: int = 100) -> Controllers:
    """Return the controllers of a start after the last session."""
    controllers = Controllers(marks_path=tmp_path / "marks.db", last=LAST)
    controllers.fit(columns)
    return controllers


@pytest.mark.parametrize("columns", [50, 100, 140])
def test_a_start_returns_to_the_article_and_loads_it_once(tmp_path: Path, columns: int) -> None:
    controllers = restart(tmp_path, columns)
    controllers.load(A, B)
    assert controllers.facets.preview is not None
    assert controllers.facets.preview.name == "world"
    assert controllers.facets.chips.names == ["tag: sea", "2026"]
    assert controllers.post_list.highlighted == B
    assert controllers.panes.current is Pane.ARTICLE
    assert controllers.asked_for == ["B"]


def test_a_start_does_not_return_after_the_person_moved(tmp_path: Path) -> None:
    controllers = restart(tmp_path)
    controllers.load(A, is_complete=False)
    controllers.post_list.move_cursor(1)
    controllers.load(A, B)
    assert controllers.post_list.highlighted == A
    assert controllers.panes.current is Pane.LIST
    controllers.navigator.save_session(controllers.sessions)
    assert _path_saved(controllers) == A.path


def test_no_session_is_saved_while_posts_are_searched_for(tmp_path: Path) -> None:
    controllers = restart(tmp_path)
    controllers.load(A, B)
    controllers.search.type("post")
    controllers.search.on_posts_found(found("post", A))
    controllers.navigator.save_session(controllers.sessions, is_leaving=True)
    assert saved(controllers.marks.store) == LAST


def test_the_next_start_can_be_kept_from_opening_the_article(tmp_path: Path) -> None:
    controllers = restart(tmp_path)
    controllers.load(A, B)
    controllers.navigator.save_session(controllers.sessions, is_leaving=True, is_reading=False)
    session = saved(controllers.marks.store)
    assert session is not None
    assert not session.is_reading
    assert session.path == B.path


def _path_saved(controllers: Controllers) -> str | None:
    session = saved(controllers.marks.store)
    return session.path if session else None


def test_the_row_to_continue_returns_to_the_article(tmp_path: Path) -> None:
    path = tmp_path / "marks.db"
    controllers = Controllers(marks_path=path, last=LAST, now=NOW + 12 * 3_600)
    controllers.fit(100)
    controllers.load(A, B)
    assert controllers.post_list.offers_to_continue
    assert controllers.post_list.titles == ["A", "B"]
    controllers.navigator.go_in()
    assert controllers.facets.selection.names == ["tag: sea", "2026", "world"]
    assert controllers.post_list.highlighted == B
    assert not controllers.post_list.offers_to_continue
    assert controllers.panes.current is Pane.ARTICLE
    assert controllers.asked_for[-1] == "B"


def test_a_session_that_is_locked_at_the_start_is_restored_later(tmp_path: Path) -> None:
    path = tmp_path / "marks.db"
    before = Marks(path)
    before.set_last_session(FOLDERS, json.dumps(asdict(LAST)))
    before.store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        marks = Marks(None, print, store=MarkStore(path, is_patient=False))
        sessions = keeper(marks)
        sessions.save(replace(LAST, path="/news/else.md", time=""), is_leaving=True)
        assert not sessions.load_late()
    marks.refresh()
    assert sessions.load_late()
    assert not sessions.load_late()
    assert sessions.to_restore(CATALOGUE, is_loading=False, is_untouched=True) == LAST
