"""The subscriptions in the app: listing them with their states, and changing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.posts.post import Problem
from reader.text.clean import one_line
from reader.tui import jobs
from reader.tui.controllers.feeds.fetching import FetchController
from reader.tui.controllers.feeds.folder import FeedsFolder
from reader.tui.controllers.library import LibraryController, StartJob
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.feeds.requests import (
    FeedChange,
    FeedChanged,
    FeedNotChanged,
    FeedRef,
    FeedsListed,
    FeedsRequest,
)
from reader.tui.jobs import JobGroup

if TYPE_CHECKING:
    from reader.tui.feeds.listed import FeedList, ListedFeed

OnChanged = Callable[[FeedRef], object]
"""Called with the subscription that was changed."""
OnFailed = Callable[[str], object]
"""Called with what is wrong and what to do."""


class SubscriptionController:
    """Lists the subscriptions and changes them, in background jobs.

    Args:
        folder: The folder of the feeds.
        data_folder: The folder of the database of feeds; None if there is none.
        library: The posts.
        marks: Which posts are read.
        fetching: Fetches feeds.
        start: Starts background jobs.
        warn: Shows a warning.
        on_listed: Called when they were listed: other ones may fail.
        mark_failing: Marks the feeds that fail, by the names that their posts have.
    """

    def __init__(
        self,
        folder: FeedsFolder,
        data_folder: Path | None,
        library: LibraryController,
        marks: ReadMarks,
        fetching: FetchController,
        start: StartJob,
        warn: Callable[[str], object],
        on_listed: Callable[[], object],
        mark_failing: Callable[[Iterable[str]], object],
    ) -> None:
        self.folder = folder
        self.fetching = fetching
        self.feeds: FeedList | None = None
        """The subscriptions as they were listed last; None before that."""
        self._data_folder = data_folder
        self._library = library
        self._marks = marks
        self._start = start
        self._warn = warn
        self._on_listed = on_listed
        self._mark_failing = mark_failing
        self._show: Callable[[], object] | None = None
        self._pending: list[tuple[FeedChange, OnChanged, OnFailed]] = []
        """The changes that are not done yet. The first one is being carried out."""

    # Listing.

    def show_in(self, show: Callable[[], object] | None) -> None:
        """Choose what shows the subscriptions whenever they were listed; None for nothing."""
        self._show = show

    def list_if_open(self) -> None:
        """List the subscriptions if their posts are open, to know which of them fail."""
        if self.folder.can_be_fetched:
            self.list()

    def list(self) -> None:
        """List the subscriptions."""
        request = FeedsRequest(
            self.folder.path, self._data_folder, self._library.catalogue, self._marks.is_unread
        )
        self._start(JobGroup.FEEDS, jobs.list_feeds, request)

    def on_listed(self, event: FeedsListed) -> None:
        """Use the subscriptions."""
        self.feeds = event.feeds
        failing = event.feeds.failing
        self.fetching.known_failing.update(feed.id for feed in failing)
        self._mark_failing(feed.posts_name for feed in failing)
        self._on_listed()
        if self._show is not None:
            self._show()

    def ref_of(self, feed: str) -> FeedRef:
        """Return a subscription by its id."""
        listed = self.feeds.feeds if self.feeds else ()
        names = {subscription.id: subscription.posts_name for subscription in listed}
        return FeedRef(feed, names.get(feed, feed))

    @property
    def failing_count(self) -> int:
        """How many feeds could not be fetched the last time."""
        return len(self.feeds.failing) if self.feeds else 0

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with feeds.toml and with the feeds that fail, and what to do."""
        if self.feeds is None:
            return ()
        failing = [
            Problem("", None, None, f"“{one_line(feed.name)}”: {feed.message}", feed.remedy)
            for feed in self.feeds.failing
        ]
        return (*self.feeds.problems, *failing)

    @property
    def conflicts(self) -> Sequence[Problem]:
        """The posts that both their feed and the person have changed."""
        return self.feeds.conflicts if self.feeds else ()

    # Changing.

    def rename(self, feed: ListedFeed, name: str) -> None:
        """Give a feed another name."""
        if name != feed.name:
            self._change(replace(self._change_of(feed), name=name))

    def move(self, feed: ListedFeed, category: str) -> None:
        """Put a feed in another category; an empty one for none."""
        if category != feed.category:
            self._change(replace(self._change_of(feed), category=category))

    def remove(self, feed: ListedFeed) -> None:
        """Remove a subscription. Its posts stay."""
        self._change(replace(self._change_of(feed), is_removed=True))

    def add(
        self, url: str, name: str, category: str, on_added: OnChanged, on_failed: OnFailed
    ) -> None:
        """Add a subscription.

        Args:
            url: The address of the feed.
            name: Its name.
            category: Its category; empty for none.
            on_added: Called with its id.
            on_failed: Called with what is wrong and what to do, if it cannot be added.
        """
        change = FeedChange(self.folder.path, self._data_folder, None, url, name, category)
        self._change(change, on_added, on_failed)

    def fetch(self, feed: ListedFeed) -> None:
        """Fetch one feed now."""
        self.fetching.fetch([feed.id])

    def _change_of(self, feed: ListedFeed) -> FeedChange:
        return FeedChange(self.folder.path, self._data_folder, feed.id)

    def _change(
        self,
        change: FeedChange,
        on_changed: OnChanged | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        self._pending.append((change, on_changed or _ignore, on_failed or self._warn))
        if len(self._pending) == 1:
            self._carry_out()

    def _carry_out(self) -> None:
        self._start(JobGroup.CHANGE_FEEDS, jobs.change_feeds, self._pending[0][0])

    def on_changed(self, event: FeedChanged | FeedNotChanged) -> None:
        """Take the result of a change, and carry out the next one."""
        _, on_changed, on_failed = self._pending.pop(0)
        if self._pending:
            self._carry_out()
        if isinstance(event, FeedChanged):
            if event.change.is_removed:
                self.fetching.known_failing.discard(event.feed.id)
            on_changed(event.feed)
        else:
            on_failed(event.message)
        self.list()


def _ignore(feed: FeedRef) -> None:
    pass
