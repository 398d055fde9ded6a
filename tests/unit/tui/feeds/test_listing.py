"""Subscriptions with their states and posts, and changes of feeds.toml."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from reader.feeds.events import FetchStarted, format_event
from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.settings import SUBSCRIPTIONS_FILE
from reader.store.feeds.fetch_state import FeedState, FetchState
from reader.store.feeds.states import FEEDS_FILE, FeedStates
from reader.tui import jobs
from reader.tui.feeds import child
from reader.tui.feeds.child import ChildCommand, ChildOutput
from reader.tui.feeds.listed import FeedList
from reader.tui.feeds.requests import (
    FeedChange,
    FeedChanged,
    FeedNotChanged,
    FeedRef,
    FeedsRequest,
)
from tests.made_posts import make

FEEDS = """\
[[feed]]
id = "nyt"
name = "true"
url = "https://nyt.example/feed"
category = "News"

[[feed]]
id = "kottke"
name = "Kottke"
url = "https://kottke.org/feed"
category = "blogs"
colour = "red"
"""


class Feeds:
    """A feeds folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "feeds"
        self.data = folder / "data"
        self.folder.mkdir()
        self.data.mkdir()
        self.file = self.folder / SUBSCRIPTIONS_FILE
        self.file.write_text(FEEDS, "utf-8")

    def save(self, feed: str, state: FetchState) -> None:
        """Save what a fetch has found out."""
        with FeedStates(self.data / FEEDS_FILE, self.folder, print) as states:
            states.save_fetch_state(feed, state)

    def list(self, *posts: Post) -> FeedList:
        """List the subscriptions."""
        emitted: list[Any] = []
        request = FeedsRequest(
            self.folder, self.data, Catalogue(posts), lambda post: post.title != "Read"
        )
        jobs.list_feeds(request, emitted.append, lambda: False)
        [event] = emitted
        feeds: FeedList = event.feeds
        return feeds

    def change(self, feed: str | None, **fields: Any) -> FeedChanged | FeedNotChanged:
        """Change a subscription."""
        emitted: list[Any] = []
        change = FeedChange(self.folder, self.data, feed, **fields)
        jobs.change_feeds(change, emitted.append, lambda: False)
        [event] = emitted
        assert isinstance(event, FeedChanged | FeedNotChanged)
        return event

    def post(self, path: str, title: str, day: date) -> Post:
        """Return a post of the folder."""
        return make(title, path=str(self.folder / path), date=day)


@pytest.fixture
def feeds(tmp_path: Path) -> Feeds:
    return Feeds(tmp_path)


def test_feeds_are_sorted_by_category_and_have_their_posts(feeds: Feeds) -> None:
    listed = feeds.list(
        feeds.post("blogs/kottke/a.md", "A", date(2026, 3, 1)),
        feeds.post("former/kottke/b.md", "Read", date(2026, 3, 2)),
        feeds.post("News/nyt/c.md", "C", date(2026, 3, 3)),
        make("Elsewhere", path="/elsewhere/kottke/d.md"),
    )

    kottke, nyt = listed.feeds
    assert (kottke.id, kottke.posts_name, kottke.category) == ("kottke", "Kottke", "blogs")
    assert (kottke.posts, kottke.unread, kottke.latest) == (2, 1, date(2026, 3, 2))
    assert (nyt.name, nyt.posts_name, nyt.posts) == ("true", "nyt", 1)
    [problem] = listed.problems
    assert (Path(problem.path).name, problem.line) == (SUBSCRIPTIONS_FILE, 12)
    assert "colour" in problem.message


def test_feeds_without_a_category_are_last(feeds: Feeds) -> None:
    with feeds.file.open("a", encoding="utf-8") as file:
        file.write('\n[[feed]]\nid = "a"\nname = "A"\nurl = "https://a.example/feed"\n')

    assert [feed.category for feed in feeds.list().feeds] == ["blogs", "News", ""]


