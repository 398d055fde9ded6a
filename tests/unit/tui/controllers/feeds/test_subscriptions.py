"""Listing and changing subscriptions in background jobs."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.feeds.events import FeedFailed, FetchEnded, FetchStarted
from reader.settings import SUBSCRIPTIONS_FILE
from reader.tui.controllers.feeds.folder import FeedsFolder
from reader.tui.controllers.feeds.subscriptions import SubscriptionController
from reader.tui.feeds.listed import FeedList, ListedFeed
from reader.tui.feeds.requests import FeedChange, FeedChanged, FeedNotChanged, FeedsListed
from reader.tui.jobs import JobGroup
from tests.unit.tui.controllers.fakes import Controllers, new_session
from tests.unit.tui.controllers.feeds.test_fetching import Fetching

FEED = ListedFeed("kottke", "Kottke", "https://kottke.org/feed", "Blogs")


class Listed:
    """A controller whose jobs are played by the test."""

    def __init__(self, folder: Path) -> None:
        (folder / SUBSCRIPTIONS_FILE).write_text("")
        self.all = Controllers()
        self.fetching = Fetching(folder)
        self.listings = 0
        self.warnings: list[str] = []
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


def test_the_subscriptions_are_listed_only_where_they_are_shown(listed: Listed) -> None:
    listed.controller.refresh()
    assert listed.all.jobs.requests(JobGroup.FEEDS) == []
    listed.controller.show_in(listed.on_listed)
    listed.controller.refresh()
    [request] = listed.all.jobs.requests(JobGroup.FEEDS)
    assert (request.folder, request.data_folder) == (listed.folder, listed.folder / "data")
    listed.controller.on_listed(FeedsListed(FeedList([FEED])))
    assert listed.listings == 1
    assert listed.controller.feeds == FeedList([FEED])


def test_feeds_are_renamed_moved_and_removed_one_after_another(listed: Listed) -> None:
    listed.controller.rename(FEED, "Jason")
    listed.controller.move(FEED, "News")
    listed.controller.remove(FEED)
    assert listed.changes == [listed.change(name="Jason")]
    listed.controller.on_changed(FeedChanged(listed.changes[-1], "kottke"))
    assert listed.changes[1:] == [listed.change(category="News")]
    listed.controller.on_changed(FeedNotChanged(listed.changes[-1], "Disk full. Make room."))
    assert listed.warnings == ["Disk full. Make room."]
    assert listed.changes[2:] == [listed.change(is_removed=True)]


def test_the_same_name_and_category_change_nothing(listed: Listed) -> None:
    listed.controller.rename(FEED, "Kottke")
    listed.controller.move(FEED, "Blogs")

    assert listed.changes == []


def test_a_removed_feed_no_longer_counts_as_failed(listed: Listed) -> None:
    failed = FeedFailed("kottke", "Kottke", "Gone.", "Remove it.")
    listed.fetching.fetch(FetchStarted(1), failed, FetchEnded(1, failed=1))
    listed.controller.remove(FEED)
    listed.controller.on_changed(FeedChanged(listed.changes[-1], "kottke"))

    assert listed.fetching.controller.failures == {}


def test_a_subscription_is_added(listed: Listed) -> None:
    added: list[str] = []
    faults: list[str] = []
    for _ in range(2):
        listed.controller.add("https://x.org/f", "X", "News", added.append, faults.append)
    [first] = listed.changes
    assert (first.feed, first.url, first.name) == (None, "https://x.org/f", "X")
    listed.controller.on_changed(FeedChanged(first, "x"))
    listed.controller.on_changed(FeedNotChanged(listed.changes[-1], "There is one already."))
    assert (added, faults, listed.warnings) == (["x"], ["There is one already."], [])


def test_one_feed_is_fetched(listed: Listed) -> None:
    listed.controller.fetch(FEED)

    assert listed.fetching.commands[0].arguments[-1] == "kottke"
