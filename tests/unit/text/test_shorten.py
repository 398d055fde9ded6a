"""Shortening titles that begin alike: what differs stays visible, whatever the script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from reader.text.shorten import truncate_apart, wrap_apart
from reader.text.wrap import truncate, wrap_plain

SERIES = [f"Minutes of the harbour council, session {number}" for number in (9, 417, 418)]


@pytest.mark.parametrize(
    ("text", "others", "width", "shown"),
    [
        (SERIES[2], SERIES, 20, "Minutes of the… 418"),
        (SERIES[0], SERIES, 20, "Minutes of the ha… 9"),
        (SERIES[2], SERIES, 80, SERIES[2]),
        (SERIES[2], [SERIES[2]], 20, "Minutes of the harb…"),
        (SERIES[2], ["Minutes of the tide board"], 20, "Minutes of the harb…"),
        (SERIES[2], SERIES, 9, "Minu… 418"),
        (SERIES[2], SERIES, 1, "…"),
        (SERIES[2], SERIES, 0, ""),
        ("港口新闻周报第417期", ["港口新闻周报第418期"], 14, "港口新闻…417期"),
        ("The same text", ["The same text and more"], 10, "The… text"),
        ("The same text and more", ["The same text"], 14, "The… and more"),
    ],
)
def test_a_title_is_cut_before_what_differs(
    text: str, others: list[str], width: int, shown: str
) -> None:
    assert truncate_apart(text, width, others) == shown


def test_what_differs_is_shown_though_more_follows() -> None:
    week = "What the harbour council decided in the week of {} about moorings and dredging"
    titles = [week.format(day) for day in ("3 May", "10 May", "17 May")]
    shown = [truncate_apart(title, 30, titles) for title in titles]
    assert shown == [
        "What the… 3 May about mooring…",
        "What the… 10 May about moorin…",
        "What the… 17 May about moorin…",
    ]


def test_a_cut_title_begins_with_a_whole_word_if_there_is_room() -> None:
    versions = [f"Lantern {version} (stable)" for version in ("24.14.0", "24.14.1", "22.3.0")]
    shown = [truncate_apart(version, 11, versions) for version in versions]
    assert shown == ["L… 24.14.0…", "L… 24.14.1…", "Lantern 22…"]


def test_others_are_not_looked_at_if_the_title_fits() -> None:
    def others() -> list[str]:
        raise AssertionError

    assert truncate_apart("short", 10, (title for _ in "x" for title in others())) == "short"


def test_a_wrapped_title_keeps_what_differs() -> None:
    lines = wrap_apart(SERIES[2], 14, 2, SERIES)
    assert len(lines) == 2
    assert lines[-1].endswith("418")
    assert wrap_apart(SERIES[2], 14, 2, ()) == wrap_plain(SERIES[2], 14, max_lines=2)
    assert wrap_apart(SERIES[2], 30, 2, SERIES) == wrap_plain(SERIES[2], 30)


any_text = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


@given(any_text, st.lists(any_text, max_size=5), any_text, st.integers(0, 40))
def test_no_title_is_wider_than_its_room(
    end: str, ends: list[str], beginning: str, width: int
) -> None:
    others = [beginning + other for other in ends]
    assert cell_len(truncate_apart(beginning + end, width, others)) <= width
    for line in wrap_apart(beginning + end, max(2, width), 2, others):
        assert cell_len(line) <= max(2, width)


@given(any_text, any_text, any_text, st.integers(1, 40))
def test_no_grapheme_is_cut(beginning: str, end: str, other: str, width: int) -> None:
    text = beginning + end
    shown = truncate_apart(text, width, [beginning + other])
    whole = {text[start:past] for start, past, _ in split_graphemes(text)[0]}
    pieces = {shown[start:past] for start, past, _ in split_graphemes(shown)[0]}
    if truncate(text, 1_000) == text:  # nothing was cleaned
        assert pieces <= whole | {"…"}


letters = st.text("abcdefg 港口#0123456789", min_size=1, max_size=12)


@given(
    st.text("abcdefg 港口", min_size=5, max_size=60),
    st.lists(st.integers(0, 99_999), min_size=2, max_size=9, unique=True),
    st.integers(14, 60),
)
def test_numbered_titles_stay_different(prefix: str, numbers: list[int], width: int) -> None:
    titles = [f"{prefix} #{number}" for number in numbers]
    assert len({truncate_apart(title, width, titles) for title in titles}) == len(titles)


@given(st.text("abc 港", max_size=50), letters, letters, st.integers(12, 60))
def test_two_titles_that_differ_stay_different(a: str, b: str, c: str, width: int) -> None:
    first, second = f"{a}{b}".strip(), f"{a}{c}".strip()
    if first != second:
        assert truncate_apart(first, width, [second]) != truncate_apart(second, width, [first])
