"""Text to dates: every shape in which people write a day or a time, without knowing the place."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple
from unicodedata import normalize

from reader.text.dates import PostDate

_TIME = r"""
    (?P<hour>\d{1,2})
    (?: \s?[:h.时時-] \s? (?P<minute>\d{1,2})
        (?: [:.分-] (?P<second>\d{1,2}) (?: [.,] (?P<fraction>\d+) )? )? [分秒]? )?
    \s* (?P<half>[ap]\.?m\.?)?
"""
_ZONE = r"""
    (?P<zone>z|[a-z]{2,5})? \s*
    (?: (?P<offset>[+-]\d{1,2}(?: :?\d{2})?) (?: \s+ (?:[a-z]{2,5}|[+-]\d{4}) )? )?
    (?: \s* [(\[] [^()\[\]]* [)\]] )?
"""
_WEEKDAY_NAME = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|(?:星期|周|週)[一二三四五六日天]"
_THEN_TIME = rf"""
    (?: \s* ,?\s* (?:{_WEEKDAY_NAME}) )?
    (?: (?: \s*[t,]\s* | \s+(?:at\s+)? | - ) {_TIME} )? \s* {_ZONE} \s*
"""
_WEEKDAY = rf"(?: (?:{_WEEKDAY_NAME}),?\s+ )?"
_DAY = r"(?P<day>\d{1,2}) (?:st|nd|rd|th)?"
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


_YEAR_FIRST_PATTERN = rf"""
    {_YEAR} \s?[-/.年]\s? (?P<month>\d{{1,2}}) \s?[-/.月]\s? (?P<day>\d{{1,2}}) (?!\d) 日?
    {_THEN_TIME}
"""
_YEAR_FIRST = _shape(_WEEKDAY + _YEAR_FIRST_PATTERN)
_WITHIN_TEXT = _shape(r"(?<![\d-])" + _YEAR_FIRST_PATTERN)
_NAME_BETWEEN = _shape(rf"{_YEAR} [\s-]+ {_NAME},? [\s-]+ {_DAY} {_THEN_TIME}")
_YEAR_ONLY = _shape(rf"{_YEAR} (?: \s?[-/.年]\s? (?P<month>\d{{1,2}}) 月? | 年 )?")
_YEAR_LAST = _shape(
    rf"(?P<first>\d{{1,2}}) (?P<mark>[./-]) (?P<then>\d{{1,2}}) (?P=mark) {_YEAR} {_THEN_TIME}"
)
_COMPACT = _shape(
    rf"{_YEAR} (?P<month>\d\d) (?P<day>\d\d)"
    rf"(?: t?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)? )? {_ZONE}"
)
_DAY_FIRST = _shape(rf"{_WEEKDAY} {_DAY}\.?(?:\s+of)?[\s-]+ {_NAME},?[\s-]+ {_YEAR} {_THEN_TIME}")
_MONTH_FIRST = _shape(rf"{_WEEKDAY} {_NAME}\s+ {_DAY},?\s+ {_YEAR} {_THEN_TIME}")
_UNIX = _shape(rf"{_WEEKDAY} {_NAME}\s+ {_DAY}\s+ {_TIME} \s* {_ZONE} \s+ {_YEAR}")
_MONTH_ONLY = _shape(rf"{_NAME},?\s+ {_YEAR}")
SHAPES = (
    _YEAR_FIRST,
    _COMPACT,
    _YEAR_LAST,
    _DAY_FIRST,
    _MONTH_FIRST,
    _NAME_BETWEEN,
    _UNIX,
    _MONTH_ONLY,
    _YEAR_ONLY,
)

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")

_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_HOURS_OF_ZONE = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "cet": 1, "cest": 2, "jst": 9,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
"""The zones of RFC 2822 and a few without a double; of another name the time is the reader's."""

_FIRST_YEAR, _LAST_YEAR = 1000, 9000
"""Within these every date can be moved to every zone."""


class ParsedDate(NamedTuple):
    """What a text says as a date."""

    date: PostDate | None
    """None if it is not a date."""
    fault: str | None = None
    """What is wrong with it, in words that follow the text: `is not a day in the calendar`."""


