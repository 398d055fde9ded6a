"""What the app shows of subscriptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.posts.post import Problem
from reader.store.feeds.fetch_state import FeedState
from reader.text.dates import PostDate


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A subscription with what is known of it. Times are seconds since 1970."""

    id: str
    name: str
    url: str
    posts_name: str
    """Its name as its posts have it, which is not its name if that could be taken for a flag."""
    category: str = ""
    unread: int = 0
    posts: int = 0
    latest: PostDate | None = None
    """Date of the newest post; None without posts."""
    state: FeedState = FeedState.NEW
    succeeded: float | None = None
    """When it was last fetched with success; None for never."""
    due: float | None = None
    """When it is fetched again; None for never, or if that is not known."""
    failing_since: float | None = None
    gap: float | None = None
    """When entries were probably missed; None if none were in the last days."""
    message: str = ""
    """What is wrong, as a sentence."""
    remedy: str = ""

    @property
    def is_failing(self) -> bool:
        """Whether it could not be fetched the last time."""
        return self.state in (FeedState.FAILING, FeedState.GONE)

    @property
    def has_gap(self) -> bool:
        """Whether it is fetched, but some of its entries were probably missed."""
        return self.gap is not None and not self.is_failing

    @property
    def needs_attention(self) -> bool:
        """Whether the person may want to do something about it."""
        return self.is_failing or self.has_gap


@dataclass(frozen=True, slots=True)
class FeedList:
    """All subscriptions, by category and name."""

    feeds: Sequence[ListedFeed] = ()
    problems: Sequence[Problem] = ()
    """What is wrong in feeds.toml."""
    conflicts: Sequence[Problem] = ()
    """Posts that their feed and the person have changed."""

    @property
    def failing(self) -> Sequence[ListedFeed]:
        """The feeds that could not be fetched the last time."""
        return [feed for feed in self.feeds if feed.is_failing]

    @property
    def categories(self) -> Sequence[str]:
        """The categories, each once, in order."""
        return tuple(dict.fromkeys(feed.category for feed in self.feeds if feed.category))
