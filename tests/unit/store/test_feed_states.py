"""The database of the feeds: it is saved, read by several processes, and replaced if unusable."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.store.feeds.feed_rows import fetch_state_from_text
from reader.store.feeds.feeds_file import APPLICATION, SCHEMA_VERSION
from reader.store.feeds.fetch_state import FetchState
from reader.store.feeds.known_entry import Fate, FeedHistory, KnownEntry
from reader.store.feeds.reading import load_feed_problems, load_fetch_states
from reader.store.feeds.states import FeedStates

ENTRY = KnownEntry(
    guid="urn:a\ud800",
    link="https://site.example/a",
    link_key="site.example/a",
    title="About a",
    title_key="about a",
    published="2026-11-27",
    date="2026-11-27T10:00:00+00:00",
    path="Blogs/kottke/a\udcff.md",
    source_hash="s",
    words_hash="w",
    file_hash="f",
    first_seen=1.5,
    last_seen=2.5,
    detail="",
)
STATE = FetchState(
    url="https://site.example/feed", etag='W/"x"', due=7.5, failures=2, move_days=("2026-11-27",)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "feeds.db"


def open_states(path: Path | None, messages: list[str], folder: str = "feeds") -> FeedStates:
    return FeedStates(path, Path("/nowhere") / folder, messages.append)


def test_everything_is_there_after_a_restart(path: Path) -> None:
    messages: list[str] = []
    with open_states(path, messages) as states:
        states.save_fetch_state("kottke", STATE)
        states.save_history("kottke", FeedHistory((ENTRY,), True, 9.5))
        states.save_host_wait("site.example", 99.5)
    with open_states(path, messages) as states:
        history = states.history("kottke")

        assert states.fetch_states() == {"kottke": STATE}
        assert states.host_waits() == {"site.example": 99.5}
    assert history == FeedHistory((replace(ENTRY, number=1, guid="urn:a?"),), True, 9.5)
    assert messages == []


def test_folders_and_feeds_are_kept_apart(path: Path) -> None:
    with open_states(path, []) as states, open_states(path, [], "others") as others:
        states.save_history("a", FeedHistory((ENTRY,)))
        states.save_fetch_state("a", STATE)

        assert others.fetch_states() == {}
        assert others.history("a") == FeedHistory()
        assert others.paths_by_link(["site.example/a"], "b") == {}
        assert states.history("b") == FeedHistory()
        assert states.paths_by_link(["site.example/a", ""], "b") == {"site.example/a": [ENTRY.path]}
        assert states.paths_by_link(["site.example/a"], "a") == {}
        assert states.written_paths() == {ENTRY.path}

        states.forget_feed("a")
        assert states.fetch_states() == {}
        assert states.history("a").entries == ()


def test_entries_are_changed_and_forgotten_and_duplicates_replaced(path: Path) -> None:
    duplicate = replace(ENTRY, fate=Fate.DUPLICATE, path=None)
    with open_states(path, []) as states:
        states.save_history("a", FeedHistory((ENTRY, replace(ENTRY, title="b"), duplicate)))
        first, second, _ = states.history("a").entries
        states.save_history("a", FeedHistory((replace(first, title="c"), duplicate)), [second])
        states.save_entries("a", [replace(first, title="d")])

        assert [entry.title for entry in states.history("a").entries] == ["d", "About a"]
        assert [entry.fate for entry in states.entry_fates("a")] == [Fate.WRITTEN, Fate.DUPLICATE]


def test_without_a_file_the_state_is_kept_in_memory() -> None:
    with open_states(None, []) as states:
        states.save_fetch_state("a", STATE)

        assert states.fetch_states() == {"a": STATE}


def write_foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")


def write_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        connection.execute("CREATE TABLE feeds (x)")


def write_without_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def write_text(path: Path) -> None:
    path.write_text("no database, but long enough to be taken for one\n" * 100)


@pytest.mark.parametrize(
    ("write", "reason"),
    [
        (write_text, "it is damaged"),
        (write_foreign, "it belongs to another program"),
        (write_newer, "it comes from a newer Broadsheet"),
        (write_without_tables, "it is damaged"),
    ],
)
def test_an_unusable_file_is_moved_aside(
    path: Path, write: Callable[[Path], None], reason: str
) -> None:
    path.parent.mkdir()
    write(path)
    before = path.read_bytes()
    messages: list[str] = []
    assert load_fetch_states(path, Path("/nowhere/feeds")) == {}
    with open_states(path, messages) as states:
        states.save_fetch_state("a", STATE)

        assert states.fetch_states() == {"a": STATE}
    [message] = messages
    assert reason in message
    assert "is rebuilt from the posts" in message
    assert path.with_name("feeds.db.damaged-1").read_bytes() == before


def test_a_file_that_is_damaged_inside_is_replaced_when_that_shows(path: Path) -> None:
    messages: list[str] = []
    with open_states(path, messages) as states:
        entries = [replace(ENTRY, title=f"{number} " * 50) for number in range(500)]
        states.save_history("a", FeedHistory(tuple(entries)))
    data = bytearray(path.read_bytes())
    data[8192:-4096] = b"\xa5" * (len(data) - 12288)
    path.write_bytes(data)
    with open_states(path, messages) as states:
        states.history("a")
        states.save_fetch_state("a", STATE)

        assert states.fetch_states() == {"a": STATE}
    assert len(messages) == 1


def test_a_folder_that_cannot_be_written_costs_a_message_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in the place of the folder")
    messages: list[str] = []
    with open_states(tmp_path / "data" / "feeds.db", messages) as states:
        states.save_fetch_state("a", STATE)
        states.save_fetch_state("b", STATE)

        assert set(states.fetch_states()) == {"a", "b"}
    [message] = messages
    assert "cannot be saved" in message


def test_a_locked_file_is_no_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.store.feeds.feeds_file._LOCK_TIMEOUT", 0.0)
    messages: list[str] = []
    with open_states(path, messages) as states, closing(sqlite3.connect(path)) as other:
        states.save_fetch_state("a", STATE)
        other.execute("BEGIN IMMEDIATE")
        states.save_fetch_state("b", STATE)
        other.rollback()
        states.save_fetch_state("c", STATE)

        assert set(states.fetch_states()) == {"a", "c"}
    assert len(messages) == 1


def test_two_processes_use_the_same_file(path: Path) -> None:
    with open_states(path, []) as one, open_states(path, []) as other:
        one.save_fetch_state("a", STATE)
        other.save_fetch_state("b", STATE)
        assert set(load_fetch_states(path, Path("/nowhere/feeds"))) == {"a", "b"}

        other.forget_feed("a")
        assert set(one.fetch_states()) == {"b"}


def test_reading_creates_nothing(path: Path) -> None:
    assert load_fetch_states(path, path.parent) == {}
    assert load_feed_problems(path, [path.parent]) == []
    assert not path.parent.exists()


def test_values_of_a_later_version_are_ignored(path: Path) -> None:
    with open_states(path, []) as states:
        states.save_fetch_state("a", STATE)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute('UPDATE feeds SET fetch_state = \'{"due": 3, "new": 1}\'')

        assert states.fetch_states()["a"] == FetchState(due=3)


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"move_days": 3}'])
def test_of_a_damaged_state_nothing_is_remembered(text: str) -> None:
    assert fetch_state_from_text(text) == FetchState()
