"""What depends on the number of posts and what does not: one row for each number of posts."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

from benchmarks.posts import FIRST_TITLE, posts_folder
from benchmarks.program import Program
from benchmarks.search import build_index, newest_first
from benchmarks.start import cache_with_index, open_broadsheet
from reader.posts.loading.loader import load

_ROUNDS = 5
_KEYS = 30
_COLUMNS = (
    "posts", "load, no index", "first list, with index", "down", "page",
    "open an article", "search, newest first", "memory",
)  # fmt: skip


def run() -> None:
    """Measure and print."""
    print("\n### Growth\n")
    print(f"| {' | '.join(_COLUMNS)} |")
    print(f"|{' ---: |' * len(_COLUMNS)}")
    for count in (100, 1_000, 10_000, 100_000):
        print(f"| {count:,} | {' | '.join(_measure(count))} |")


def _measure(count: int) -> list[str]:
    """Return the cells of a row, without the number of posts."""
    load_start = perf_counter()
    load([posts_folder(count)])
    load_seconds = perf_counter() - load_start
    cache = cache_with_index(count)

    def start() -> Program:
        program = open_broadsheet(posts_folder(count), cache, size=(80, 24))
        program.wait_for(FIRST_TITLE)
        return program

    starts = [_timed(start) for _ in range(_ROUNDS)]
    program = start()
    program.settle(4.0)
    down = [program.press("j") for _ in range(_KEYS)]
    page = [program.press(key) for _ in range(_ROUNDS) for key in "b "]
    program.press("g")
    article = program.press_until("\r", " 20")  # the year, in the line under the headline
    memory = program.memory / 2**20
    program.quit()
    search_seconds = newest_first(*build_index([posts_folder(count)]))
    return [
        f"{load_seconds:.2f} s",
        *(_milliseconds(median(seconds)) for seconds in (starts, down, page)),
        _milliseconds(article),
        _milliseconds(search_seconds),
        f"{memory:.0f} MiB",
    ]


def _timed(start: Callable[[], Program]) -> float:
    """Return the seconds from the start of the program until the first list is painted."""
    program = start()
    seconds = perf_counter() - program.started
    program.quit()
    return seconds


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    run()
