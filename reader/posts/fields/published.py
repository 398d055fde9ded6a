"""When a post was published: keys, then dates in addresses, the file's name, folders and time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from reader.posts.fields.date_formats import parse_date
from reader.posts.fields.source import PostSource
from reader.posts.fields.values import TEMPLATE, first_text
from reader.posts.path_info import find_date
from reader.text.dates import PostDate

NO_DATES = frozenset((
    "true", "false", "yes", "no", "on", "off", "0", "1", "none",
    "created", "last modified", "git created", "git last modified",
))  # fmt: skip
"""What `published` holds where it is a flag, and Eleventy's words for the file's times."""

_ZERO_DATE = "0001-01-01"
"""What Go programs write for no date."""


def extract_published(source: PostSource, zone: str | None) -> tuple[PostDate | None, bool]:
    """The date, and whether it was written by someone: false if only the file's time is known.

    Args:
        source: The post.
        zone: IANA name of the time zone in which times without an offset are; None leaves them so.
    """
    unreadable: list[tuple[str, str, str]] = []
    written, origin = _written_date(source, unreadable)
    for key, text, fault in unreadable:
        source.report(
            key, f"“{text}” {fault}; {origin}", "Write the date as 2024-05-06 or 2024-05-06 17:30."
        )
    if written is not None:
        return _in_zone(written, zone), True
    if source.modified is None:
        return None, False
    return _moment(source.modified), False


def _written_date(
    source: PostSource, unreadable: list[tuple[str, str, str]]
) -> tuple[PostDate | None, str]:
    """The first date that someone wrote, and words for where it was found."""
    found, origin = _from_keys(source, "date", unreadable)
    if found is not None:
        return found, origin
    for key, value in source.values("dated path"):
        day = find_date(first_text(value))
        if day is not None:
            return day, f"the date in “{key}” is used instead"
    day = source.path_info.date
    if day is not None:
        return day, "the date in the file or folder name is used instead"
    found, origin = _from_keys(source, "updated", unreadable)
    if found is not None:
        return found, origin
    return None, "the file's modification time is used instead"


def _from_keys(
    source: PostSource, field: str, unreadable: list[tuple[str, str, str]]
) -> tuple[PostDate | None, str]:
    """The first date of the field's keys, and words for where it was found."""
    for key, value in source.values(field):
        text = first_text(value)
        if not text or text.casefold() in NO_DATES or text.startswith(_ZERO_DATE):
            continue
        if TEMPLATE.search(text):
            unreadable.append((key, text, "is a template that was never filled in"))
            continue
        found, fault = parse_date(text)
        if fault is not None:
            unreadable.append((key, text, fault))
        if found is not None:
            origin = f"the date in “{key}” is used instead" if fault is None else "its date is used"
            return found, origin
    return None, ""


def _in_zone(written: PostDate, zone: str | None) -> PostDate:
    if zone is None or not isinstance(written, datetime) or written.tzinfo is not None:
        return written
    try:
        return written.replace(tzinfo=ZoneInfo(zone))
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return written


def _moment(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)
    except (OverflowError, OSError, ValueError):
        return None
