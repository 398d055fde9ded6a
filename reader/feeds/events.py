"""What happens during a fetch, as events that are written and read as lines of JSON (NDJSON).

`broadsheet fetch --json` prints them, and the app reads them from that program. Each line is an
object with the fields of one event, and `event` with its name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, TypeAlias

GAP = "No known entry was left in the feed, so some in between were probably missed."
"""What `FeedFetched.has_gap` means, as a sentence."""
GAP_REMEDY = (
    "A smaller `every` in feeds.toml (at least 15m) fetches it more often; so does a timer."
)


@dataclass(frozen=True, slots=True)
class FetchStarted:
    """A fetch began."""

    name: ClassVar[str] = "start"
    feeds: int
    """Number of feeds to fetch."""


@dataclass(frozen=True, slots=True)
class PostWritten:
    """An entry became a post, or changed the post that it had become."""

    name: ClassVar[str] = "post"
    feed: str
    """Id of the subscription."""
    path: str
    """The file, as an absolute path."""
    title: str
    is_new: bool
    """Whether the post was not there before."""


@dataclass(frozen=True, slots=True)
class PostDeleted:
    """A post was deleted, because its feed keeps only newer ones (`keep` in feeds.toml)."""

    name: ClassVar[str] = "deleted"
    feed: str
    """Id of the subscription."""
    path: str
    """The file, as an absolute path."""
    title: str
    reason: str
    """Why it was deleted, in words."""


@dataclass(frozen=True, slots=True)
class FeedFetched:
    """A feed was fetched, with or without new entries."""

    name: ClassVar[str] = "feed"
    feed: str
    """Id of the subscription."""
    title: str
    """Name of the subscription."""
    new: int = 0
    """Number of posts that were written."""
    updated: int = 0
    """Number of posts that were changed."""
    filtered: int = 0
    """Number of entries that a filter left out."""
    edited: int = 0
    """Number of posts that were left alone although their entries have changed, because the person
    has edited them. The new versions were put aside."""
    is_unchanged: bool = False
    """Whether the server answered that nothing has changed."""
    has_gap: bool = False
    """Whether no entry was known, although some had been fetched before: others were probably
    missed in between."""


@dataclass(frozen=True, slots=True)
class FeedFailed:
    """A feed could not be fetched or parsed."""

    name: ClassVar[str] = "failure"
    feed: str
    """Id of the subscription."""
    title: str
    """Name of the subscription."""
    message: str
    """What is wrong."""
    remedy: str
    """What the person can do about it."""
    retry: float | None = None
    """When the feed is fetched again, in seconds since 1970; None for never."""


@dataclass(frozen=True, slots=True)
class FeedPostponed:
    """A feed was not fetched, because its server has asked not to be asked before a time."""

    name: ClassVar[str] = "postponed"
    feed: str
    """Id of the subscription."""
    title: str
    """Name of the subscription."""
    until: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class FeedMoved:
    """A feed has moved for good: its new address was written to feeds.toml."""

    name: ClassVar[str] = "moved"
    feed: str
    """Id of the subscription."""
    title: str
    """Name of the subscription."""
    url: str
    """The new address."""


@dataclass(frozen=True, slots=True)
class FetchEnded:
    """A fetch ended."""

    name: ClassVar[str] = "end"
    feeds: int
    """Number of feeds that were fetched."""
    new: int = 0
    updated: int = 0
    failed: int = 0
    is_offline: bool = False
    """Whether no server could be reached, which counts as a failure of no feed."""


FetchEvent: TypeAlias = (
    FetchStarted
    | PostWritten
    | PostDeleted
    | FeedFetched
    | FeedFailed
    | FeedPostponed
    | FeedMoved
    | FetchEnded
)

EVENT_TYPES: tuple[type[FetchEvent], ...] = (
    FetchStarted,
    PostWritten,
    PostDeleted,
    FeedFetched,
    FeedFailed,
    FeedPostponed,
    FeedMoved,
    FetchEnded,
)
"""In the order in which they can follow each other."""

_EVENTS: Mapping[str, type[FetchEvent]] = {kind.name: kind for kind in EVENT_TYPES}


def format_event(event: FetchEvent) -> str:
    """Return an event as one line of JSON in ASCII, without the line break."""
    return json.dumps({"event": event.name, **asdict(event)})


def parse_event(line: str) -> FetchEvent | None:
    """Return the event of a line; None if the line is not an event that is known.

    Fields of a later version are ignored.
    """
    try:
        values: Any = json.loads(line)
        kind = _EVENTS[values.pop("event")]
        names = {each.name for each in fields(kind)}
        return kind(**{name: value for name, value in values.items() if name in names})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
