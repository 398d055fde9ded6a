"""Parse dates and times in the formats that people use in front matter.

The formats include ISO 8601 and RFC 3339 (https://www.rfc-editor.org/rfc/rfc3339), RFC 5322
(https://www.rfc-editor.org/rfc/rfc5322#section-3.3), the output of Unix `date`, and timestamps.
Dates in other languages are first rewritten by `local_dates`. The locale is not considered.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from reader.posts.fields.local_dates import rewrite_date
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
_DAY_NAME = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|(?:星期|周|週)[一二三四五六日天]"
_THEN_TIME = rf"""
    (?: \s* ,?\s* (?:{_DAY_NAME}) )?
    (?: (?: \s*[t,]\s* | \s+(?:at\s+)? | [-_] ) {_TIME} )? \s* {_ZONE} \s*
"""
_WEEKDAY = rf"(?: (?:{_DAY_NAME}),?\s+ )?"
_DAY = r"(?P<day>\d{1,2}) (?:st|nd|rd|th)?"
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


_YEAR_FIRST_PATTERN = rf"""
    {_YEAR} \s?[-_/.年]\s? (?P<month>\d{{1,2}}) \s?[-_/.月]\s? (?P<day>\d{{1,2}}) (?!\d) 日?
    {_THEN_TIME}
"""
_YEAR_FIRST = _compile(_WEEKDAY + _YEAR_FIRST_PATTERN)
_WITHIN_TEXT = _compile(r"(?<![\d-])" + _YEAR_FIRST_PATTERN)
_NAME_BETWEEN = _compile(rf"{_YEAR} [\s-]+ {_NAME},? [\s-]+ {_DAY} {_THEN_TIME}")
_YEAR_ONLY = _compile(rf"{_YEAR} (?: \s?[-/.年]\s? (?P<month>\d{{1,2}}) 月? | 年 )?")
_YEAR_LAST = _compile(
    rf"{_WEEKDAY} (?P<first>\d{{1,2}}) (?P<separator>[./-])\s? (?P<next>\d{{1,2}})"
    rf" (?P=separator)\s? {_YEAR} {_THEN_TIME}"
)
_COMPACT = _compile(
    rf"{_YEAR} (?P<month>\d\d) (?P<day>\d\d)"
    rf"(?: t?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)? )? {_ZONE}"
)
_DAY_FIRST = _compile(rf"{_WEEKDAY} {_DAY}\.?(?:\s+of)?[\s-]+ {_NAME},?[\s-]+ {_YEAR} {_THEN_TIME}")
# A year of two digits needs the name of the month before it and a time after it, as in the dates of
# e-mail (RFC 5322, section 4.3). In "10-09-20" and "20 Sep 10" nobody knows what is the year.
_SHORT_YEAR = _compile(
    rf"{_WEEKDAY} {_DAY}[\s-]+ {_NAME}[\s-]+ (?P<year>\d\d)\s+"
    rf" (?=\d+:) {_TIME} \s* {_ZONE} \s*"
)
_MONTH_FIRST = _compile(rf"{_WEEKDAY} {_NAME}[\s-]+ {_DAY},?[\s-]+ {_YEAR} {_THEN_TIME}")
_UNIX = _compile(rf"{_WEEKDAY} {_NAME}\s+ {_DAY}\s+ {_TIME} \s* {_ZONE} \s+ {_YEAR}")
_MONTH_ONLY = _compile(rf"{_NAME},?\s+ {_YEAR}")
DATE_FORMATS = (
    _YEAR_FIRST,
    _COMPACT,
    _YEAR_LAST,
    _DAY_FIRST,
    _SHORT_YEAR,
    _MONTH_FIRST,
    _NAME_BETWEEN,
    _UNIX,
    _MONTH_ONLY,
    _YEAR_ONLY,
)

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")

_TIMESTAMP = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_ZONE_HOURS = {
    "utc": 0, "gmt": 0, "ut": 0, "z": 0, "wet": 0, "cet": 1, "cest": 2, "jst": 9,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10, "west": 1, "eet": 2, "eest": 3, "msk": 3, "hkt": 8,
    "sgt": 8, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
"""Offsets of the zone names of RFC 5322, and of a few unambiguous ones. A time with another name
has no offset."""

MAX_LENGTH = 1_000
"""Maximum number of characters of a text that are searched for a date."""

MIN_YEAR, MAX_YEAR = 1000, 9000
"""Dates between these years can be converted to every time zone."""


class ParsedDate(NamedTuple):
    """The result of parsing a date."""

    date: PostDate | None
    """The date, or None if the text has none."""
    fault: str | None = None
    """What is wrong, as a predicate with the text as its subject: `is not a date`. None if the
    text is a valid date."""


@lru_cache(maxsize=4_096)  # a date of expiry is needed twice, and posts of a day share theirs
def parse_date(text: str) -> ParsedDate:
    """Parse one line of text as a day or a point in time.

    A month or a year alone gives its first day. A number is seconds or milliseconds since 1970.
    In numbers that end with the year the day comes first, except that with slashes the month
    comes first unless that is impossible.

    Returns:
        The date. With a fault, there is also a date if the text has a day with an invalid time,
        or a date among other text.
    """
    text = _normalise(text[:MAX_LENGTH])
    parsed = _parse_whole(text)
    if parsed is None:
        parsed = next(filter(None, map(_parse_whole, rewrite_date(text))), None)
    if parsed is not None:
        return parsed
    within = _WITHIN_TEXT.search(text)
    parsed = None if within is None else _build_date(within.groupdict())
    if parsed is not None and parsed.date is not None:
        return ParsedDate(parsed.date, "contains more than a date")
    return ParsedDate(None, "is not a date")


def _parse_whole(text: str) -> ParsedDate | None:
    """Return the date of a text that is nothing but a date, or None."""
    for pattern in DATE_FORMATS:
        found = pattern.fullmatch(text)
        if found is not None:
            parsed = _build_date(found.groupdict())
            if parsed is not None:
                return parsed
    return ParsedDate(_from_timestamp(float(text))) if _TIMESTAMP.fullmatch(text) else None


def _normalise(text: str) -> str:
    """Return a text with ASCII digits and dashes, without surrounding brackets and quotes."""
    if not text.isascii():
        text = normalize("NFKC", text).translate(_DASHES)
    if text.startswith("[["):  # a wiki link, perhaps with a folder and a label
        text = text.strip("[]").partition("|")[0].partition("]")[0]
        text = text if text[:1].isdigit() else text.rpartition("/")[2]
    elif text[:1] in ("<", "["):
        text = text.strip("<>[]")
    return text.strip("\"' ").rstrip(".,;")


def _build_date(parts: dict[str, str | None]) -> ParsedDate | None:
    """Return the date of a pattern's groups, or None if another pattern may match better."""
    day = _build_day(parts)
    if day is None:
        return None if parts.get("name") else ParsedDate(None, "is not a day in the calendar")
    if not MIN_YEAR <= day.year <= MAX_YEAR:
        return ParsedDate(None, f"is not in the years {MIN_YEAR} to {MAX_YEAR}")
    if not parts.get("hour"):
        return ParsedDate(day)
    try:
        return ParsedDate(_build_datetime(day, parts))
    except ValueError:
        return ParsedDate(day, "has an invalid time")


