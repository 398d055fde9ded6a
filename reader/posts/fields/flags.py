"""Yes or no: whether a post is featured, and why it may be hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.posts.fields.date_formats import parse_date
from reader.posts.fields.source import PostSource
from reader.posts.fields.values import first_text
from reader.posts.front_matter import Value
from reader.posts.options import LoadOptions
from reader.text.dates import PostDate, wall_clock

TRUE = frozenset(("true", "yes", "on", "y"))
FALSE = frozenset(("false", "no", "off", "n"))
FEATURED_NAMES = frozenset(("featured", "pinned", "sticky"))
"""Categories, tags and, in Nikola, a status that feature a post."""
HIDING_STATUSES = frozenset((
    "auto-draft", "deleted", "draft", "future", "hidden", "inherit", "pending", "private",
    "review", "scheduled", "skip", "trash", "unlisted", "unpublished", "wip",
))  # fmt: skip
"""Others say how ripe a post is (`evergreen`, `accepted`), not that it is for no one."""

_HEAD_OF_BODY = 1024
"""Characters in which a page says that it sends its readers elsewhere."""
_REDIRECTING = re.compile(r"redirect(?:ed|ion)?(?:\.|\Z)", re.IGNORECASE)
_REFRESH = re.compile(r"<meta\s[^<>]*http-equiv\s*=\s*[\"']?refresh\b", re.IGNORECASE)


def parse_flag(value: Value) -> bool | None:
    """True for true, yes, on, y and positive numbers; None if it is no parse_flag at all."""
    text = first_text(value).casefold()
    if text in TRUE:
        return True
    if text in FALSE:
        return False
    try:
        return float(text) > 0
    except ValueError:
        return None


def extract_featured(source: PostSource, names: Iterable[str]) -> bool:
    """Whether a key says so, else whether one of the post's categories, tags or its status does."""
    for _, value in source.values("featured"):
        said = parse_flag(value)
        if said is not None:
            return said
    statuses = (first_text(value) for _, value in source.values("status"))
    return any(name.casefold() in FEATURED_NAMES for name in (*names, *statuses))


def extract_hidden(source: PostSource, options: LoadOptions) -> str | None:
    """Why the post is not to be listed; None if it is."""
    if any(parse_flag(value) for _, value in source.values("draft")) or source.path_info.is_draft:
        return "draft"
    if any(parse_flag(value) is False for _, value in source.values("published")):
        return "unpublished"
    for _, value in source.values("status"):
        status = first_text(value).casefold()
        if status in HIDING_STATUSES:
            return status
    if _is_redirect(source):
        return "redirect"
    expires = extract_expiry(source)
    return "expired" if expires is not None and has_passed(expires, options) else None


def _is_redirect(source: PostSource) -> bool:
    """Whether the post is a stub that sends its readers elsewhere."""
    if any(first_text(value) for _, value in source.values("redirect")):
        return True
    for _, value in source.values("layout"):
        if _REDIRECTING.match(first_text(value)):
            return True
    head = source.body[:_HEAD_OF_BODY]
    return "http-equiv" in head.lower() and _REFRESH.search(head) is not None


def extract_expiry(source: PostSource) -> PostDate | None:
    """The moment from which the post is hidden, if there is one."""
    dates = (parse_date(first_text(value)).date for _, value in source.values("expires"))
    return next((date for date in dates if date is not None), None)


def has_passed(expires: PostDate, options: LoadOptions) -> bool:
    """Whether a post that expires then is hidden now."""
    return options.hide_expired and wall_clock(expires) <= options.now
