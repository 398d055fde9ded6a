"""Where dates are in a list that is ordered by date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.listing import Section, continue_section
from reader.library.timeline import (
    dated_count,
    local_day,
    nearest_post,
    period_starts,
    sections_by_date,
)
from reader.posts.periods import Period, parse_period
from reader.posts.post import Post
from tests.made_posts import make

TODAY = date(2026, 11, 27)
DAYS = ("2026-11-20", "2026-03-05", "2026-03-02", "2025-12-31", "2024-06-01")


def posts(*days: str) -> list[Post]:
    return [make(day, date=date.fromisoformat(day)) for day in days]


def nearest(text: str, *sections: Section) -> str:
    """Return the day of the post that a typed period leads to."""
    period = parse_period(text, TODAY)
    assert period is not None
    found = nearest_post(sections, period)
    return str(found.day) if found else ""


@pytest.mark.parametrize(
    ("text", "newest_first", "oldest_first"),
    [
        ("2026-03", "2026-03-05", "2026-03-02"),
        ("2026", "2026-11-20", "2026-03-02"),
        ("2026-03-04", "2026-03-02", "2026-03-02"),
        ("2026-04", "2026-03-05", "2026-03-05"),
        ("today", "2026-11-20", "2026-11-20"),
        ("2025-12-31", "2025-12-31", "2025-12-31"),
        ("1999", "2024-06-01", "2024-06-01"),
    ],
)
def test_a_period_leads_to_its_first_post_or_the_one_before_it(
    text: str, newest_first: str, oldest_first: str
) -> None:
    assert nearest(text, Section("Latest", posts(*DAYS))) == newest_first
    assert nearest(text, Section("Oldest first", posts(*reversed(DAYS)))) == oldest_first


def test_undated_posts_are_no_target() -> None:
    undated = [make("undated", date=None), make("other", date=None)]
    assert nearest("2025", Section("Latest", [*posts(*DAYS), *undated])) == "2025-12-31"
    assert nearest("2025", Section("Latest", undated)) == ""
    assert nearest("2025") == ""


def test_featured_posts_count_only_alone() -> None:
    featured = Section("Featured", posts("2025-07-01"), is_featured=True)
    assert nearest("2025-07-01", featured, Section("Latest", posts(*DAYS))) == "2024-06-01"
    assert nearest("2025-07-01", featured) == "2025-07-01"


def test_the_article_that_is_to_be_continued_is_no_target() -> None:
    listed = posts(*DAYS)
    sections = [continue_section(listed[1]), Section("Latest", listed)]
    assert sections_by_date(sections) == sections[1:]


def test_the_section_with_the_nearest_post_wins() -> None:
    unread, read = Section("Unread", posts(*DAYS[::2])), Section("Read", posts(*DAYS[1::2]))
    assert nearest("2026-03-05", unread, read) == "2026-03-05"
    assert nearest("2026-03-03", unread, read) == "2026-03-02"
    assert nearest("2020", unread, read) == "2024-06-01"


def test_what_was_found_says_how_it_relates_to_the_period() -> None:
    section = Section("Latest", posts(*DAYS))
    inside = nearest_post([section], Period(date(2026, 3, 1), date(2026, 3, 31)))
    assert inside is not None
    assert (inside.is_inside, inside.is_later) == (True, False)
    later = nearest_post([section], Period(date(2020, 3, 1), date(2020, 3, 31)))
    assert later is not None
    assert (later.is_inside, later.is_later) == (False, True)


def test_each_year_and_month_starts_once() -> None:
    listed = [*posts(*DAYS), make("undated", date=None)]
    years = list(period_starts(listed, lambda day: day.year))
    assert [(index, day.year) for index, day in years] == [(0, 2026), (3, 2025), (4, 2024)]
    months = [index for index, _ in period_starts(listed, lambda day: (day.year, day.month))]
    assert months == [0, 1, 3, 4]
    assert list(period_starts([], lambda day: day.year)) == []


@given(st.lists(st.integers(0, 3_000), max_size=40), st.integers(0, 3_000), st.integers(0, 400))
def test_the_nearest_post_is_that_of_a_plain_search(
    offsets: list[int], start: int, length: int
) -> None:
    origin = date(2018, 1, 1)
    days = sorted((origin + timedelta(offset) for offset in offsets), reverse=True)
    listed = [make(str(day), date=day) for day in days]
    first = origin + timedelta(start)
    period = Period(first, first + timedelta(length))
    for ordered in (listed, listed[::-1]):
        found = nearest_post([Section("", ordered)], period)
        inside = [post for post in ordered if period.first <= local_day(post) <= period.last]
        before = [day for day in days if day < period.first]
        if not listed:
            assert found is None
            continue
        assert found is not None
        if inside:
            assert found.day == local_day(inside[0])
        else:
            assert found.day == (before[0] if before else days[-1])
        assert dated_count(ordered) == len(ordered)
