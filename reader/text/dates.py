"""Dates as English text, whatever the locale of the machine."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TypeAlias

PostDate: TypeAlias = date | datetime
"""When a post was published.

A `date` if the post gives only a day, which is the same in every time zone; a naive `datetime` if
it gives a time without an offset from UTC; an aware one if it gives the offset as well.
"""

NO_DATE = "no date"
"""What is shown in the place of the date of a post that has none; at most seven cells wide."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = tuple(name[:3] for name in _MONTH_NAMES)


class DateForm(Enum):
    """Which parts of a date `date_in_words` includes."""

    BOTH = "both"
    """`Thu 10 Sep 2020, 11:20 · 6 years ago`"""
    ABSOLUTE = "absolute"
    """`Thu 10 Sep 2020, 11:20`"""
    RELATIVE = "relative"
    """`6 years ago`"""


def date_in_words(published: PostDate, today: date, form: DateForm = DateForm.BOTH) -> str:
    """Return a date such as `Thu 10 Sep 2020, 11:20 · 6 years ago`.

    Args:
        published: When the post was published. An aware time is shown in the local time zone; a
            `date` is shown without a time.
        today: The current local date, which "6 years ago" counts from.
        form: Whether the date, the distance from today, or both are included.
    """
    local = wall_clock(published)
    distance = distance_in_words(local.date(), today)
    if form is DateForm.RELATIVE:
        return distance
    day = f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}"
    if isinstance(published, datetime):
        day += f", {local.hour:02}:{local.minute:02}"
    return day if form is DateForm.ABSOLUTE else f"{day} · {distance}"


def distance_in_words(day: date, today: date) -> str:
    """Return the distance between two days: `today`, `3 days ago`, `6 years ago`, `in 2 weeks`."""
    days = (today - day).days
    if days in (-1, 0, 1):
        return ("tomorrow", "today", "yesterday")[days + 1]
    count, unit = _largest_unit(min(day, today), max(day, today))
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{words} ago" if days > 0 else f"in {words}"


def _largest_unit(earlier: date, later: date) -> tuple[int, str]:
    """Return whole years if there are any, else whole months, else weeks from two on, else days."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    months -= later.day < earlier.day
    if months >= 12:
        return months // 12, "year"
    if months >= 1:
        return months, "month"
    days = (later - earlier).days
    return (days // 7, "week") if days >= 14 else (days, "day")


def short_date(published: PostDate, today: date) -> str:
    """Return a date for a list row, at most seven cells wide.

    It is `17:30` for a time of the current day, `10 Sep` in the current year, `Sep ’20` less than
    50 years away, and `1967` beyond that. The apostrophe distinguishes a year from a day.
    """
    local = wall_clock(published)
    if is_time_of(published, today):
        return f"{local.hour:02}:{local.minute:02}"
    month = _MONTHS[local.month - 1]
    if local.year == today.year:
        return f"{local.day:>2} {month}"
    if abs(local.year - today.year) < 50:
        return f"{month} ’{local.year % 100:02}"
    return str(local.year)


def is_time_of(published: PostDate, day: date) -> bool:
    """Whether a date is a point in time within a day."""
    return isinstance(published, datetime) and wall_clock(published).date() == day


def time_or_day(published: PostDate, today: date) -> str:
    """Return a time such as `17:30` for one of the current day, else a date as `day_in_words`."""
    if is_time_of(published, today):
        return short_date(published, today)
    return day_in_words(published)


def day_in_words(published: PostDate) -> str:
    """Return a date such as `10 Sep 2020`, for places with no room for more."""
    local = wall_clock(published)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def long_month_in_words(day: date) -> str:
    """Return a month such as `September 2020`."""
    return f"{_MONTH_NAMES[day.month - 1]} {day.year}"


def weekday_in_words(day: date, today: date) -> str:
    """Return a day such as `Thu 10 Sep`, with its year unless that is the current one."""
    words = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def long_month(month: str) -> str:
    """Return a month such as `March 2025` for one such as `2025-03`."""
    year, _, number = month.partition("-")
    return f"{_MONTH_NAMES[int(number) - 1]} {int(year)}"


def month_in_words(published: PostDate) -> str:
    """Return a month such as `Sep 2020`."""
    local = wall_clock(published)
    return f"{_MONTHS[local.month - 1]} {local.year}"


def day_of(published: PostDate) -> date:
    """Return the day of a date, in the time zone that it is given in.

    Unlike the day of `wall_clock`, it is the same on every machine.
    """
    return published.date() if isinstance(published, datetime) else published


def wall_clock(published: PostDate) -> datetime:
    """Return the naive local time at which a post was published, for comparing and for showing.

    A `date` becomes midnight, a naive time is already local, and an aware time is converted to the
    local time zone.
    """
    if not isinstance(published, datetime):
        return datetime(published.year, published.month, published.day)
    if published.tzinfo is None:
        return published
    return published.astimezone().replace(tzinfo=None)
