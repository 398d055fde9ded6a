"""Requests for the jobs about feeds, and the events that these jobs emit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post

if TYPE_CHECKING:
    from reader.tui.feeds.listed import FeedList


# Without slots: a class with them takes three times as long to create when the app starts.
@dataclass(frozen=True)
class FeedsRequest:
    """List the subscriptions with their states and posts. Emits `FeedsListed`."""

    folder: Path
    """The feeds folder."""
    data_folder: Path | None
    """The folder with the database of feeds; None if there is none."""
    catalogue: Catalogue
    is_unread: Callable[[Post], bool]
    """May be called in any thread."""


@dataclass(frozen=True)
class FeedsListed:
    """The subscriptions are listed."""

    feeds: FeedList


@dataclass(frozen=True)
class FeedChange:
    """Change one subscription. Emits `FeedChanged` or `FeedNotChanged`.

    A field that is None stays as it is.
    """

    folder: Path
    """The feeds folder."""
    data_folder: Path | None
    """The folder with the database of feeds; None if there is none."""
    feed: str | None
    """Its id; None to add a subscription, which needs an address and a name."""
    url: str | None = None
    name: str | None = None
    category: str | None = None
    is_removed: bool = False


@dataclass(frozen=True)
class FeedRef:
    """A subscription, for example one that was just added."""

    id: str
    name: str
    """Its name as its posts have it."""


@dataclass(frozen=True)
class FeedChanged:
    """feeds.toml was changed."""

    change: FeedChange
    feed: FeedRef
    """The subscription that was added or changed."""


@dataclass(frozen=True)
class FeedNotChanged:
    """feeds.toml could not be changed."""

    change: FeedChange
    message: str
    """What is wrong and what the person can do, as sentences."""
