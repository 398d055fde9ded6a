"""The subscriptions in the app: listing them with their states, and changing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.tui import jobs
from reader.tui.controllers.feeds.fetching import FetchController
from reader.tui.controllers.feeds.folder import FeedsFolder
from reader.tui.controllers.library import LibraryController, StartJob
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.feeds.requests import (
    FeedChange,
    FeedChanged,
    FeedNotChanged,
    FeedsListed,
    FeedsRequest,
)
from reader.tui.jobs import JobGroup

if TYPE_CHECKING:
    from reader.tui.feeds.listed import FeedList, ListedFeed

OnChanged = Callable[[str], object]
"""Called with the id of the subscription that was changed."""
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
        self._on_listed: Callable[[], object] | None = None
        self._pending: list[tuple[FeedChange, OnChanged, OnFailed]] = []
        """The changes that are not done yet. The first one is being carried out."""

    # Listing.

    def show_in(self, on_listed: Callable[[], object] | None) -> None:
        """Choose what is called whenever the subscriptions were listed; None for nothing."""
        self._on_listed = on_listed

    def refresh(self) -> None:
        """List the subscriptions, if that is shown anywhere."""
        if self._on_listed is not None:
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
        if self._on_listed is not None:
            self._on_listed()

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
                self.fetching.failures.pop(event.feed, None)
            on_changed(event.feed)
        else:
            on_failed(event.message)
        self.refresh()


def _ignore(feed: str) -> None:
    pass
