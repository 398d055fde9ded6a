"""Days, months and years as people type them: `2025-03`, `yesterday`, `3w`, `3 march 2024`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from reader.posts.fields.month_names import MIN_ABBREVIATION, bare_name, month_number
from reader.text.dates import DateForm, date_in_words, month_in_words

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS_AGO = {"today": 0, "now": 0, "yesterday": 1}
_NUMBERS = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_AGO = re.compile(r"(\d{1,6}) ?([a-z]+)(?: ago)?")
_UNITS = ("days", "weeks", "months", "years")
_WORDS = re.compile(r"[^\W\d_]+\.?|\d+")
"""The words and numbers of `3 March 2024` and of `March 3rd, 2024`."""
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_MONTHS_IN_YEAR = 12
_MIN_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Period:
    """A day, or the days of a month or of a year."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """The period for people: `Fri 6 Nov 2026`, `Mar 2025`, `2025`."""
        if self.first == self.last:
            return date_in_words(self.first, self.first, DateForm.ABSOLUTE)
        if self.first.month == self.last.month:
            return month_in_words(self.first)
        return str(self.first.year)


def parse_period(text: str, today: date) -> Period | None:
    """Return the period that a text names; None if it names none.

    A name without a year, such as `monday` or `march`, is the latest one that is not in the future.
    A number of weeks, months or years leads to the day that is as long ago.

    Args:
        text: Any text.
        today: The day that `yesterday` and `3w` count from.
    """
    text = " ".join(_ORDINAL.sub("", text.casefold()).replace(",", " ").split())
    text = text.removeprefix("last ")
    # A day that no calendar has, such as 2025-02-30 or one 9,000 years ago, raises an error.
    with suppress(ValueError, OverflowError):
        return next(filter(None, (parse(text, today) for parse in _PARSERS)), None)
    return None


def _day(day: date) -> Period:
    return Period(day, day)


def _month(year: int, month: int) -> Period:
    first = date(year, month, 1)
    return Period(first, first.replace(day=monthrange(year, month)[1]))


def _parse_name(text: str, today: date) -> Period | None:
    if text in _DAYS_AGO:
        return _day(today - timedelta(_DAYS_AGO[text]))
    if len(text) >= MIN_ABBREVIATION:
        for number, name in enumerate(_WEEKDAYS):
            if name.startswith(text):
                return _day(today - timedelta((today.weekday() - number) % len(_WEEKDAYS)))
    return None


def _parse_numbers(text: str, _today: date) -> Period | None:
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(number) if number else None for number in found.groups())
    assert year is not None
    if month is None:
        return Period(date(year, 1, 1), date(year, _MONTHS_IN_YEAR, 31))
    return _month(year, month) if day is None else _day(date(year, month, day))


def _parse_distance(text: str, today: date) -> Period | None:
    found = _AGO.fullmatch(text)
    unit = found and next((unit for unit in _UNITS if unit.startswith(found[2])), None)
    if found is None or unit is None:
        return None
    count = int(found[1])
    if unit in ("days", "weeks"):
        return _day(today - timedelta(count * (7 if unit == "weeks" else 1)))
    months = count * (_MONTHS_IN_YEAR if unit == "years" else 1)
    year, month = divmod(today.year * _MONTHS_IN_YEAR + today.month - 1 - months, _MONTHS_IN_YEAR)
    if year < MINYEAR:
        return None
    last = _month(year, month + 1).last
    return _day(last.replace(day=min(today.day, last.day)))


def _parse_month_name(text: str, today: date) -> Period | None:
    """Parse a month in words, with or without a day and a year in any order."""
    words = [word for word in _WORDS.findall(text) if bare_name(word) not in ("of", "de")]
    numbers = [int(word) for word in words if word.isdecimal()]
    months = [month_number(word) for word in words if not word.isdecimal()]
    years = [int(word) for word in words if word.isdecimal() and len(word) >= _MIN_YEAR_DIGITS]
    days = [number for number in numbers if number not in years]
    if len(months) != 1 or not months[0] or len(years) > 1 or len(days) > 1:
        return None
    if years and years[0] > MAXYEAR:
        return None
    return next(_periods_of_month(months[0], days, years, today), None)


def _periods_of_month(
    month: int, days: list[int], years: list[int], today: date
) -> Iterator[Period]:
    """Yield the periods that a month and perhaps a day and a year name, the latest one first."""
    # Up to eight years are between two days of 29 February.
    for year in years or range(today.year, max(MINYEAR, today.year - 8) - 1, -1):
        with suppress(ValueError):
            period = _day(date(year, month, days[0])) if days else _month(year, month)
            if years or period.first <= today:
                yield period


_PARSERS: tuple[Callable[[str, date], Period | None], ...] = (
    _parse_name,
    _parse_numbers,
    _parse_distance,
    _parse_month_name,
)
"""What is tried in turn."""