def parse_date(text: str) -> ParsedDate:
    """Read one line of text as a day or a point in time.

    Known are year-first, day-first and compact numbers, ISO 8601, RFC 2822, Unix `date`, English
    month names, and seconds or milliseconds since 1970; of a month or year alone its first day.
    Where a day but no possible time is found, or a date within other text, that is read, with a
    fault.
    """
    text = _plain(text)
    for shape in SHAPES:
        found = shape.fullmatch(text)
        if found is not None:
            reading = _date_of(found.groupdict())
            if reading is not None:
                return reading
    if _EPOCH.fullmatch(text):
        return ParsedDate(_since_1970(float(text)))
    within = _WITHIN_TEXT.search(text)
    reading = None if within is None else _date_of(within.groupdict())
    if reading is not None and reading.date is not None:
        return ParsedDate(reading.date, "contains more than a date")
    return ParsedDate(None, "is not a date")


def _plain(text: str) -> str:
    """Without brackets, quotes and commas around it, in the digits and dashes of ASCII."""
    if not text.isascii():
        text = normalize("NFKC", text).translate(_DASHES)
    if text[:1] in ("<", "["):
        text = text.strip("<>[]")
    return text.strip("\"' ").rstrip(".,;")


def _date_of(parts: dict[str, str | None]) -> ParsedDate | None:
    """The date of a shape's parts; None if they are no date of that shape at all."""
    day = _day_of(parts)
    if day is None:
        return None if parts.get("name") else ParsedDate(None, "is not a day in the calendar")
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return ParsedDate(None, f"is not in the years {_FIRST_YEAR} to {_LAST_YEAR}")
    if not parts.get("hour"):
        return ParsedDate(day)
    try:
        return ParsedDate(_moment_of(day, parts))
    except ValueError:
        return ParsedDate(day, "has an invalid time")


def _day_of(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    if parts.get("name"):
        month = _month_number(parts["name"] or "")
        day = int(parts.get("day") or 1)
    elif parts.get("mark"):
        day, month = _day_and_month(parts)
    else:
        month, day = int(parts["month"] or 1), int(parts.get("day") or 1)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_number(name: str) -> int:
    """1 to 12 for a month or the beginning of one; 0 if it is none."""
    name = "sep" if name.casefold() == "sept" else name.casefold()
    return next((at for at, month in enumerate(_MONTHS, 1) if month.startswith(name)), 0)


def _day_and_month(parts: dict[str, str | None]) -> tuple[int, int]:
    """Day first; with slashes month first, as Americans write, unless that is impossible."""
    day, month = int(parts["first"] or 0), int(parts["then"] or 0)
    if (parts["mark"] == "/" and day <= 12) or month > 12:
        return month, day
    return day, month


def _moment_of(day: date, parts: dict[str, str | None]) -> datetime:
    """The point in time; raises ValueError if there is no such hour or offset."""
    hour = int(parts["hour"] or 0)
    half = (parts.get("half") or "").casefold()
    if half and not 1 <= hour <= 12:
        raise ValueError("no such hour")
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    fraction = (parts.get("fraction") or "0")[:6].ljust(6, "0")
    return datetime(
        day.year, day.month, day.day,
        hour, int(parts["minute"] or 0), min(int(parts.get("second") or 0), 59), int(fraction),
        tzinfo=_zone_of(parts["zone"], parts["offset"]),
    )  # fmt: skip


def _zone_of(name: str | None, offset: str | None) -> timezone | None:
    if offset is not None:
        digits = offset[1:].replace(":", "")
        hours, minutes = (
            (int(digits), 0) if len(digits) < 3 else (int(digits[:-2]), int(digits[-2:]))
        )
        if minutes > 59:
            raise ValueError("no such offset")
        ahead = timedelta(hours=hours, minutes=minutes)
        return timezone(-ahead if offset[0] == "-" else ahead)
    if name is not None and name.casefold() in _HOURS_OF_ZONE:
        hours = _HOURS_OF_ZONE[name.casefold()]
        return timezone(timedelta(hours=hours)) if hours else UTC
    return None


def _since_1970(number: float) -> datetime:
    return datetime.fromtimestamp(number / 1000 if number >= 1e11 else number, UTC)
