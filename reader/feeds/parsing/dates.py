"""Dates of entries, by the grammar of `reader.posts.fields.date_formats`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from reader.posts.fields.date_formats import MAX_YEAR, MIN_YEAR, parse_date
from reader.text.clean import one_line
from reader.text.dates import PostDate


def entry_date(text: object, parsed: object = None) -> PostDate | None:
    """Return the date of an entry, with the offset that the feed gives; None without one.

    Args:
        text: The date as the feed gives it; anything but text is no date.
        parsed: What feedparser made of it: year, month, day, hour, minute, second and more in UTC.
            It counts only where the text cannot be parsed.
    """
    if isinstance(text, str):
        found = parse_date(one_line(text))
        if found.date is not None:
            return found.date
    return _from_parts(parsed)


def _from_parts(parsed: object) -> datetime | None:
    if not isinstance(parsed, Iterable):
        return None
    parts = [part for part in parsed if isinstance(part, int)][:6]
    try:
        found = datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]
    except (ValueError, TypeError, OverflowError):
        return None
    return found if MIN_YEAR <= found.year <= MAX_YEAR else None
