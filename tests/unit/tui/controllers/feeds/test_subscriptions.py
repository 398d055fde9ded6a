"""Listing and changing subscriptions in background jobs."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.feeds.events import FeedFailed, FetchEnded, FetchStarted
from reader.posts.post import Problem
from reader.settings import SUBSCRIPTIONS_FILE
from reader.store.feeds.fetch_state import FeedState
from reader.tui.controllers.feeds.folder import FeedsFolder
from reader.tui.controllers.feeds.subscriptions import SubscriptionController
from reader.tui.feeds.listed import FeedList, ListedFeed
from reader.tui.feeds.requests import FeedChange, FeedChanged, FeedNotChanged, FeedRef, FeedsListed
from reader.tui.jobs import JobGroup
from tests.unit.tui.controllers.fakes import Controllers, new_session
from tests.unit.tui.controllers.feeds.test_fetching import Fetching

FEED = ListedFeed("kottke", "Kottke", "https://kottke.org/feed", "Kottke", "Blogs")
REF = FeedRef("kottke", "Kottke")
FAILING = ListedFeed(
    "nyt",
    "Times",
    "https://nyt.example/feed",
    "times",
    state=FeedState.FAILING,
    message="The server answers 404.",
    remedy="Check it.",
)


class Listed:
    """A controller whose jobs are played by the test."""

    def __init__(self, folder: Path) -> None:
        (folder / SUBSCRIPTIONS_FILE).write_text("")
        self.all = Controllers()
        self.fetching = Fetching(folder)
        self.listings = 0
        self.warnings: list[str] = []
        self.marked: list[list[str]] = []
        preferences = new_session(feeds_folder=str(folder)).preferences
        self.folder = folder
        self.controller = SubscriptionController(
            FeedsFolder(preferences, [folder]),
            folder / "data",
            self.all.library,
            self.all.marks,
            self.fetching.controller,
            self.all.jobs.start,
            self.warnings.append,
            self.on_listed,
            lambda names: self.marked.append(list(names)),
        )

    def on_listed(self) -> None:
        """Count how often the subscriptions were listed."""
        self.listings += 1

    @property
    def changes(self) -> list[FeedChange]:
        """The changes that were begun."""
        return self.all.jobs.requests(JobGroup.CHANGE_FEEDS)

    def change(self, **fields: object) -> FeedChange:
        """Return the change of a few fields of the feed."""
        return FeedChange(self.folder, self.folder / "data", "kottke", **fields)  # type: ignore[arg-type]


@pytest.fixture
def listed(tmp_path: Path) -> Listed:
    return Listed(tmp_path)


def test_the_subscriptions_are_listed_with_what_is_wrong(listed: Listed) -> None:
    listed.controller.list_if_open()
    [request] = listed.all.jobs.requests(JobGroup.FEEDS)
    assert (request.folder, request.data_folder) == (listed.folder, listed.folder / "data")
    assert len(listed.controller.problems) == 0
    shown: list[int] = []
    listed.controller.show_in(lambda: shown.append(1))
    feeds = FeedList(
        [FEED, FAILING], [Problem("/news/feeds.toml", 3, None, "no url", "Write one.")]
    )
    listed.controller.on_listed(FeedsListed(feeds))
    assert (listed.listings, shown, listed.marked) == (1, [1], [["times"]])
    assert listed.controller.failing_count == 1
    assert [(problem.message, problem.remedy) for problem in listed.controller.problems] == [
        ("no url", "Write one."),
        ("“Times”: The server answers 404.", "Check it."),
    ]
    assert listed.controller.ref_of("nyt") == FeedRef("nyt", "times")
    listed.controller.show_in(None)
    listed.controller.on_listed(FeedsListed(FeedList()))
    assert shown == [1]


def test_feeds_of_folders_that_are_not_open_are_not_listed_by_themselves(tmp_path: Path) -> None:
    listed = Listed(tmp_path)
    (tmp_path / SUBSCRIPTIONS_FILE).unlink()
    listed.controller.list_if_open()

    assert listed.all.jobs.requests(JobGroup.FEEDS) == []


def test_a_feed_that_has_long_failed_is_no_news(listed: Listed) -> None:
    listed.controller.on_listed(FeedsListed(FeedList([FAILING])))
    failed = FeedFailed("nyt", "Times", "Gone.", "Remove it.")
    listed.fetching.controller.fetch(is_asked=False)
    listed.fetching.write(FetchStarted(1), failed, FetchEnded(1, failed=1))
    listed.fetching.end()

    assert listed.fetching.warnings == []


def test_feeds_are_renamed_moved_and_removed_one_after_another(listed: Listed) -> None:
    listed.controller.rename(FEED, "Jason")
    listed.controller.move(FEED, "News")
    listed.controller.remove(FEED)
    assert listed.changes == [listed.change(name="Jason")]
    listed.controller.on_changed(FeedChanged(listed.changes[-1], REF))
    assert listed.changes[1:] == [listed.change(category="News")]
    listed.controller.on_changed(FeedNotChanged(listed.changes[-1], "Disk full. Make room."))
    assert listed.warnings == ["Disk full. Make room."]
    assert listed.changes[2:] == [listed.change(is_removed=True)]


def test_the_same_name_and_category_change_nothing(listed: Listed) -> None:
    listed.controller.rename(FEED, "Kottke")
    listed.controller.move(FEED, "Blogs")

    assert listed.changes == []


def test_a_removed_feed_no_longer_counts_as_failing(listed: Listed) -> None:
    listed.controller.on_listed(FeedsListed(FeedList([FAILING])))
    listed.controller.remove(FAILING)
    [change] = listed.changes
    listed.controller.on_changed(FeedChanged(change, FeedRef("nyt", "times")))

    assert listed.fetching.controller.known_failing == set()
    assert len(listed.all.jobs.requests(JobGroup.FEEDS)) == 1


def test_a_subscription_is_added(listed: Listed) -> None:
    added: list[FeedRef] = []
    faults: list[str] = []
    for _ in range(2):
        listed.controller.add("https://x.org/f", "X", "News", added.append, faults.append)
    [first] = listed.changes
    assert (first.feed, first.url, first.name) == (None, "https://x.org/f", "X")
    listed.controller.on_changed(FeedChanged(first, FeedRef("x", "X")))
    listed.controller.on_changed(FeedNotChanged(listed.changes[-1], "There is one already."))
    assert (added, faults, listed.warnings) == ([FeedRef("x", "X")], ["There is one already."], [])


def test_one_feed_is_fetched(listed: Listed) -> None:
    listed.controller.fetch(FEED)

    assert listed.fetching.commands[0].arguments[-1] == "kottke"
