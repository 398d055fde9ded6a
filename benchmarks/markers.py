"""Rendering bodies that repeat one marker, at two lengths: the time must grow with the length."""

from __future__ import annotations

from time import process_time

from benchmarks.figures import Row, compare_to_limit, print_table
from reader.article.document import parse_document
from reader.article.plain import render_text
from reader.posts.search.searchable import searchable_text
from tests.markers import markers, repeated

_LENGTHS = (25_000, 100_000)
_LIMIT = 2_000
"""Milliseconds for the longer body."""
_SLOWEST = 12
"""Number of markers that are printed."""


def run() -> None:
    """Measure and print the slowest markers."""
    times = [(_seconds(marker), marker) for marker in markers()]
    times.sort(key=lambda item: -item[0][1])
    rows: list[Row] = []
    for (short, long), marker in times[:_SLOWEST]:
        name = f"{marker!r}, {_LENGTHS[1]:,} characters ({long / short:.1f} times {_LENGTHS[0]:,})"
        rows.append(compare_to_limit(name, [long], _LIMIT))
    print_table("Repeated markers", rows)


def _seconds(marker: str) -> tuple[float, float]:
    """Return the processor time for each of the two lengths."""
    short, long = (_measure(repeated(marker, length)) for length in _LENGTHS)
    return short, long


def _measure(body: str) -> float:
    start = process_time()
    searchable_text(body)
    for _ in render_text(parse_document(body).blocks, 80):
        pass
    return process_time() - start


if __name__ == "__main__":
    run()
