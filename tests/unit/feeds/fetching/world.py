"""Neighbours of a fetch that need no network, no disk and no clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from reader.feeds.entries.intake import ExpiredPost
from reader.feeds.entries.taken import TakeIn, TakenEntry
from reader.feeds.errors import FeedError
from reader.feeds.events import FetchEnded, FetchEvent
from reader.feeds.fetching.answers import is_web_page
from reader.feeds.fetching.downloads import Download, Downloader, FinishedDownload
from reader.feeds.fetching.feed_update import FetchTools
from reader.feeds.fetching.fetch import Clock, FetchRun, StopSwitch
from reader.feeds.fetching.preparing import PreparedDocument, RawDocument
from reader.feeds.fetching.transfers import MAX_TRANSFERS
from reader.feeds.model import Entry, FeedDocument, Subscription
from reader.store.feeds.fetch_state import FetchState
from reader.web.documents import DocumentRequest, DocumentResponse
from reader.web.errors import DocumentError

E = TypeVar("E")

START = datetime(2026, 11, 27, 12, tzinfo=UTC).timestamp()
"""When the first fetch of a test begins."""


def feed(
    name: str, url: str | None = None, *, every: timedelta = timedelta(hours=1)
) -> Subscription:
    """Return a subscription on a host of its own."""
    return Subscription(name, name.title(), url or f"https://{name}.example/feed", every=every)


def answer(status: int = 200, data: bytes = b"one two", **values: object) -> DocumentResponse:
    """Return a response; the words of a feed are the titles of its entries."""
    values.setdefault("url", "")
    return DocumentResponse(status=status, data=data, **{**DEFAULTS, **values})  # type: ignore[arg-type]


DEFAULTS: dict[str, object] = {
    "content_type": "application/xml",
    "etag": None,
    "last_modified": None,
    "retry_after": None,
    "max_age": None,
    "moved_to": None,
    "headers": {},
}


class Intake:
    """Takes each title of a feed once."""

    def __init__(self) -> None:
        self.known: list[tuple[str, str]] = []
        self.error: Exception | None = None
        self.expired: list[ExpiredPost] = []

    def take_in(
        self, subscription: Subscription, prepared: PreparedDocument, now: datetime, *, is_dry: bool
    ) -> TakeIn:
        if self.error is not None:
            raise self.error
        feed = subscription.id
        entries = prepared.document.entries
        new = [each for each in entries if (feed, each.title) not in self.known]
        is_first = all(known != feed for known, _ in self.known)
        if not is_dry:
            self.known += [(feed, entry.title) for entry in new]
        return TakeIn(
            tuple(TakenEntry(each, each.title, f"/feeds/{feed}/{each.title}.md") for each in new),
            has_gap=not is_first and len(new) == len(entries),
        )

    def clear_out(
        self, subscription: Subscription, now: datetime, *, is_dry: bool
    ) -> Sequence[ExpiredPost]:
        return self.expired


class States:
    """States in memory."""

    def __init__(self) -> None:
        self.saved: dict[str, FetchState] = {}
        self.waits: dict[str, float] = {}

    def fetch_states(self) -> dict[str, FetchState]:
        return dict(self.saved)

    def save_fetch_state(self, feed_id: str, state: FetchState) -> None:
        self.saved[feed_id] = state

    def host_waits(self) -> dict[str, float]:
        return dict(self.waits)

    def save_host_wait(self, host: str, until: float) -> None:
        self.waits[host] = until


class World:
    """A fetch with servers whose answers a test sets, and with a clock that never waits."""

    def __init__(self) -> None:
        self.now = START
        self.answers: dict[str, list[DocumentResponse | DocumentError]] = {}
        self.sent: list[tuple[float, Download]] = []
        """The requests, with the seconds since the start."""
        self.events: list[FetchEvent] = []
        self.intake = Intake()
        self.states = States()
        self.moved: list[tuple[str, str]] = []
        self.move_error: FeedError | None = None
        self.renamed: list[tuple[str, str]] = []
        self.stop = StopSwitch()
        self.is_dry = False
        self.max_running = 0

    def serve(self, subscription: Subscription, *answers: DocumentResponse | DocumentError) -> None:
        """Set the answers to a feed, used in turn; the last one is repeated."""
        self.answers[subscription.url] = list(answers)

    def fetch(self, *subscriptions: Subscription) -> FetchEnded:
        """Fetch feeds; `events` has only what happens now."""
        self.events.clear()
        self.sent.clear()
        clock = Clock(lambda: self.now, lambda: self.now)
        return FetchRun(subscriptions, self.tools(), Sender(self), self.stop, clock).run()

    def tools(self) -> FetchTools:
        """Return what a fetch works with."""
        return FetchTools(
            self.intake,
            self.states,
            self._move,
            self._rename,
            lambda subscription: subscription,
            self.events.append,
            self.is_dry,
        )

    def state(self, subscription: Subscription) -> FetchState:
        return self.states.saved[subscription.id]

    def seconds_to_due(self, subscription: Subscription) -> float:
        """Return in how many seconds a feed is due."""
        return self.state(subscription).due - self.now

    def find(self, kind: type[E]) -> list[E]:
        """Return the events of a type."""
        return [event for event in self.events if isinstance(event, kind)]

    def _move(self, subscription: Subscription, url: str) -> None:
        if self.move_error is not None:
            raise self.move_error
        self.moved.append((subscription.id, url))

    def _rename(self, subscription: Subscription, title: str) -> str:
        if self.move_error is not None:
            raise self.move_error
        self.renamed.append((subscription.id, title))
        return title


class Sender:
    """Answers requests in their order; waiting moves the clock of the world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._sent: deque[Download] = deque()

    @property
    def running(self) -> int:
        return len(self._sent)

    @property
    def is_full(self) -> bool:
        return len(self._sent) >= MAX_TRANSFERS

    def start(self, request: Download) -> None:
        self._world.sent.append((self._world.now - START, request))
        self._sent.append(request)
        self._world.max_running = max(self._world.max_running, len(self._sent))

    def wait(self, seconds: float | None) -> FinishedDownload | None:
        if self._sent:
            self._world.now += 0.1
            client = Client(self._world.answers)
            return Downloader(client, prepare, lambda: False).fetch(self._sent.popleft())
        assert seconds is not None, "the fetch would wait for ever"
        self._world.now += seconds
        return None

    def close(self) -> None:
        """Nothing runs."""


class Client:
    """Answers requests as a test has set."""

    def __init__(self, answers: dict[str, list[DocumentResponse | DocumentError]]) -> None:
        self._answers = answers

    def fetch(self, request: DocumentRequest, is_cancelled: Callable[[], bool]) -> DocumentResponse:
        answers = self._answers.get(request.url, [answer()])
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(found, DocumentError):
            raise found
        return found if found.url else replace(found, url=request.url)


def prepare(raw: RawDocument) -> PreparedDocument:
    """Parse a feed that is made of words: titles of entries, after a title of the feed and `#`."""
    if is_web_page(raw.data):
        raise FeedError("this is a web page and not a feed", "Open the address in a browser.")
    if b"fault" in raw.data:
        raise ZeroDivisionError
    title, _, words = raw.data.decode().rpartition("#")
    entries = tuple(Entry(guid=word, title=word) for word in words.split())
    return PreparedDocument(FeedDocument(title=title, entries=entries))
