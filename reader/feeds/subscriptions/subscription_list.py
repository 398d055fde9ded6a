"""The subscriptions of a feeds folder, and how people name one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.feeds.errors import FeedError
from reader.feeds.model import Subscription
from reader.posts.post import Problem
from reader.text.folding import fold
from reader.text.normal_links import normal_link

_MAX_CANDIDATES = 10
"""Maximum number of feeds that are named if it is not clear which one is meant."""


@dataclass(frozen=True, slots=True)
class SubscriptionList:
    """What feeds.toml says."""

    path: Path
    """The file, which may not exist."""
    subscriptions: tuple[Subscription, ...] = ()
    """In the order of the file. No two have the same id, also by case, or the same address."""
    problems: tuple[Problem, ...] = ()
    """What cannot be used, in the order of the file as far as possible."""

    def get(self, subscription_id: str) -> Subscription | None:
        """Return the subscription with an id, or None."""
        return next((feed for feed in self.subscriptions if feed.id == subscription_id), None)

    def get_by_address(self, url: str) -> Subscription | None:
        """Return the subscription to an address, also if it differs in its scheme or `www.`."""
        key = normal_link(url)
        return next((feed for feed in self.subscriptions if normal_link(feed.url) == key), None)

    def find(self, words: str) -> Subscription:
        """Return the subscription that a person means.

        Args:
            words: Its id, its name or the beginning of its name, or its address. Case and accents
                make no difference.

        Raises:
            FeedError: There is none, or several. The remedy names the candidates.
        """
        wanted = fold(words.strip())
        tests: tuple[Callable[[Subscription], bool], ...] = (
            lambda feed: feed.id == words,
            lambda feed: wanted in (fold(feed.id), fold(feed.name), fold(feed.url)),
            lambda feed: fold(feed.name).startswith(wanted),
        )
        for test in tests:
            found = [feed for feed in self.subscriptions if wanted and test(feed)]
            if len(found) == 1:
                return found[0]
            if found:
                named = [f"{feed.id} ({feed.name})" for feed in found[:_MAX_CANDIDATES]]
                more = ["…"] if len(found) > _MAX_CANDIDATES else []
                raise FeedError(
                    f"{len(found)} feeds are called {words!r} or begin with it",
                    f"Write the id of one of them: {', '.join([*named, *more])}.",
                )
        raise FeedError(
            f"no feed is called {words!r}",
            "`broadsheet feed list` prints the ids and names of all feeds.",
        )
