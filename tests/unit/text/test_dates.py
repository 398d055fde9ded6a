"""Dates as English text, whatever the locale."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reader.text.dates import date_in_words, distance_in_words, short_date, time_or_day

TODAY = date(2026, 3, 15)


def test_a_date_is_shown_without_a_time() -> None:
    assert date_in_words(date(2020, 9, 10), TODAY) == "Thu 10 Sep 2020 · 5 years ago"


def test_a_naive_time_is_shown_as_it_is() -> None:
    assert date_in_words(datetime(2026, 3, 15, 7, 5), TODAY) == "Sun 15 Mar 2026, 07:05 · today"


def test_an_aware_time_is_shown_in_the_local_time_zone() -> None:
    moment = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
    local = moment.astimezone()
    assert f"{local.hour:02}:{local.minute:02}" in date_in_words(moment, TODAY)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 16), "tomorrow"),
        (date(2026, 3, 15), "today"),
        (date(2026, 3, 14), "yesterday"),
        (date(2026, 3, 13), "2 days ago"),
        (date(2026, 3, 2), "13 days ago"),
        (date(2026, 3, 1), "2 weeks ago"),
        (date(2026, 2, 16), "3 weeks ago"),
        (date(2026, 2, 15), "1 month ago"),
        (date(2025, 3, 16), "11 months ago"),
        (date(2025, 3, 15), "1 year ago"),
        (date(1926, 3, 15), "100 years ago"),
        (date(2026, 4, 2), "in 2 weeks"),
        (date(2028, 3, 15), "in 2 years"),
        (date.min, "2025 years ago"),
        (date.max, "in 7973 years"),
    ],
)
def test_distances_are_in_the_largest_whole_unit(day: date, words: str) -> None:
    assert distance_in_words(day, TODAY) == words


@pytest.mark.parametrize(
    ("published", "short", "long"),
    [
        (datetime(2026, 3, 15, 7, 5), "07:05", "07:05"),
        (date(2026, 3, 15), "15 Mar", "15 Mar 2026"),
        (datetime(2026, 3, 14, 23, 59), "14 Mar", "14 Mar 2026"),
    ],
)
def test_a_time_of_today_is_shown_in_place_of_the_date(
    published: date, short: str, long: str
) -> None:
    assert short_date(published, TODAY) == short
    assert time_or_day(published, TODAY) == long


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 9, 10), "10 Sep"),
        (date(2026, 1, 5), " 5 Jan"),
        (date(2020, 9, 10), "Sep ’20"),
        (date(2009, 12, 31), "Dec ’09"),
        (date(1975, 5, 1), "1975"),
        (date(101, 5, 1), "101"),
    ],
)
def test_short_dates(day: date, shown: str) -> None:
    assert short_date(day, TODAY) == shown
