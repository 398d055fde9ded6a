"""Fetching 200 feeds: for the first time, and a round in which nothing has changed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

import feedparser
import httpcore
import markdownify

from benchmarks.feed_host import ETAG, feed_host
from benchmarks.feeds import ENTRIES, feed_document
from benchmarks.figures import Row, compare_to_floor, measure_alternately, print_table
from benchmarks.program import PROJECT
from reader.feeds.fetching.fetch import StopSwitch
from reader.feeds.fetching.session import open_session
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.settings import SUBSCRIPTIONS_FILE
from reader.web.documents import DocumentClient, DocumentRequest

_FEEDS = 200
_THREADS = 16
_ROUNDS = 9
_FIRST_ROUNDS = 3
_MAX_MEMORY = 200
_SAMPLE_SECONDS = 0.05


def run() -> None:
    """Measure and print."""
    with feed_host(_FEEDS) as urls, tempfile.TemporaryDirectory() as home:
        firsts, floors, memories = [], [], []
        for number in range(_FIRST_ROUNDS):
            floors.append(_libraries_alone())
            seconds, memory = _first_fetch(urls, Path(home, str(number)))
            firsts.append(seconds)
            memories.append(memory)
        count = _FEEDS * ENTRIES
        rows = [
            compare_to_floor(f"first fetch, {count:,} entries", firsts, floors, 1.5),
            _memory_row(max(memories)),
        ]
        print_table("The first fetch of 200 feeds", rows)
        cases: Mapping[str, Callable[[], float]] = {
            "floor": partial(_bare_round, urls),
            "client": partial(_client_round, urls),
            "fetch": partial(_fetch_round, Path(home, "0")),
        }
        results = measure_alternately(cases, _ROUNDS)
    rows = [
        compare_to_floor(name, results[case], results["floor"], 3)
        for case, name in (("client", "requests alone"), ("fetch", "with states and events"))
    ]
    print_table("A round of 200 feeds that have not changed", rows)


def _libraries_alone() -> float:
    """Return the seconds of feedparser and markdownify for the same feeds, one after the other."""
    documents = [feed_document(number) for number in range(_FEEDS)]
    start = perf_counter()
    for document in documents:
        parsed = feedparser.parse(
            document,
            response_headers={"content-type": "application/xml"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
        for entry in parsed.entries:
            markdownify.markdownify(entry.content[0].value)
    return perf_counter() - start


def _first_fetch(urls: Sequence[str], home: Path) -> tuple[float, int]:
    """Return the seconds of `broadsheet fetch`, and its memory in bytes."""
    folder = home / "feeds"
    folder.mkdir(parents=True)
    tables = (
        f'[[feed]]\nid = "feed-{number}"\nname = "Feed {number}"\nurl = "{url}"\n'
        for number, url in enumerate(urls)
    )
    (folder / SUBSCRIPTIONS_FILE).write_text("\n".join(tables), "utf-8")
    words = [sys.executable, "-P", "-m", "reader", "fetch", "--json", "--folder", str(folder)]
    environment = {
        **os.environ,
        "HOME": str(home),
        "PYTHONPATH": str(PROJECT),
        "XDG_DATA_HOME": str(home),
    }
    start = perf_counter()
    with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL) as process:
        with closing(_MemorySampler(process.pid)) as sampler:
            status = process.wait()
        seconds = perf_counter() - start
    written = sum(1 for _ in folder.rglob("*.md"))
    assert (status, written) == (0, _FEEDS * ENTRIES), (status, written)
    return seconds, sampler.peak


class _MemorySampler:
    """Measures the memory of a process and of those that it starts, until it is closed.

    Memory that they share is counted once (proportional set size).
    """

    def __init__(self, process: int) -> None:
        self.peak = 0
        self._process = process
        self._end = Event()
        self._thread = Thread(target=self._run)
        self._thread.start()

    def close(self) -> None:
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._end.wait(_SAMPLE_SECONDS):
            self.peak = max(self.peak, _memory(self._process))


def _memory(process: int) -> int:
    """Return the bytes of a process and its descendants; 0 if it has ended."""
    folder = Path(f"/proc/{process}")
    try:
        lines = (folder / "smaps_rollup").read_text("ascii").splitlines()
        size = next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
        # Each thread has the children that it has started.
        lists = [path.read_text("ascii") for path in folder.glob("task/*/children")]
    except (OSError, StopIteration):
        return 0
    return size + sum(map(_memory, map(int, " ".join(lists).split())))


def _memory_row(memory: int) -> Row:
    size = memory // 2**20
    is_met = size <= _MAX_MEMORY
    return Row("memory of the first fetch", "", f"{size} MiB", "", f"<= {_MAX_MEMORY} MiB", is_met)


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


def _fetch_round(home: Path) -> float:
    """Return the seconds of a fetch of all feeds, without starting a program."""
    folder = home / "feeds"
    start = perf_counter()
    subscriptions = load_subscriptions(folder).subscriptions
    ignore = lambda _: None  # noqa: E731
    data = home / "broadsheet"
    with open_session(folder, data, time.time(), emit=ignore, report=ignore) as session:
        ended = session.fetch(subscriptions, StopSwitch())
    assert (ended.feeds, ended.failed, ended.new) == (_FEEDS, 0, 0), ended
    return perf_counter() - start


if __name__ == "__main__":
    run()
