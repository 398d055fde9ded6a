"""Which date the post of an entry gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from reader.feeds.model import Entry
from reader.text.dates import PostDate, wall_clock

MAX_AHEAD = timedelta(days=1)
"""How far a date may be in the future because of a wrong clock or time zone. What is further ahead
is a date that the author gave on purpose, such as that of an event."""
MIN_YEAR = 1990
"""The web has no older pages. Older dates come from programs that had none, such as 1 January 1970
and 30 November 1899."""


@dataclass(frozen=True, slots=True)
class EntryDate:
    """The date of a post."""

    date: PostDate
    """Never later than the time at which the entry was first seen."""
    published_as: PostDate | None = None
    """The date in the feed, if that is later by more than `MAX_AHEAD`."""


def date_entry(entry: Entry, first_seen: datetime) -> EntryDate:
    """Return the date of the post of an entry.

    It is the date of publication, or else that of the last change. Without one, or with one that
    is not possible, it is the time at which the entry was first seen.

    Args:
        entry: The entry.
        first_seen: When it was in the document for the first time, with its time zone.
    """
    seen = first_seen.replace(microsecond=0)
    given = (date for date in (entry.published, entry.updated) if date is not None)
    date = next((date for date in given if date.year >= MIN_YEAR), None)
    if date is None:
        return EntryDate(seen)
    if _is_after(date, seen + MAX_AHEAD):
        return EntryDate(seen, published_as=date)
    return EntryDate(seen if _is_after(date, seen) else date)


def date_change(entry: Entry, date: PostDate, now: datetime) -> PostDate:
    """Return when an entry was changed: as it says, if that is possible, or else now.

    Args:
        entry: The changed entry.
        date: The date of its post.
        now: The current time, with its time zone.
    """
    updated = entry.updated
    if updated is None or not _is_after(updated, date) or _is_after(updated, now):
        return now.replace(microsecond=0)
    return updated


def _is_after(date: PostDate, other: PostDate) -> bool:
    """Whether a date is later than another; of a day and a time, only the days are compared."""
    try:
        first, second = wall_clock(date), wall_clock(other)
    except (OverflowError, ValueError, OSError):  # at the ends of the calendar
        return date.year > other.year
    if isinstance(date, datetime) and isinstance(other, datetime):
        return first > second
    return first.date() > second.date()
