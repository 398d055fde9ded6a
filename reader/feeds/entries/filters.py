"""The filters of a subscription: which entries are left out, featured, or read when they arrive."""

from __future__ import annotations

from collections.abc import Iterable

from reader.feeds.model import Subscription
from reader.posts.post import Post
from reader.posts.search.query import Query, parse_query
from reader.posts.search.searchable import searchable_text
from reader.posts.search.titles import names_of
from reader.text.folding import fold


class EntryFilters:
    """The filters of a subscription, in the language of the search.

    They are applied to the post that an entry would become: to its fields, and to its words. A
    query with an error in it has no effect, and neither has an empty one.

    Args:
        subscription: The subscription.
    """

    def __init__(self, subscription: Subscription) -> None:
        self._skip = _parse(subscription.skip)
        self._only = _parse(subscription.only)
        self._feature = _parse(subscription.feature)
        self._read = _parse(subscription.read)

    def __bool__(self) -> bool:
        """Whether there are any filters."""
        return bool(self._skip or self._only or self._feature or self._read)

    def reason_to_leave_out(self, post: FilteredPost) -> str | None:
        """Return the filter that leaves an entry out, such as `skip: is:featured`; None if none
        does."""
        for text, query in self._skip.items():
            if post.matches(query):
                return _skip_reason(text)
        for text, query in self._only.items():
            if not post.matches(query):
                return _only_reason(text)
        return None

    def has_reason(self, reason: str) -> bool:
        """Whether the filter that once left an entry out is still there."""
        return reason in (*map(_skip_reason, self._skip), *map(_only_reason, self._only))

    def is_featured(self, post: FilteredPost) -> bool:
        """Whether an entry becomes a featured post."""
        return any(map(post.matches, self._feature.values()))

    def is_read(self, post: FilteredPost) -> bool:
        """Whether an entry is marked as read when it arrives."""
        return any(map(post.matches, self._read.values()))


class FilteredPost:
    """A post with its words in the form for comparing.

    Args:
        post: The post.
        body: Its body.
    """

    def __init__(self, post: Post, body: str) -> None:
        self.post = post
        self._folded = fold(f"{names_of(post)}\n{searchable_text(body)}")

    def matches(self, query: Query) -> bool:
        """Whether the post passes the filters of a query and has its words."""
        return query.matches_filters(self.post) and query.matches_text(self._folded)


def _parse(texts: Iterable[str]) -> dict[str, Query]:
    queries = {text: parse_query(text) for text in texts}
    return {text: query for text, query in queries.items() if query and not query.errors}


def _skip_reason(text: str) -> str:
    return f"skip: {text}"


def _only_reason(text: str) -> str:
    return f"only: {text}"
