"""The words of posts taken into the index, and found again."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from benchmarks.figures import Line, against_limit, print_table
from benchmarks.posts import folder_of, workplace
from reader.posts.options import LoadOptions
from reader.posts.search.query import parse_query
from reader.store.first_screen import index_path
from reader.store.indexed_load import load_indexed
from reader.store.search import Order, Searcher
from reader.store.texts import TextIndex

_OPTIONS = LoadOptions()
_QUERIES = ("harbour", "h", "sto", "council vote", '"harbour council"', "arbou", "storm -ferry")
"""Each of their words is in most of the posts: the hardest case."""
_REAL_QUERIES = ("release", "open source", '"pull request"', "s", "java", "script", "的", "中文")
_TIMES = 20


def run(corpus: Path | None = None) -> None:
    """Measure and print."""
    lines: list[Line] = []
    for count in (100, 1_000, 10_000, 100_000):
        lines += _measure(f"{count:,} posts", [folder_of(count)], _QUERIES)
    if corpus is not None:
        lines += _measure("real posts", [corpus], _REAL_QUERIES)
    print_table("Full-text search", lines)


def _new_index(folders: Sequence[Path]) -> Path:
    cache = workplace() / "cache-search"
    shutil.rmtree(cache, ignore_errors=True)
    return index_path(cache, folders)


def indexed(folders: Sequence[Path]) -> tuple[Path, Sequence[Path]]:
    """An index of the folders with the words of their posts, made anew; and the folders."""
    path = _new_index(folders)
    load_indexed(path, folders, _OPTIONS)
    TextIndex(path, folders, _OPTIONS).update(lambda: False, lambda *_: None)
    return path, folders


def newest_first(path: Path, folders: Sequence[Path], queries: Sequence[str] = _QUERIES) -> float:
    """Seconds within which 95 of 100 searches give the newest posts."""
    return _slowest(Order.NEWEST, path, folders, queries)


def _measure(name: str, folders: Sequence[Path], queries: Sequence[str]) -> list[Line]:
    path = _new_index(folders)
    posts = len(load_indexed(path, folders, _OPTIONS))
    without = path.stat().st_size
    began = perf_counter()
    TextIndex(path, folders, _OPTIONS).update(lambda: False, lambda *_: None)
    rate = posts / (perf_counter() - began)
    size = (path.stat().st_size - without) / 2**20
    best = _slowest(Order.BEST, path, folders, queries)
    newest = newest_first(path, folders, queries)
    return [
        Line(
            f"{name}: words taken in", f"{size:.0f} MiB", f"{rate:,.0f} posts/s", "",
            ">= 5,000 posts/s", rate >= 5_000,
        ),
        against_limit(f"{name}: best first, 95 of 100 within", [best], None),
        against_limit(f"{name}: newest first, 95 of 100 within", [newest], 30),
    ]  # fmt: skip


def _slowest(order: Order, path: Path, folders: Sequence[Path], queries: Sequence[str]) -> float:
    searcher = Searcher(path, folders, _OPTIONS)
    took: list[float] = []
    for query in map(parse_query, queries):
        for _ in range(_TIMES):
            began = perf_counter()
            searcher.find(query, 50, order)
            took.append(perf_counter() - began)
    return quantiles(took, n=20)[-1]


if __name__ == "__main__":
    run()
