"""When a post was published: keys, then dates in addresses, the file's name, folders and time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from reader.posts.fields.date_formats import read_date
from reader.posts.fields.source import PostSource
from reader.posts.fields.values import TEMPLATE, text_of
from reader.posts.path_info import date_in_text
from reader.text.dates import PostDate

NO_DATES = frozenset((
    "true", "false", "yes", "no", "on", "off", "0", "1", "none",
    "created", "last modified", "git created", "git last modified",
))  # fmt: skip
"""What stands under `published` where it is a flag, and Eleventy's words for the file's times."""

_ZERO_DATE = "0001-01-01"
"""What Go programs write for no date."""


def read_published(manuscript: PostSource, zone: str | None) -> tuple[PostDate | None, bool]:
    """The date, and whether it was written by someone: false if only the file's time is known.

    Args:
        manuscript: The post.
        zone: IANA name of the time zone in which times without an offset are; None leaves them so.
    """
    unreadable: list[tuple[str, str, str]] = []
    written, source = _written_date(manuscript, unreadable)
    for key, text, fault in unreadable:
        manuscript.report(
            key, f"“{text}” {fault}; {source}", "Write the date as 2024-05-06 or 2024-05-06 17:30."
        )
    if written is not None:
        return _in_zone(written, zone), True
    if manuscript.modified is None:
        return None, False
    return _moment(manuscript.modified), False


def _written_date(
    manuscript: PostSource, unreadable: list[tuple[str, str, str]]
) -> tuple[PostDate | None, str]:
    """The first date that someone wrote, and words for where it was found."""
    found, source = _from_keys(manuscript, "date", unreadable)
    if found is not None:
        return found, source
    for key, value in manuscript.values("dated path"):
        day = date_in_text(text_of(value))
        if day is not None:
            return day, f"the date in “{key}” is used instead"
    day = manuscript.place.date
    if day is not None:
        return day, "the date in the file or folder name is used instead"
    found, source = _from_keys(manuscript, "updated", unreadable)
    if found is not None:
        return found, source
    return None, "the file's modification time is used instead"


def _from_keys(
    manuscript: PostSource, field: str, unreadable: list[tuple[str, str, str]]
) -> tuple[PostDate | None, str]:
    """The first date of the field's keys, and words for where it was found."""
    for key, value in manuscript.values(field):
        text = text_of(value)
        if not text or text.casefold() in NO_DATES or text.startswith(_ZERO_DATE):
            continue
        if TEMPLATE.search(text):
            unreadable.append((key, text, "is a template that was never filled in"))
            continue
        found, fault = read_date(text)
        if fault is not None:
            unreadable.append((key, text, fault))
        if found is not None:
            source = f"the date in “{key}” is used instead" if fault is None else "its date is used"
            return found, source
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
