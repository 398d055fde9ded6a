"""The pace at which a site is searched for feeds."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

from reader.feeds.discovery.finder import Fetch
from reader.feeds.fetching.hosts import MIN_GAP, host_of
from reader.web.documents import DocumentResponse

PAUSE = MIN_GAP
"""Seconds between the end of a request and the next one to the same host."""
_AT_ONCE = 2
"""Number of requests to a host without a pause: a page and its feed, for which a person waits."""


def paced(
    fetch: Fetch,
    monotonic: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], object] = time.sleep,
) -> Fetch:
    """Return a `Fetch` that asks a host at the pace of a fetch, but for the first two requests.

    A page may name many feeds, and there are several usual addresses to try.

    Args:
        fetch: Fetches the documents.
        monotonic: The clock.
        sleep: Waits for some seconds.
    """
    counts: Counter[str] = Counter()
    ended: dict[str, float] = {}

    def fetch_in_turn(url: str, *, allows_private: bool) -> DocumentResponse:
        host = host_of(url)
        if counts[host] >= _AT_ONCE:
            sleep(max(0.0, ended[host] + PAUSE - monotonic()))
        counts[host] += 1
        try:
            return fetch(url, allows_private=allows_private)
        finally:
            ended[host] = monotonic()

    return fetch_in_turn
