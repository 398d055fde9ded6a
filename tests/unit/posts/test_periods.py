"""Days, months and years as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.posts.periods import Period, parse_period

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025", "2025"),
        ("2025-03", "Mar 2025"),
        ("2025/3", "Mar 2025"),
        ("2025-03-05", "Wed 5 Mar 2025"),
        ("2025.3.5", "Wed 5 Mar 2025"),
        ("today", "Fri 27 Nov 2026"),
        (" Yesterday ", "Thu 26 Nov 2026"),
        ("friday", "Fri 27 Nov 2026"),
        ("mon", "Mon 23 Nov 2026"),
        ("last saturday", "Sat 21 Nov 2026"),
        ("2d", "Wed 25 Nov 2026"),
        ("3w", "Fri 6 Nov 2026"),
        ("3 weeks ago", "Fri 6 Nov 2026"),
        ("6m", "Wed 27 May 2026"),
        ("9 months", "Fri 27 Feb 2026"),
        ("1y", "Thu 27 Nov 2025"),
        ("3 march 2024", "Sun 3 Mar 2024"),
        ("March 3rd, 2024", "Sun 3 Mar 2024"),
        ("2024 mar 3", "Sun 3 Mar 2024"),
        ("3 de marzo de 2024", "Sun 3 Mar 2024"),
        ("märz 2024", "Mar 2024"),
        ("march", "Mar 2026"),
        ("dec", "Dec 2025"),
        ("30 nov", "Sun 30 Nov 2025"),
        ("29 february", "Thu 29 Feb 2024"),
    ],
)
def test_a_period_is_understood(text: str, words: str) -> None:
    period = parse_period(text, FRIDAY)
    assert period is not None
    assert period.words == words


@pytest.mark.parametrize(
    "text",
    [
        *("", "w", "soon", "ma", "12", "3x", "0000", "9999y", "99999", "999999d"),
        *("2025-", "2025-13", "2025-02-30", "31 feb 2024", "3 march 99999"),
        *("march april", "3 4 march"),
    ],
)
def test_anything_else_is_no_period(text: str) -> None:
    assert parse_period(text, FRIDAY) is None


def test_a_month_before_shorter_months_ends_with_its_last_day() -> None:
    assert parse_period("1m", date(2026, 3, 31)) == Period(date(2026, 2, 28), date(2026, 2, 28))


def test_a_month_and_a_year_have_all_their_days() -> None:
    assert parse_period("2024-02", FRIDAY) == Period(date(2024, 2, 1), date(2024, 2, 29))
    assert parse_period("2024", FRIDAY) == Period(date(2024, 1, 1), date(2024, 12, 31))


@given(
    st.text() | st.from_regex(r"[0-9]{0,7}[-/ ]?[a-z0-9]{0,6}[-/ ]?[a-z0-9]{0,4}"),
    st.dates(),
)
def test_whatever_is_typed_raises_nothing(text: str, today: date) -> None:
    period = parse_period(text, today)
    assert period is None or (period.first <= period.last and period.words)