def _build_day(parts: dict[str, str | None]) -> date | None:
    digits = parts["year"] or "0"
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= 50 else 2000
    if parts.get("name"):
        month = _month_number(parts["name"] or "")
        day = int(parts.get("day") or 1)
    elif parts.get("separator"):
        day, month = _day_and_month(parts)
    else:
        month, day = int(parts["month"] or 1), int(parts.get("day") or 1)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_number(name: str) -> int:
    """Return 1 to 12 for the name of a month or the beginning of one, or 0."""
    name = "sep" if name.casefold() == "sept" else name.casefold()
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)), 0)


def _day_and_month(parts: dict[str, str | None]) -> tuple[int, int]:
    """Return day and month. With slashes the month is first, as in the US, if that is possible."""
    day, month = int(parts["first"] or 0), int(parts["next"] or 0)
    if (parts["separator"] == "/" and day <= 12) or month > 12:
        return month, day
    return day, month


def _build_datetime(day: date, parts: dict[str, str | None]) -> datetime:
    """Return the point in time of a pattern's groups. `24:00` is the beginning of the next day.

    Raises:
        ValueError: The hour, the minute or the offset is out of range.
    """
    hour = int(parts["hour"] or 0)
    half = (parts.get("half") or "").casefold()
    if half and not 1 <= hour <= 12:
        raise ValueError("no such hour")
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    minute, second = int(parts["minute"] or 0), min(int(parts.get("second") or 0), 59)
    fraction = (parts.get("fraction") or "0")[:6].ljust(6, "0")
    if (hour, minute, second, int(fraction)) == (24, 0, 0, 0):
        day, hour = day + timedelta(days=1), 0
    return datetime(
        day.year, day.month, day.day, hour, minute, second, int(fraction),
        tzinfo=_build_timezone(parts["zone"], parts["offset"]),
    )  # fmt: skip


def _build_timezone(name: str | None, offset: str | None) -> timezone | None:
    if offset is not None:
        digits = offset[1:].replace(":", "")
        hours, minutes = (
            (int(digits), 0) if len(digits) < 3 else (int(digits[:-2]), int(digits[-2:]))
        )
        if minutes > 59:
            raise ValueError("no such offset")
        difference = timedelta(hours=hours, minutes=minutes)
        return timezone(-difference if offset[0] == "-" else difference)
    if name is not None and name.casefold() in _ZONE_HOURS:
        hours = _ZONE_HOURS[name.casefold()]
        return timezone(timedelta(hours=hours)) if hours else UTC
    return None


def _from_timestamp(number: float) -> datetime:
    """Return the time of a Unix timestamp, in seconds or, if it is that large, milliseconds."""
    return datetime.fromtimestamp(number / 1000 if number >= 1e11 else number, UTC)
