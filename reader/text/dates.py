"""Dates as an English reader says them, whatever the machine's locale."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TypeAlias

PostDate: TypeAlias = date | datetime
"""When a post was published: a `date` where only a day was written (it never shifts between time
zones), a naive `datetime` where no offset was written, an aware one where it was."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class DateForm(Enum):
    """How much is said of a date."""

    BOTH = "both"
    """`Thu 10 Sep 2020, 11:20 · 6 years ago`"""
    ABSOLUTE = "absolute"
    RELATIVE = "relative"


def date_in_words(published: PostDate, today: date, form: DateForm = DateForm.BOTH) -> str:
    """As in `Thu 10 Sep 2020, 11:20 · 6 years ago`; the time only where one was written.

    Args:
        published: When; an aware time is told in the reader's zone.
        today: The reader's day, from which the distance is counted.
        form: Whether the day, the distance or both are told.
    """
    when = wall_clock(published)
    distance = distance_in_words(when.date(), today)
    if form is DateForm.RELATIVE:
        return distance
    day = f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"
    if isinstance(published, datetime):
        day += f", {when.hour:02}:{when.minute:02}"
    return day if form is DateForm.ABSOLUTE else f"{day} · {distance}"


def distance_in_words(day: date, today: date) -> str:
    """As in `today`, `3 days ago`, `6 years ago`, `in 2 weeks`."""
    days = (today - day).days
    if days in (-1, 0, 1):
        return ("tomorrow", "today", "yesterday")[days + 1]
    count, unit = _largest_unit(min(day, today), max(day, today))
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{words} ago" if days > 0 else f"in {words}"


def _largest_unit(earlier: date, later: date) -> tuple[int, str]:
    """Whole years, else whole months, else weeks from two on, else days."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    months -= later.day < earlier.day
    if months >= 12:
        return months // 12, "year"
    if months >= 1:
        return months, "month"
    days = (later - earlier).days
    return (days // 7, "week") if days >= 14 else (days, "day")


def short_date(published: PostDate, today: date) -> str:
    """Seven cells at most for a list row: `10 Sep` within this year, else `Sep ’20`.

    The apostrophe tells a year from a day; a year far off is written out, as in `1987`.
    """
    when = wall_clock(published)
    month = _MONTHS[when.month - 1]
    if when.year == today.year:
        return f"{when.day:>2} {month}"
    if abs(when.year - today.year) < 50:
        return f"{month} ’{when.year % 100:02}"
    return str(when.year)


def day_in_words(published: PostDate) -> str:
    """As in `10 Sep 2020`, for a line that has no room for more."""
    when = wall_clock(published)
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def wall_clock(published: PostDate) -> datetime:
    """The naive local time at which a post appeared, for comparing and for showing.

    A day is its midnight wherever it is read; a naive time is the reader's; an aware one is
    moved into the reader's zone.
    """
    if not isinstance(published, datetime):
        return datetime(published.year, published.month, published.day)
    if published.tzinfo is None:
        return published
    return published.astimezone().replace(tzinfo=None)
