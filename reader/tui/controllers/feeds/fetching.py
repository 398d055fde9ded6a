"""Fetching the feeds: when that is done, how far it is, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from reader.text.clean import one_line
from reader.text.counts import counted
from reader.text.sentences import as_sentence
from reader.tui import jobs
from reader.tui.controllers.feeds.commands import CommandRunner
from reader.tui.controllers.feeds.folder import FeedsFolder
from reader.tui.debounce import Wait
from reader.tui.feeds.child import ChildCommand, ChildEnded
from reader.tui.jobs import JobGroup
from reader.tui.notices import FooterMessage

if TYPE_CHECKING:  # not loaded for the first paint
    from reader.feeds.events import (
        FeedFailed,
        FeedFetched,
        FetchEnded,
        FetchEvent,
        FetchStarted,
        PostWritten,
    )

REFUSED = 2
"""Exit status of a fetch that was not begun, for example because another one is running."""
FIRST_DELAY = 5.0
"""Seconds between the first load of the folders and the first automatic fetch."""
_RETRY = "Press r to try again."


class FetchView(Protocol):
    """What the controller needs of the footer."""

    def show_fetch(self, progress: str, feed: str) -> None:
        """Show how far a fetch is, and the feed that came last; nothing if both are empty."""


class FetchController:
    """Runs fetches, one at a time.

    A feed that the person asks for is not to wait for all others: it interrupts the fetch that is
    running, which continues afterwards with what is still due.

    Args:
        folder: The folder of the feeds.
        runner: Runs the program that fetches.
        view: Shows the progress.
        every: Minutes between two automatic fetches; 0 for none.
        create_wait: Creates a timer from its seconds and what it calls back.
        show_message: Shows a message.
        on_end: Called when a fetch has ended.
    """

    def __init__(
        self,
        folder: FeedsFolder,
        runner: CommandRunner,
        view: FetchView,
        every: int,
        create_wait: Callable[[float, Callable[[], object]], Wait],
        show_message: Callable[[FooterMessage], object],
        on_end: Callable[[], object],
    ) -> None:
        self._folder = folder
        self._runner = runner
        self._view = view
        fetch = partial(self.fetch, is_asked=False)
        self._first = create_wait(FIRST_DELAY, fetch)
        self._next = create_wait(every * 60.0, fetch)
        self._is_automatic = every > 0
        self._is_begun = False
        self._show_message = show_message
        self._on_end = on_end
        self._command: ChildCommand | None = None
        self._fetch = _Fetch()
        self._waiting: list[tuple[str, ...]] = []
        """Feeds to fetch after the fetch that is running; an empty one stands for all."""
        self._is_hidden = False
        self._was_offline = False
        self._on_fetched: dict[str, Callable[[], object]] = {}
        self.known_failing: set[str] = set()
        """Ids of the feeds that failed when they were last fetched, as far as that is known."""

    @property
    def is_running(self) -> bool:
        """Whether a fetch is running."""
        return self._command is not None

    @property
    def progress(self) -> str:
        """How far the fetch is, such as `34 of 200 · 12 new`; empty if none is running, and until
        an automatic one has found what is due."""
        return self._fetch.progress if self.is_running else ""

    def fetch(self, feeds: Sequence[str] = (), *, is_asked: bool = True) -> bool:
        """Fetch some feeds now, or those that are due.

        Args:
            feeds: Ids of the feeds; none for all that are due.
            is_asked: Whether the person asked for it, and wants to know what comes of it.

        Returns:
            Whether there is anything to fetch.
        """
        if not self._folder.can_be_fetched:
            return False
        if self._command is None:
            self._begin(tuple(feeds), is_asked=is_asked)
            return True
        if feeds:
            self._waiting.insert(0, tuple(feeds))
            if not self._fetch.feeds:
                self._waiting.append(())
            self._command.stop()
        elif is_asked:
            self._fetch.is_asked = True
            self._is_hidden = False
            self._show()
        return True

    def fetch_new(self, feed: str, on_fetched: Callable[[], object]) -> None:
        """Fetch a feed that was just added.

        Args:
            feed: Its id.
            on_fetched: Called when its posts are on the disk.
        """
        self._on_fetched[feed] = on_fetched
        self.fetch([feed])

    def begin_automatic(self) -> None:
        """Fetch what is due after a moment, and then regularly; the second call does nothing.

        Call it when the folders are loaded: no post is to wait for the network.
        """
        if self._is_automatic and not self._is_begun:
            self._is_begun = True
            self._first.restart()

    def _begin(self, feeds: tuple[str, ...], *, is_asked: bool) -> None:
        self._first.stop()
        self._next.stop()
        self._fetch = _Fetch(feeds, is_asked=is_asked)
        self._is_hidden = False
        arguments = ["fetch", "--json", "--folder", str(self._folder.path), *feeds]
        self._command = self._runner.run(
            JobGroup.FETCH, jobs.run_fetch, arguments, self._on_events, self._on_ended
        )
        self._show()

    def hide(self) -> bool:
        """Hide the progress of the fetch that is running; return whether it was shown."""
        is_shown = bool(self.progress) and not self._is_hidden
        if is_shown:
            self._is_hidden = True
            self._show()
        return is_shown

    def _show(self) -> None:
        if self._is_hidden or not self.is_running:
            self._view.show_fetch("", "")
        else:
            self._view.show_fetch(self._fetch.progress, self._fetch.latest)

    # What the program writes.

    def _on_events(self, events: Sequence[FetchEvent]) -> None:
        handlers: Mapping[str, Callable[..., None]] = {
            "start": self._on_started,
            "post": self._on_post,
            "feed": self._on_feed,
            "failure": self._on_failure,
            "postponed": self._on_postponed,
            "end": self._on_end_event,
        }
        for event in events:
            if handler := handlers.get(event.name):
                handler(event)
        self._show()

    def _on_started(self, event: FetchStarted) -> None:
        self._fetch.total = event.feeds

    def _on_post(self, event: PostWritten) -> None:
        # The folder is watched, so that the file is loaded anyway.
        self._fetch.written[event.feed] += event.is_new

    def _on_feed(self, event: FeedFetched) -> None:
        self._fetch.done += 1
        self._fetch.new += event.new
        self._fetch.updated += event.updated
        self._fetch.written.pop(event.feed, None)
        self._fetch.latest = one_line(event.title)
        self.known_failing.discard(event.feed)
        if on_fetched := self._on_fetched.pop(event.feed, None):
            on_fetched()

    def _on_failure(self, event: FeedFailed) -> None:
        self._fetch.done += 1
        self._fetch.failed.append(event)
        self._fetch.is_newly_failing |= event.feed not in self.known_failing
        self._fetch.latest = one_line(event.title)
        self.known_failing.add(event.feed)
        self._on_fetched.pop(event.feed, None)

    def _on_postponed(self, _: FetchEvent) -> None:
        self._fetch.done += 1

    def _on_end_event(self, event: FetchEnded) -> None:
        self._fetch.end = event

    def _on_ended(self, event: ChildEnded) -> None:
        fetch, self._command = self._fetch, None
        if not event.command.is_stopped:
            self._report(fetch, event)
        self._show()
        self._on_end()
        if self._waiting:
            self._begin(self._waiting.pop(0), is_asked=fetch.is_asked)
        elif self._is_automatic:
            self._next.restart()

    # The message at the end.

    def _notify(self, text: str, *, new_posts: int = 0) -> None:
        self._show_message(FooterMessage(text, new_posts=new_posts))

    def _warn(self, text: str, *, new_posts: int = 0) -> None:
        self._show_message(FooterMessage(text, is_warning=True, new_posts=new_posts))

    def _report(self, fetch: _Fetch, event: ChildEnded) -> None:
        if fetch.end is None:
            self._report_early_end(fetch, event)
        elif fetch.end.is_offline:
            self._report_offline(fetch)
        else:
            self._was_offline = False
            self._report_result(fetch)

    def _report_early_end(self, fetch: _Fetch, event: ChildEnded) -> None:
        """Report a fetch that did not begin or did not reach its end."""
        if event.status == REFUSED and not fetch.is_asked:
            return  # usually cron fetches at this moment
        reason = event.message or (
            "the program that fetches feeds ended unexpectedly"
            if event.status is None
            else f"the program that fetches feeds ended unexpectedly (status {event.status})"
        )
        remedy = "" if event.status == REFUSED else f" {_RETRY}"
        self._warn(f"{as_sentence(reason)}{remedy}")

    def _report_offline(self, fetch: _Fetch) -> None:
        if fetch.is_asked or not self._was_offline:
            self._warn(f"Offline: no server could be reached. Check the connection. {_RETRY}")
        self._was_offline = True

    def _report_result(self, fetch: _Fetch) -> None:
        if fetch.failed and (fetch.is_asked or fetch.is_newly_failing):
            self._warn(fetch.failure, new_posts=fetch.new)
        elif fetch.new:
            self._notify("", new_posts=fetch.new)
        elif fetch.is_asked and not fetch.total:
            self._notify("No feed is due yet. In the list of feeds (E), r fetches one at once.")
        elif fetch.is_asked and not fetch.failed:
            changed = f" · {counted(fetch.updated, 'post')} changed" if fetch.updated else ""
            self._notify(f"No new posts{changed}")


class _Fetch:
    """One fetch, as far as it is known."""

    def __init__(self, feeds: tuple[str, ...] = (), *, is_asked: bool = False) -> None:
        self.feeds = feeds
        self.is_asked = is_asked
        self.total = 0
        self.done = 0
        self.new = 0
        self.updated = 0
        self.written: Counter[str] = Counter()
        """Numbers of new posts of the feeds that are being written."""
        self.latest = ""
        """Name of the feed that came last."""
        self.failed: list[FeedFailed] = []
        self.is_newly_failing = False
        self.end: FetchEnded | None = None

    @property
    def progress(self) -> str:
        if not self.total:
            # Most automatic fetches find that nothing is due, which nobody has to see.
            return "fetching" if self.is_asked else ""
        new = self.new + self.written.total()
        return f"{self.done:,} of {self.total:,}" + (f" · {new:,} new" if new else "")

    @property
    def failure(self) -> str:
        """What failed, in a sentence with what to do."""
        if self.total == 1:
            failed = self.failed[0]
            return f"{one_line(failed.title)}: {one_line(failed.message)} {one_line(failed.remedy)}"
        return f"{len(self.failed):,} of {counted(self.total, 'feed')} failed: ! lists them"
