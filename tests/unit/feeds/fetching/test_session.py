"""Fetching into a folder, with the real posts, states and feeds.toml, over several days."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.feeds.events import FeedFailed, FeedMoved, FetchEnded, FetchEvent
from reader.feeds.fetching.fetch import Clock, StopSwitch
from reader.feeds.fetching.schedule import DAY, HOUR
from reader.feeds.fetching.selection import due_feeds
from reader.feeds.fetching.session import open_session
from reader.feeds.renaming import change_subscription
from reader.feeds.subscriptions.loading import load_subscriptions
from tests.feed_server import FeedHandler, FeedServer, document, feed_server, redirect, status
from tests.unit.feeds.fetching.world import START

ITEM = "<item><guid>{0}</guid><title>{0}</title><description>About {0}.</description></item>"


def rss(*titles: str) -> bytes:
    items = "".join(map(ITEM.format, titles))
    return f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode()


class Reader:
    """A person whose timer runs a fetch now and then."""

    def __init__(self, base: Path, url: str) -> None:
        self.folder = base / "feeds"
        self.data = base / "data"
        self.now = START
        self.events: list[FetchEvent] = []
        self.folder.mkdir()
        self.toml = self.folder / "feeds.toml"
        self.toml.write_text(
            f'# mine\n[[feed]]\nid = "tides"\nname = "Tides"\nurl = "{url}" # from Ada\n'
        )

    def fetch(self) -> FetchEnded:
        """Fetch what is due."""
        self.events.clear()
        with open_session(
            self.folder, self.data, self.now, emit=self.events.append, report=self._fail
        ) as session:
            subscriptions = load_subscriptions(self.folder).subscriptions
            states, waits = session.states.fetch_states(), session.states.host_waits()
            due = due_feeds(subscriptions, states, waits, self.now)
            return session.fetch(due, StopSwitch(), Clock(lambda: self.now))

    def posts(self) -> list[str]:
        return sorted(path.name.rpartition("-")[2] for path in self.folder.rglob("*.md"))

    def _fail(self, message: str) -> None:
        raise AssertionError(message)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with feed_server() as server:
        yield server


@pytest.fixture
def person(tmp_path: Path, server: FeedServer) -> Reader:
    return Reader(tmp_path, server.url("/feed"))


def test_a_feed_that_is_renamed_during_its_fetch_has_its_new_name_and_category(
    person: Reader, server: FeedServer
) -> None:
    answered = document(rss("Tide"))

    def rename_and_answer(handler: FeedHandler) -> None:
        change_subscription(person.folder, "tides", name="Waves", category="Sea")
        answered(handler)

    server.answer("/feed", rename_and_answer)
    person.fetch()
    [path] = person.folder.rglob("*.md")
    assert path.relative_to(person.folder).parts[:2] == ("sea", "tides")
    text = path.read_text()
    assert 'feed: "Waves"' in text
    assert 'categories: ["Sea"]' in text


def test_a_feed_that_has_moved_is_written_to_feeds_toml_on_the_third_day(
    person: Reader, server: FeedServer
) -> None:
    server.answer("/feed", redirect("/new", 301))
    server.answer("/new", document(rss("Tide"), etag='"1"'))
    before = person.toml.read_text()
    for _ in range(2):
        person.fetch()
        person.now += DAY
    assert person.toml.read_text() == before

    person.fetch()

    new = server.url("/new")
    assert person.events[-2] == FeedMoved("tides", "Tides", new)
    assert person.toml.read_text() == before.replace(server.url("/feed"), new)
    server.forget()
    person.now += DAY
    person.fetch()
    assert server.paths == ["/new"]
    assert "if-none-match" not in server.headers("/new")
    assert person.posts() == ["tide.md"]


def test_a_title_that_another_feed_has_is_followed_by_the_host(
    person: Reader, server: FeedServer
) -> None:
    server.answer("/feed", document(rss("High")))
    server.answer("/other", document(rss("Low")))
    host = server.url("").removeprefix("http://").rstrip("/")
    person.toml.write_text(
        f'[[feed]]\nname = "t"\nurl = "{server.url("/feed")}"\n'
        f'[[feed]]\nid = "low"\nurl = "{server.url("/other")}"\n'
    )
    person.fetch()
    low = load_subscriptions(person.folder).get("low")
    assert low is not None
    assert low.name == f"T ({host})"
    [path] = person.folder.rglob("*-low.md")
    assert f'feed: "T ({host})"' in path.read_text("utf-8")


def test_a_feed_is_fetched_when_it_is_due_and_only_then(person: Reader, server: FeedServer) -> None:
    server.answer("/feed", document(rss("Tide"), etag='"1"'))
    for _ in range(24 * 6):
        person.fetch()
        person.now += HOUR / 6

    assert 20 <= len(server.paths) <= 24
    assert person.posts() == ["tide.md"]


def test_a_server_that_comes_back_after_months_is_found(person: Reader, server: FeedServer) -> None:
    server.answer("/feed", document(rss("Tide")), *([status(500)] * 40), document(rss("Moon")))
    person.fetch()
    person.now += DAY
    retries = []
    while person.fetch().failed:
        (failed,) = (event for event in person.events if isinstance(event, FeedFailed))
        assert failed.retry is not None
        retries.append(failed.retry - person.now)
        person.now = failed.retry

    assert retries[0] < HOUR
    assert retries[-1] > 6 * DAY
    assert len(retries) == 40
    assert person.posts() == ["moon.md", "tide.md"]


def test_the_states_can_be_lost(person: Reader, server: FeedServer) -> None:
    server.answer("/feed", document(rss("Tide", "Moon"), etag='"1"'))
    person.fetch()
    for path in person.data.iterdir():
        path.unlink()

    ended = person.fetch()

    assert ended == FetchEnded(feeds=1)
    assert person.posts() == ["moon.md", "tide.md"]
