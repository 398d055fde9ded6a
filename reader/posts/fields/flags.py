"""Yes or no: whether a post is featured, and why it may be hidden."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from reader.posts.fields.date_shapes import read_date
from reader.posts.fields.manuscript import Manuscript
from reader.posts.fields.values import text_of
from reader.posts.front_matter import Value
from reader.posts.options import ReadingOptions
from reader.posts.post import wall_clock

_TRUE = frozenset(("true", "yes", "on", "y"))
_FALSE = frozenset(("false", "no", "off", "n"))
_FEATURED_NAMES = frozenset(("featured", "pinned", "sticky"))
_SHOWN_STATUSES = frozenset(
    ("", "published", "publish", "public", "live", "active", "final", "done")
)


def flag(value: Value) -> bool | None:
    """True for true, yes, on, y and positive numbers; None if it is no flag at all."""
    text = text_of(value).casefold()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    try:
        return float(text) > 0
    except ValueError:
        return None


def read_featured(manuscript: Manuscript, names: Iterable[str]) -> bool:
    """Whether a key says so, else whether one of the post's category and tag names does."""
    for _, value in manuscript.values("featured"):
        said = flag(value)
        if said is not None:
            return said
    return any(name.casefold() in _FEATURED_NAMES for name in names)


def read_hidden(manuscript: Manuscript, options: ReadingOptions) -> str | None:
    """Why the post is not to be listed; None if it is."""
    if any(flag(value) for _, value in manuscript.values("draft")) or manuscript.place.is_draft:
        return "draft"
    if any(flag(value) is False for _, value in manuscript.values("published")):
        return "unpublished"
    for _, value in manuscript.values("status"):
        status = text_of(value).casefold()
        if status not in _SHOWN_STATUSES:
            return status
    if any(text_of(value) for _, value in manuscript.values("redirect")):
        return "redirect"
    is_expired = options.hides_expired and _is_expired(manuscript, options.now)
    return "expired" if is_expired else None


def _is_expired(manuscript: Manuscript, now: datetime) -> bool:
    for _, value in manuscript.values("expires"):
        end = read_date(text_of(value)).date
        if end is not None:
            return wall_clock(end) <= now
    return False
