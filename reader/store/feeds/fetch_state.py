"""What is remembered of a feed from one fetch to the next, apart from its entries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class FeedState(StrEnum):
    """How the last fetch of a feed ended."""

    NEW = "new"
    """It was never fetched."""
    OK = "ok"
    FAILING = "failing"
    GONE = "gone"
    """The server says that it is gone for good."""


@dataclass(frozen=True, slots=True)
class FetchState:
    """What is remembered of a feed. All times are seconds since 1970; None for never.

    Everything but the times of success, of news and of a gap belongs to `url`: at another address,
    the feed starts afresh.
    """

    url: str = ""
    """The address in the subscription when the feed was last fetched; empty before that."""
    etag: str | None = None
    """The validator of the last whole answer, exactly as received (RFC 9110, section 8.8.3)."""
    last_modified: str | None = None
    """The other validator, exactly as received (RFC 9110, section 8.8.2)."""
    full_fetch: float | None = None
    """When the server last answered with a whole feed."""
    ttl: float = 0.0
    """How many seconds the last whole feed asked to be left alone."""
    attempted: float | None = None
    """When the feed was last fetched, with or without success."""
    succeeded: float | None = None
    """When the feed was last fetched with success."""
    last_news: float | None = None
    """When it last had new entries; at first, when it was first fetched."""
    due: float = 0.0
    """When it is fetched again. It has no meaning if the feed is gone."""
    not_before: float | None = None
    """Until when the last success asked to be left alone; None if there was none."""
    failures: int = 0
    """Number of failures since the last success."""
    failing_since: float | None = None
    """When the first of these failures was."""
    message: str = ""
    """What is wrong, as a sentence; empty if nothing is."""
    remedy: str = ""
    """What the person can do about it, as a sentence."""
    is_gone: bool = False
    """Whether the server answered that the feed is gone for good (status 410)."""
    moved_to: str = ""
    """Where the last answers were permanently redirected to; empty for nowhere."""
    move_days: tuple[str, ...] = ()
    """The days in UTC of these answers, each once, as in `2026-11-27`."""
    gap: float | None = None
    """When the feed had no entry that was known, so that some before them were probably missed;
    None if that was long ago."""

    @property
    def feed_state(self) -> FeedState:
        """How the last fetch ended."""
        if self.attempted is None:
            return FeedState.NEW
        if self.is_gone:
            return FeedState.GONE
        return FeedState.FAILING if self.failures else FeedState.OK

    @property
    def next_fetch(self) -> float | None:
        """When the feed is fetched again; None for never, and before the first fetch."""
        return None if self.is_gone or self.attempted is None else self.due

    def for_address(self, url: str) -> FetchState:
        """Return what is remembered of the feed at the address that its subscription has now.

        What another address answered says nothing about this one: no validators, failures and
        redirects, and no end. So a feed with a new address is due at once.
        """
        if self.url in ("", url):
            return replace(self, url=url)
        return FetchState(url=url, succeeded=self.succeeded, last_news=self.last_news, gap=self.gap)
