"""What `feed add` and `feed find` have in common: the feeds of an address, over the network."""

from __future__ import annotations

from collections.abc import Sequence

from reader.feeds.discovery import FoundFeed, fetch_with, find_feeds, paced
from reader.web.documents import DocumentClient


def find(typed: str) -> Sequence[FoundFeed]:
    """Return the feeds of an address, the best first; at least one.

    Args:
        typed: The address of a feed or of a site as a person typed it, also without a scheme.

    Raises:
        FeedError: The address is not valid or cannot be reached, or there is no feed.
    """
    with DocumentClient() as client:
        return find_feeds(typed, paced(fetch_with(client)))
