"""Yes or no: whether a post is featured, and why it may be hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.posts.fields.date_formats import read_date
from reader.posts.fields.source import PostSource
from reader.posts.fields.values import text_of
from reader.posts.front_matter import Value
from reader.posts.options import ReadingOptions
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


def flag(value: Value) -> bool | None:
    """True for true, yes, on, y and positive numbers; None if it is no flag at all."""
    text = text_of(value).casefold()
    if text in TRUE:
        return True
    if text in FALSE:
        return False
    try:
        return float(text) > 0
    except ValueError:
        return None


def read_featured(manuscript: PostSource, names: Iterable[str]) -> bool:
    """Whether a key says so, else whether one of the post's categories, tags or its status does."""
    for _, value in manuscript.values("featured"):
        said = flag(value)
        if said is not None:
            return said
    statuses = (text_of(value) for _, value in manuscript.values("status"))
    return any(name.casefold() in FEATURED_NAMES for name in (*names, *statuses))


def read_hidden(manuscript: PostSource, options: ReadingOptions) -> str | None:
    """Why the post is not to be listed; None if it is."""
    if any(flag(value) for _, value in manuscript.values("draft")) or manuscript.place.is_draft:
        return "draft"
    if any(flag(value) is False for _, value in manuscript.values("published")):
        return "unpublished"
    for _, value in manuscript.values("status"):
        status = text_of(value).casefold()
        if status in HIDING_STATUSES:
            return status
    if _is_redirect(manuscript):
        return "redirect"
    expires = read_expiry(manuscript)
    return "expired" if expires is not None and has_passed(expires, options) else None


def _is_redirect(manuscript: PostSource) -> bool:
    """Whether the post is a stub that sends its readers elsewhere."""
    if any(text_of(value) for _, value in manuscript.values("redirect")):
        return True
    for _, value in manuscript.values("layout"):
        if _REDIRECTING.match(text_of(value)):
            return True
    head = manuscript.body[:_HEAD_OF_BODY]
    return "http-equiv" in head.lower() and _REFRESH.search(head) is not None


def read_expiry(manuscript: PostSource) -> PostDate | None:
    """The moment from which the post is hidden, if there is one."""
    dates = (read_date(text_of(value)).date for _, value in manuscript.values("expires"))
    return next((date for date in dates if date is not None), None)


def has_passed(expires: PostDate, options: ReadingOptions) -> bool:
    """Whether a post that expires then is hidden now."""
    return options.hides_expired and wall_clock(expires) <= options.now
