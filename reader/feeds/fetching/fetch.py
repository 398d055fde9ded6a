"""Fetch feeds: requests run in threads, and everything that follows from answers in this one.

So at most as many answers are in memory as requests may run, and one thread writes the files and
the database. What is written is safe to repeat: first files, then the entries, then the state of
the feed. A feed whose fetch was killed in between is fetched again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from reader.feeds.events import (
    FeedFailed,
    FeedFetched,
    FetchEnded,
    FetchEvent,
    FetchStarted,
)
from reader.feeds.fetching import schedule
from reader.feeds.fetching.downloads import (
    Download,
    FinishedDownload,
)
from reader.feeds.fetching.feed_update import FeedUpdater, FetchTools
from reader.feeds.fetching.hosts import HostQueues, host_of
from reader.feeds.fetching.offline import OfflineCheck
from reader.feeds.fetching.selection import current_state
from reader.feeds.fetching.transfers import Transfers
from reader.feeds.model import Subscription


@dataclass(frozen=True, slots=True)
class Clock:
    """The times that a fetch needs."""

    now: Callable[[], float] = time.time
    """Seconds since 1970."""
    monotonic: Callable[[], float] = time.monotonic


class Sender(Protocol):
    """Sends requests and returns their answers, such as `Transfers`."""

    @property
    def running(self) -> int: ...
    @property
    def is_full(self) -> bool: ...
    def start(self, request: Download) -> None: ...
    def wait(self, seconds: float | None) -> FinishedDownload | None: ...
    def close(self) -> None: ...


class StopSwitch:
    """Ends a fetch from outside of it, also from a handler of signals."""

    def __init__(self) -> None:
        self._is_set = False
        self._wake: Callable[[], None] = lambda: None

    def is_set(self) -> bool:
        """Return whether the fetch is to end."""
        return self._is_set

    def set(self) -> None:
        """End the fetch after the feed that is being stored."""
        self._is_set = True
        self._wake()

    def on_set(self, wake: Callable[[], None]) -> None:
        """Call a function when the fetch is to end."""
        self._wake = wake


def fetch_feeds(
    subscriptions: Sequence[Subscription],
    tools: FetchTools,
    download: Callable[[Download], FinishedDownload],
    stop: StopSwitch,
    clock: Clock | None = None,
) -> FetchEnded:
    """Fetch feeds, store what they bring and emit what happens; the last event is returned too.

    Args:
        subscriptions: The feeds to fetch now, whether they are due or not.
        tools: What the answers are stored with, and where events go.
        download: Fetches one feed, such as `Downloader.fetch`. It is called in threads.
        stop: Ends the fetch early. What was stored until then stays.
        clock: The clock of the machine by default.
    """
    transfers = Transfers(download)
    stop.on_set(transfers.wake)
    try:
        return FetchRun(subscriptions, tools, transfers, stop, clock or Clock()).run()
    finally:
        transfers.close()


class FetchRun:
    """One fetch of some feeds."""

    def __init__(
        self,
        subscriptions: Sequence[Subscription],
        tools: FetchTools,
        sender: Sender,
        stop: StopSwitch,
        clock: Clock,
    ) -> None:
        self._ended = FetchEnded(0)
        self._count = len(subscriptions)
        self._tools = replace(tools, emit=partial(self._count_and_emit, tools.emit))
        self._updater = FeedUpdater(self._tools)
        self._sender = sender
        self._stop = stop
        self._clock = clock
        self._queues = HostQueues(subscriptions)
        self._states = tools.states.fetch_states()
        self._host_waits = tools.states.host_waits()
        self._offline = OfflineCheck()

    def run(self) -> FetchEnded:
        """Fetch the feeds and return the last event."""
        emit = self._tools.emit
        emit(FetchStarted(self._count))
        while not self._is_stopped and (len(self._queues) or self._sender.running):
            self._start_requests()
            finished = self._wait()
            if finished is not None:
                self._queues.release(finished.download.subscription, self._clock.monotonic())
                self._finish(finished)
        if self._offline.is_offline:
            self._ended = replace(self._ended, is_offline=True)
        elif not self._stop.is_set():
            self._release_failures()
        emit(self._ended)
        return self._ended

    @property
    def _is_stopped(self) -> bool:
        return self._stop.is_set() or self._updater.is_blocked

    def _wait(self) -> FinishedDownload | None:
        """Return the next answer; None if a request can start before, or nothing is awaited."""
        seconds = None
        if not self._sender.is_full:
            seconds = self._queues.seconds_to_next(self._clock.monotonic())
        if seconds is None and not self._sender.running:
            return None
        return self._sender.wait(seconds)

    def _start_requests(self) -> None:
        while not self._sender.is_full:
            subscription = self._queues.take(self._clock.monotonic())
            if subscription is None:
                return
            if self._is_postponed(subscription):
                continue
            state = current_state(subscription, self._states)
            is_conditional = schedule.is_conditional(state, self._clock.now())
            self._sender.start(Download(subscription, state, is_conditional))

    def _is_postponed(self, subscription: Subscription) -> bool:
        """Return whether the host of a feed asked to be left alone, and drop its feeds then."""
        now = self._clock.now()
        until = schedule.wait_of_host(self._host_waits.get(host_of(subscription.url)), now)
        if until is None:
            return False
        self._queues.release(subscription, self._clock.monotonic())
        for each in (subscription, *self._queues.drop_host(subscription)):
            self._updater.postpone(each, current_state(each, self._states), until)
        return True

    def _finish(self, finished: FinishedDownload) -> None:
        """Store the answer for one feed, whatever it is."""
        now = self._clock.now()
        failure = finished.failure or self._updater.store(finished, now)
        response = finished.response
        if failure is not None and response is not None and failure.retry_after:
            wait = schedule.bounded_retry_after(failure.retry_after)
            self._note_host_wait(host_of(response.url), now + wait)
        if failure is not None and self._offline.hold(finished.download, failure):
            return
        self._release_failures()
        if failure is not None:
            self._updater.fail(finished.download, failure, now)

    def _note_host_wait(self, host: str, until: float) -> None:
        """Leave a host alone that asked for it (RFC 9110, section 10.2.3), also in later runs."""
        self._host_waits[host] = until
        if not self._tools.is_dry:
            self._tools.states.save_host_wait(host, until)

    def _release_failures(self) -> None:
        for download, failure in self._offline.release():
            self._updater.fail(download, failure, self._clock.now())

    def _count_and_emit(self, emit: Callable[[FetchEvent], None], event: FetchEvent) -> None:
        match event:
            case FeedFetched():
                self._ended = replace(
                    self._ended,
                    feeds=self._ended.feeds + 1,
                    new=self._ended.new + event.new,
                    updated=self._ended.updated + event.updated,
                )
            case FeedFailed():
                self._ended = replace(
                    self._ended, feeds=self._ended.feeds + 1, failed=self._ended.failed + 1
                )
        emit(event)
