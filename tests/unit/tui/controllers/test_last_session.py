"""Where the person left off: when it is restored, and when it is saved."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path

import pytest

from reader.posts.catalogue import Catalogue, Preview
from reader.store.marks import Marks
from reader.tui.controllers.last_session import LastSession, SessionKeeper, parse_last_session
from reader.tui.panes import Pane
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import FOLDERS, TODAY, Controllers, found

A = make("A", date=date(2026, 3, 2))
B = make("B", date=date(2026, 3, 1), categories=("world",), tags=("sea",))
LAST = LastSession(
    (("tag", "sea"), ("date", "2026")),
    ("category", "world"),
    B.path,
    is_reading=True,
    time="2026-03-01T12:00:00",
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
    return SessionKeeper(marks, FOLDERS, TODAY)


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
    sessions = SessionKeeper(Marks(None), FOLDERS, TODAY)
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


# What is new.


@pytest.mark.parametrize(
    ("when", "is_unread", "is_new"),
    [
        (date(2026, 3, 2), False, True),
        (date(2026, 2, 28), True, False),
        (date(2026, 3, 1), True, True),
        (date(2026, 3, 1), False, False),
        (datetime(2026, 3, 1, 13, 0), False, True),
        (datetime(2026, 3, 1, 11, 0), True, False),
        (date(2026, 7, 1), True, False),
        (None, True, False),
    ],
)
def test_posts_since_the_last_session_are_new(
    sessions: SessionKeeper, when: date | None, is_unread: bool, is_new: bool
) -> None:
    post = make("Post", date=when)
    assert sessions.is_new(post, lambda _: is_unread) is is_new


def test_at_the_first_start_nothing_is_new() -> None:
    sessions = SessionKeeper(Marks(None), FOLDERS, TODAY)
    assert not sessions.is_new(A, lambda _: True)


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