@pytest.mark.parametrize(
    ("state", "shown", "due"),
    [
        (FetchState(), FeedState.NEW, None),
        (FetchState(attempted=1.0, succeeded=1.0, due=7.0), FeedState.OK, 7.0),
        (FetchState(attempted=1.0, failures=2, due=7.0), FeedState.FAILING, 7.0),
        (FetchState(attempted=1.0, failures=1, is_gone=True), FeedState.GONE, None),
        (FetchState("https://former.example/", attempted=1.0, failures=2), FeedState.NEW, None),
    ],
)
def test_states_are_those_of_the_last_fetch(
    feeds: Feeds, state: FetchState, shown: FeedState, due: float | None
) -> None:
    feeds.save("kottke", state)
    kottke, nyt = feeds.list().feeds

    assert (kottke.state, kottke.due) == (shown, due)
    assert kottke.is_failing is (shown in (FeedState.FAILING, FeedState.GONE))
    assert nyt.state is FeedState.NEW


def test_a_gap_has_a_remedy_unless_something_worse_has_one(feeds: Feeds) -> None:
    gap = datetime(2026, 11, 27, 16, 53).timestamp()
    feeds.save("kottke", FetchState(attempted=1.0, gap=gap))
    feeds.save("nyt", FetchState(attempted=1.0, failures=1, message="No.", remedy="Wait.", gap=gap))
    kottke, nyt = feeds.list().feeds

    assert kottke.needs_attention
    assert kottke.message.startswith("Fri 27 Nov 2026, 16:53: No known entry was left in the feed")
    assert "every" in kottke.remedy
    assert (nyt.message, nyt.has_gap) == ("No.", False)


def test_without_a_file_there_are_no_feeds(feeds: Feeds) -> None:
    feeds.file.unlink()

    listed = feeds.list()
    assert (list(listed.feeds), list(listed.problems)) == ([], [])


def test_subscriptions_are_changed(feeds: Feeds) -> None:
    assert isinstance(feeds.change("nyt", name="Times", category="Papers"), FeedChanged)
    assert isinstance(feeds.change("kottke", is_removed=True), FeedChanged)

    [nyt] = feeds.list().feeds
    assert (nyt.name, nyt.category) == ("Times", "Papers")


def test_a_removed_feed_is_forgotten(feeds: Feeds) -> None:
    feeds.save("kottke", FetchState(attempted=1.0, failures=2))
    feeds.change("kottke", is_removed=True)
    feeds.change(None, url="https://kottke.org/feed", name="Kottke", category="")

    assert [feed.state for feed in feeds.list().feeds if feed.name == "Kottke"] == [FeedState.NEW]


def test_a_subscription_is_added_once(feeds: Feeds) -> None:
    added = feeds.change(None, url="https://x.org/feed", name="Kottke", category="Tech/Apple")
    again = feeds.change(None, url="http://www.x.org/feed", name="Other", category="")

    assert isinstance(added, FeedChanged)
    assert isinstance(again, FeedChanged)
    assert added.feed.id not in ("kottke", "nyt")
    assert added.feed == again.feed == FeedRef(added.feed.id, "Kottke (x.org)")
    assert len(feeds.list().feeds) == 3


@pytest.mark.parametrize(
    ("feed", "fields"), [("missing", {"name": "X"}), (None, {"url": "no address", "name": "X"})]
)
def test_what_cannot_be_changed_is_said(
    feeds: Feeds, feed: str | None, fields: dict[str, str]
) -> None:
    event = feeds.change(feed, **fields)

    assert isinstance(event, FeedNotChanged)
    assert event.message.endswith(".")
    assert feeds.file.read_text("utf-8") == FEEDS


def test_a_fetch_is_read_as_events(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "fetch.py"
    script.write_text(f"print({format_event(FetchStarted(3))!r})\nprint('garbage')")
    values: list[Sequence[Any]] = []

    def emit(event: object) -> None:
        if isinstance(event, ChildOutput):
            values.append(event.values)

    monkeypatch.setattr(child, "PROGRAM", (child.PROGRAM[0], str(script)))
    jobs.run_fetch(ChildCommand(()), emit, lambda: False)

    assert values == [[FetchStarted(3)]]
