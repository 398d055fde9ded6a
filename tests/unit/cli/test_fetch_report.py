"""What a fetch tells a person."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

import pytest
from rich.cells import cell_len
from rich.console import Console

from reader.cli.fetch_progress import ProgressDisplay
from reader.cli.fetch_report import FetchReport, time_in_words
from reader.feeds.events import (
    GAP,
    GAP_REMEDY,
    FeedFailed,
    FeedFetched,
    FeedMoved,
    FeedPostponed,
    FetchEnded,
    FetchEvent,
    FetchStarted,
    PostDeleted,
    PostWritten,
)

NOON = 1_795_780_800.0  # 27 Nov 2026, 12:00 UTC


class Lines:
    """Keeps the lines that are written."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, lines: Iterable[str]) -> None:
        self.lines += lines

    def advance(self, event: FetchEvent) -> None:
        """Nothing is drawn."""


def lines_for(*events: FetchEvent, is_dry: bool = False) -> list[str]:
    display = Lines()
    report = FetchReport(display, NOON, is_dry=is_dry)
    for event in events:
        report.show(event)
    return display.lines


@pytest.mark.parametrize(
    ("event", "lines"),
    [
        (PostWritten("k", "/f/a.md", "A", is_new=True), []),
        (PostDeleted("k", "/f/a.md", "A", "too old"), ["deleted /f/a.md (too old)"]),
        (FeedFetched("k", "Kottke", is_unchanged=True), []),
        (FeedFetched("k", "Kottke", 2, 1, 3), ["Kottke: 2 new, 1 updated, 3 filtered"]),
        (
            FeedFetched("k", "Kottke", 2, has_gap=True),
            ["Kottke: 2 new", f"    {GAP}", f"    {GAP_REMEDY}"],
        ),
        (
            FeedPostponed("k", "Kottke", NOON + 7_200),
            ["Kottke: not fetched; its server wants no request before 14:00"],
        ),
        (
            FeedMoved("k", "Kottke", "https://new.example/"),
            ["Kottke: has moved; its address is now https://new.example/"],
        ),
        (FetchEnded(1, 1), ["1 feed: 1 post written, 0 updated, 0 failed"]),
    ],
)
def test_lines(event: FetchEvent, lines: list[str]) -> None:
    assert lines_for(event) == lines


def test_a_dry_run_says_what_would_happen() -> None:
    assert lines_for(
        PostWritten("k", "/f/a.md", "A", is_new=True),
        PostWritten("k", "/f/b.md", "B", is_new=False),
        PostDeleted("k", "/f/c.md", "C", "older than 30 days"),
        FetchEnded(1, 1, 1),
        is_dry=True,
    ) == [
        "would write /f/a.md",
        "would update /f/b.md",
        "would delete /f/c.md (older than 30 days)",
        "1 feed: 1 post would be written, 1 updated, 0 failed",
    ]


@pytest.mark.parametrize(
    ("retry", "words"),
    [
        (NOON - 60, ["    Next attempt: with the next fetch."]),
        (NOON + 3_600, ["    Next attempt: after 13:00."]),
        (NOON + 86_400, ["    Next attempt: after Sat 28 Nov 2026, 12:00."]),
        (None, []),
    ],
)
def test_failures_come_last_with_their_remedies(retry: float | None, words: list[str]) -> None:
    failed = FeedFailed("k", "Kottke", "It failed.", "Wait.", retry)

    lines = lines_for(failed, FeedFetched("o", "Other", 1), FetchEnded(2, 1, 0, 1))

    assert lines == [
        "Other: 1 new",
        "Kottke: It failed.",
        "    Wait.",
        *words,
        "2 feeds: 1 post written, 0 updated, 1 failed",
    ]


def test_offline_says_that_nothing_counts() -> None:
    lines = lines_for(FetchEnded(0, is_offline=True))

    assert "offline" in lines[0]
    assert "No feed counts as failed" in lines[1]


def test_times_of_today_have_no_date() -> None:
    assert time_in_words(NOON + 60, NOON) == "12:01"


@pytest.mark.parametrize("width", [20, 40, 80])
def test_the_progress_is_one_line_that_never_reaches_the_edge(width: int) -> None:
    text = io.StringIO()
    console = Console(file=text, force_terminal=True, width=width, legacy_windows=False)
    title = "[b]月[/b]\x1b[2J " + "very " * 30
    with ProgressDisplay(console) as display:
        report = FetchReport(display, NOON)
        report.show(FetchStarted(2))
        report.show(FeedFetched("a", "A", 3))
        report.show(FeedFetched("k", title))
        drawn = text.getvalue()
        report.show(FetchEnded(1, 3))

    if width == 80:
        assert "2 of 2 · 3 new · [b]月[/b]" in drawn
    assert "\x1b[2J" not in drawn
    for line in re.split(r"[\r\n]+", re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", drawn)):
        assert cell_len(line) < width
