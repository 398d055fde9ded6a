"""Building the full-text index of posts, and searching it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import chain, islice
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from benchmarks.figures import Row, compare_to_limit, print_table
from benchmarks.posts import posts_folder, work_folder
from reader.posts.options import LoadOptions
from reader.posts.search.query import parse_query
from reader.store.first_screen import index_path
from reader.store.indexed_load import load_indexed
from reader.store.search import Order, Searcher
from reader.store.texts import TextIndex

_OPTIONS = LoadOptions()
_QUERIES = ("harbour", "h", "sto", "council vote", '"harbour council"', "arbou", "storm -ferry")
"""Queries whose words are in most of the generated posts, which is the hardest case."""
_REAL_QUERIES = ("release", "open source", '"pull request"', "s", "java", "script", "的", "中文")
_ROUNDS = 20
_FIRST_POSTS = 50
"""Number of posts that are found in the measured time: those of a screen."""


def run(corpus: Path | None = None) -> None:
    """Measure and print.

    Args:
        corpus: A folder of real posts, to measure as well.
    """
    rows: list[Row] = []
    for count in (100, 1_000, 10_000, 100_000):
        rows += _measure(f"{count:,} posts", [posts_folder(count)], _QUERIES)
    if corpus is not None:
        rows += _measure("real posts", [corpus], _REAL_QUERIES)
    print_table("Full-text search", rows)


def _new_index_path(folders: Sequence[Path]) -> Path:
    """Return the path of an index that does not exist yet."""
    cache = work_folder() / "cache-search"
    shutil.rmtree(cache, ignore_errors=True)
    return index_path(cache, folders)


def build_index(folders: Sequence[Path]) -> tuple[Path, Sequence[Path]]:
    """Build an index of the folders with the words of their posts.

    Returns:
        The path of the index, and the folders.
    """
    path = _new_index_path(folders)
    load_indexed(path, folders, _OPTIONS)
    TextIndex(path, folders, _OPTIONS).update(lambda: False, lambda *_: None)
    return path, folders


def newest_first(path: Path, folders: Sequence[Path], queries: Sequence[str] = _QUERIES) -> float:
    """Return the 95th percentile of the seconds that a search for the newest posts takes."""
    return _percentile(Order.NEWEST, path, folders, queries)


def _measure(name: str, folders: Sequence[Path], queries: Sequence[str]) -> list[Row]:
    path = _new_index_path(folders)
    posts = len(load_indexed(path, folders, _OPTIONS))
    size_before = path.stat().st_size
    start = perf_counter()
    TextIndex(path, folders, _OPTIONS).update(lambda: False, lambda *_: None)
    rate = posts / (perf_counter() - start)
    size = (path.stat().st_size - size_before) / 2**20
    best = _percentile(Order.BEST, path, folders, queries)
    newest = newest_first(path, folders, queries)
    return [
        Row(
            f"{name}: index, {size:.0f} MiB", "", f"{rate:,.0f} posts/s", "",
            ">= 5,000 posts/s", rate >= 5_000,
        ),
        compare_to_limit(f"{name}: best first, 95th percentile", [best], None),
        compare_to_limit(f"{name}: newest first, 95th percentile", [newest], 30),
    ]  # fmt: skip


def _percentile(order: Order, path: Path, folders: Sequence[Path], queries: Sequence[str]) -> float:
    searcher = Searcher(path, folders, _OPTIONS)
    times: list[float] = []
    for query in map(parse_query, queries):
        for _ in range(_ROUNDS):
            start = perf_counter()
            groups = (searcher.matches(query, order, inside=inside) for inside in (False, True))
            list(islice(chain(*groups), _FIRST_POSTS))
            times.append(perf_counter() - start)
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    run()
