"""Extract the date of a post: from keys, addresses or the path."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from reader.posts.fields.date_formats import parse_date
from reader.posts.fields.source import PostSource
from reader.posts.fields.values import date_text, first_text, has_template
from reader.posts.path_info import find_date
from reader.text.dates import PostDate, wall_clock

NO_DATES = frozenset((
    "true", "false", "yes", "no", "on", "off", "0", "1", "none",
    "created", "last modified", "git created", "git last modified",
))  # fmt: skip
"""Values that are not dates: flags in `published`, and Eleventy's names for the times of a file
(https://www.11ty.dev/docs/dates/)."""

_ZERO_DATE = "0001-01-01"
"""The zero time of Go, which Hugo writes for a missing date (https://pkg.go.dev/time#Time.IsZero)."""


_DIRECTIVE = re.compile(r"^(?:`{3,}|:{3,})\{post\}[ \t]+(\S[^\n]*)$", re.MULTILINE)

_InvalidDate: TypeAlias = tuple[str, str, str]
"""A key, its text, and what is wrong with it."""


def extract_published(source: PostSource, zone: str | None) -> PostDate | None:
    """Return the date that a post or its path names, or None. Other dates are reported.

    The modification time of the file is no date of the post: a copy or a checkout of a folder
    gives all its files the time of today.

    Args:
        source: The post.
        zone: IANA name of the time zone of times without an offset. None leaves them naive.
    """
    invalid: list[_InvalidDate] = []
    written, origin = _find_written_date(source, invalid)
    for key, text, fault in invalid:
        source.report(
            key, f"“{text}” {fault}; {origin}", "Write the date as 2024-05-06 or 2024-05-06 17:30."
        )
    return None if written is None else _in_zone(written, zone)


def extract_updated(
    source: PostSource, published: PostDate | None, zone: str | None
) -> PostDate | None:
    """Return when a post was last changed, if its front matter gives a time after its date.

    Args:
        source: The post.
        published: The date of the post.
        zone: IANA name of the time zone of times without an offset. None leaves them naive.
    """
    written, _ = _from_keys(source, "updated", [])
    if written is None or published is None:
        return None
    updated = _in_zone(written, zone)
    return updated if wall_clock(updated) > wall_clock(published) else None


def _find_written_date(
    source: PostSource, invalid: list[_InvalidDate]
) -> tuple[PostDate | None, str]:
    """Return the first date that the post or its path names, and where it was found, in words."""
    found, origin = _from_keys(source, "date", invalid)
    if found is not None:
        return found, origin
    found = _from_directive(source.body)
    if found is not None:
        return found, "the date in the “post” directive is used instead"
    for key, value in source.values("dated path"):
        day = find_date(first_text(value))
        if day is not None:
            return day, f"the date in “{key}” is used instead"
    day = source.path_info.date
    if day is not None:
        return day, "the date in the file or folder name is used instead"
    found, origin = _from_keys(source, "updated", invalid)
    if found is not None:
        return found, origin
    return None, "the post has no date"


def _from_directive(body: str) -> PostDate | None:
    """Return the date in ABlog's directive `{post}`, which marks a page as a post.

    See https://raw.githubusercontent.com/abakan/ablog/devel/docs/manual/posting-and-listing.rst.
    """
    if "{post}" not in body:
        return None
    found = _DIRECTIVE.search(body)
    return None if found is None else parse_date(found[1]).date


def _from_keys(
    source: PostSource, field: str, invalid: list[_InvalidDate]
) -> tuple[PostDate | None, str]:
    """Return the first date in the keys of a field, and where it was found, in words."""
    for key, value in source.values(field):
        text = date_text(value)
        if not text or text.casefold() in NO_DATES or text.startswith(_ZERO_DATE):
            continue
        if has_template(text):
            invalid.append((key, text, "is a template that was never filled in"))
            continue
        found, fault = parse_date(text)
        if fault is not None:
            invalid.append((key, text, fault))
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
