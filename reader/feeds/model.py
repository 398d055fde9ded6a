"""Subscriptions, feeds and their entries as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from reader.text.dates import PostDate

DEFAULT_EVERY = timedelta(hours=1)
"""Time between two fetches of a feed whose subscription does not set it."""


MIN_EVERY = timedelta(minutes=15)
"""Minimum time between two fetches of a feed, which servers may expect of a polite program."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Which posts of a feed are kept; without limits, all of them."""

    max_age: timedelta | None = None
    """Older posts are deleted, if they are read."""
    max_count: int | None = None
    """Maximum number of posts. Older ones are deleted, if they are read."""


KEEP_ALL = Keep()


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that the person subscribed to, with the defaults of feeds.toml applied."""

    id: str
    """Identity of the subscription and name of its folder. It never changes, unlike name and
    address."""
    name: str
    url: str
    category: str = ""
    """Names of nested folders separated by `/`, such as `Tech/Apple`; empty for none."""
    every: timedelta = DEFAULT_EVERY
    keep: Keep = KEEP_ALL
    skip: tuple[str, ...] = ()
    """Queries; entries that match one of them are not written."""
    only: tuple[str, ...] = ()
    """Queries; entries that do not match all of them are not written."""
    feature: tuple[str, ...] = ()
    """Queries; entries that match one of them become featured posts."""
    read: tuple[str, ...] = ()
    """Queries; entries that match one of them are marked as read when they arrive."""
    full_text: bool = False
    """Whether the page of each entry is fetched, because the feed has only summaries."""
    user_agent: str | None = None
    user: str | None = None
    """User name for Basic authentication."""
    password_command: str | None = None
    """Command that prints the password."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Further request headers."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an entry, such as the sound of a podcast."""

    url: str
    media_type: str = ""
    length: int | None = None
    """Size in bytes; None if it is unknown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed. All text is clean, and plain unless it says otherwise."""

    guid: str = ""
    """Its guid, id or rdf:about as the feed gives it, in one line; empty without one."""
    title: str = ""
    """One line; empty if the entry has no title."""
    link: str = ""
    """Absolute address of its page (http or https); empty without one."""
    published: PostDate | None = None
    updated: PostDate | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    """HTML."""
    content: str = ""
    """HTML; empty if the entry has only a summary."""
    base: str = ""
    """Address that relative addresses in the HTML start from."""
    image: str = ""
    """Absolute address; empty without one."""
    enclosures: tuple[Enclosure, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A parsed feed."""

    title: str = ""
    link: str = ""
    """Address of its website."""
    language: str = ""
    entries: tuple[Entry, ...] = ()
    """In the order of the document."""
    ttl: timedelta | None = None
    """How long the feed asks not to be fetched again."""
    faults: tuple[str, ...] = ()
    """What is wrong with the document although it was read, each as a sentence."""
