"""What grows with the posts, and what does not: one line a number of posts."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

from benchmarks.posts import FIRST_TITLE, folder_of
from benchmarks.program import Program
from benchmarks.search import indexed, newest_first
from benchmarks.start import opened, with_index
from reader.posts.loading.loader import load

_TIMES = 5
_KEYS = 30
_COLUMNS = (
    "posts", "loaded without an index", "first list, with index", "down", "page",
    "article opened", "search, newest first", "memory",
)  # fmt: skip


def run() -> None:
    """Measure and print."""
    print("\n### Growth\n")
    print(f"| {' | '.join(_COLUMNS)} |")
    print(f"|{' ---: |' * len(_COLUMNS)}")
    for count in (100, 1_000, 10_000, 100_000):
        print(f"| {count:,} | {' | '.join(_line(count))} |")


def _line(count: int) -> list[str]:
    began = perf_counter()
    load([folder_of(count)])
    loaded = perf_counter() - began
    cache = with_index(count)

    def start() -> Program:
        program = opened(folder_of(count), cache, size=(80, 24))
        program.until(FIRST_TITLE)
        return program

    starts = [_timed(start) for _ in range(_TIMES)]
    program = start()
    program.settle(4.0)
    down = [program.press("j") for _ in range(_KEYS)]
    page = [program.press(key) for _ in range(_TIMES) for key in "b "]
    program.press("g")
    article = program.press_for("\r", " 20")  # the year, in the line under the headline
    memory = program.memory / 2**20
    program.quit()
    found = newest_first(*indexed([folder_of(count)]))
    return [
        f"{loaded:.2f} s",
        *(_milliseconds(median(it)) for it in (starts, down, page)),
        _milliseconds(article),
        _milliseconds(found),
        f"{memory:.0f} MiB",
    ]


def _timed(start: Callable[[], Program]) -> float:
    """Seconds until the first list is painted."""
    program = start()
    took = perf_counter() - program.began
    program.quit()
    return took


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    run()
