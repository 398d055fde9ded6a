"""The table of subscriptions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from rich.style import Style

from reader.posts.post import UNCATEGORISED
from reader.store.feeds.fetch_state import FeedState
from reader.tui.feeds.listed import FeedList, ListedFeed
from reader.tui.rows.feed_rows import (
    FeedRows,
    column_titles,
    feed_rows,
    moment,
    state_words,
)
from reader.tui.rows.model import ROLES, RowStyles

STYLES = RowStyles(Style(), **{role: Style() for role in ROLES})
NOW = datetime(2026, 6, 30, 12)  # a Tuesday
HOUR = 3_600.0
FEED = ListedFeed(
    "kottke",
    "Kottke",
    "https://kottke.org/feed",
    "Kottke",
    "Blogs",
    12,
    340,
    date(2026, 6, 29),
    FeedState.OK,
    NOW.timestamp() - HOUR,
    NOW.timestamp() + HOUR,
)
FAILING = replace(
    FEED,
    id="nyt",
    name="NYT",
    category="News",
    unread=0,
    state=FeedState.FAILING,
    failing_since=NOW.timestamp() - 2 * HOUR,
    message="The server answers 503.",
    remedy="Broadsheet tries again.",
)


def drawn(width: int, *feeds: ListedFeed, shows_remedies: bool = False) -> list[str]:
    """Return the lines of some feeds."""
    rows = FeedRows(width, feed_rows(feeds), NOW, shows_remedies=shows_remedies)
    lines = [rows.draw_line(line, -1, STYLES) for line in range(rows.line_count)]
    assert {line.cell_length for line in lines} == {width}
    return [line.text.rstrip() for line in lines]


def test_a_wide_table_has_all_columns() -> None:
    assert column_titles(90).split() == ["Feed", "Unread", "Latest", "Fetched", "Next", "State"]
    assert drawn(90, FEED, FAILING) == [
        " Blogs",
        f" {'Kottke':29}  {12:>6}  29 Jun   11:00      13:00      ok",
        " News",
        f" {'NYT':29}          29 Jun   11:00      13:00      retry 13:00",
    ]


def test_feeds_of_one_name_have_their_addresses() -> None:
    lines = drawn(90, FEED, replace(FEED, id="b", url="http://b.org/x"), replace(FAILING, name="B"))
    assert [line[1:28].rstrip() for line in lines] == [
        "Blogs",
        "Kottke · kottke.org/feed",
        "Kottke · b.org/x",
        "News",
        "B",
    ]


def test_the_time_of_a_post_of_today_is_shown() -> None:
    assert (
        "  09:30    11:00  " in drawn(90, replace(FEED, latest=NOW.replace(hour=9, minute=30)))[1]
    )


@pytest.mark.parametrize(
    ("width", "titles"),
    [
        (78, ["Feed", "Unread", "Latest", "Next", "State"]),
        (66, ["Feed", "Unread", "Latest", "State"]),
        (56, ["Feed", "Unread", "State"]),
        (40, ["Feed", "Unread", "State"]),
    ],
)
def test_columns_give_way_to_the_names(width: int, titles: list[str]) -> None:
    assert column_titles(width).split() == titles
    drawn(width, FEED, replace(FAILING, name="泰晤士報 " * 20))


def test_what_is_wrong_is_below_a_feed_that_fails() -> None:
    lines = drawn(60, FEED, FAILING, shows_remedies=True)

    assert lines[-2:] == [
        "    The server answers 503. Broadsheet tries again.",
        "    https://kottke.org/feed",
    ]
    assert len(lines) == 6


def test_without_categories_there_are_no_headings() -> None:
    alone, other = replace(FEED, category=""), replace(FEED, id="b", category="B")

    assert feed_rows([alone]) == [alone]
    assert feed_rows([alone, other]) == [UNCATEGORISED, alone, "B", other]
    assert feed_rows([]) == []


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (FEED, "ok"),
        (replace(FEED, gap=NOW.timestamp()), "ok, some missed"),
        (ListedFeed("a", "A", "", "A"), "not fetched yet"),
        (FAILING, "retry 13:00"),
        (replace(FAILING, due=NOW.timestamp() - 1), "retry due"),
        (replace(FAILING, due=None), "failing"),
        (replace(FAILING, due=NOW.timestamp() + 26 * HOUR), "retry Wed 14:00"),
        (replace(FEED, state=FeedState.GONE), "gone"),
        (
            replace(FEED, state=FeedState.GONE, failing_since=NOW.timestamp() - HOUR),
            "gone since 11:00",
        ),
        (
            replace(FEED, state=FeedState.GONE, failing_since=NOW.timestamp() - 48 * HOUR),
            "gone since Sun",
        ),
        (
            replace(FEED, state=FeedState.GONE, failing_since=datetime(2026, 6, 12).timestamp()),
            "gone since 12 Jun",
        ),
        (
            replace(FEED, state=FeedState.GONE, failing_since=datetime(2026, 5, 2).timestamp()),
            "gone since May",
        ),
        (
            replace(FEED, state=FeedState.GONE, failing_since=datetime(2025, 9, 2).timestamp()),
            "gone since Sep ’25",
        ),
    ],
)
def test_states_are_words(feed: ListedFeed, words: str) -> None:
    assert state_words(feed, NOW) == words
    assert drawn(90, feed)[-1].endswith(f"  {words}")


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (timedelta(minutes=20), "12:20"),
        (timedelta(hours=-13), "Mon 23:00"),
        (timedelta(days=6), "Mon 12:00"),
        (timedelta(days=7), "7 Jul"),
        (timedelta(days=-400), "May ’25"),
    ],
)
def test_moments_are_short(distance: timedelta, words: str) -> None:
    assert moment((NOW + distance).timestamp(), NOW) == words
    assert moment(None, NOW) == ""


def test_categories_are_listed_once() -> None:
    feeds = FeedList([FEED, replace(FEED, id="b"), FAILING, replace(FEED, category="")])

    assert feeds.categories == ("Blogs", "News")
