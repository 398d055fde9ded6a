"""Fetching 200 feeds: the HTTP client alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import perf_counter

import httpcore

from benchmarks.feed_host import ETAG, feed_host
from benchmarks.figures import compare_to_floor, measure_alternately, print_table
from reader.web.documents import DocumentClient, DocumentRequest

_FEEDS = 200
_THREADS = 16
_ROUNDS = 9


def run() -> None:
    """Measure and print."""
    with feed_host(_FEEDS) as urls:
        results = measure_alternately(
            {"floor": partial(_bare_round, urls), "client": partial(_client_round, urls)}, _ROUNDS
        )
    rows = [compare_to_floor("client: 200 times 304", results["client"], results["floor"], 3)]
    print_table("A round of 200 feeds that have not changed", rows)


def _bare_round(urls: Sequence[str]) -> float:
    """Return the seconds of the bare HTTP client, with as many threads."""
    start = perf_counter()
    # Each host is asked once, and looking at connections that are kept open takes time.
    with httpcore.ConnectionPool(max_connections=_THREADS, max_keepalive_connections=0) as pool:

        def fetch(url: str) -> int:
            return pool.request("GET", url, headers={"If-None-Match": ETAG}).status

        _run_in_threads(fetch, urls)
    return perf_counter() - start


def _client_round(urls: Sequence[str]) -> float:
    start = perf_counter()
    with DocumentClient() as client:

        def fetch(url: str) -> int:
            return client.fetch(DocumentRequest(url, etag=ETAG, allows_private=True)).status

        _run_in_threads(fetch, urls)
    return perf_counter() - start


def _run_in_threads(fetch: Callable[[str], int], urls: Sequence[str]) -> None:
    with ThreadPoolExecutor(_THREADS) as threads:
        statuses = set(threads.map(fetch, urls))
    assert statuses == {304}


if __name__ == "__main__":
    run()
