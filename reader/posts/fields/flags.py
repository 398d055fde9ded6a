"""Extract flags: whether a post is featured, and why it is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.posts.fields.date_formats import parse_date
from reader.posts.fields.source import PostSource
from reader.posts.fields.values import date_text, first_text
from reader.posts.front_matter import Value
from reader.posts.keys import normalise_key
from reader.posts.options import LoadOptions
from reader.text.dates import PostDate, wall_clock

TRUE = frozenset(("true", "yes", "on", "y"))
FALSE = frozenset(("false", "no", "off", "n"))
FEATURED_NAMES = frozenset(("featured", "pinned", "sticky"))
"""Categories, tags and statuses (https://getnikola.com/handbook.html) of featured posts."""
HIDING_STATUSES = frozenset((
    "auto-draft", "deleted", "draft", "future", "hidden", "inherit", "pending", "private",
    "review", "scheduled", "skip", "trash", "unlisted", "unpublished", "wip",
))  # fmt: skip
"""Statuses of posts that are not public, as in WordPress
(https://wordpress.org/documentation/article/post-status/), Pelican and Nikola. Any other status,
such as `evergreen`, does not hide a post."""

_HEAD_OF_BODY = 1024
"""Number of characters of the body that are searched for an HTML redirect."""
MIN_WORDS = 10
"""Minimum number of words of a body that is more than a note about a redirect."""
_ADDRESS = re.compile(r"https?:|/", re.IGNORECASE)
_REDIRECTING = re.compile(r"redirect(?:ed|ion)?(?:\.|\Z)", re.IGNORECASE)
_REFRESH = re.compile(r"<meta\s[^<>]*http-equiv\s*=\s*[\"']?refresh\b", re.IGNORECASE)


def parse_flag(value: Value) -> bool | None:
    """Parse a boolean: true, yes, on and y are True, and so are positive numbers.

    Returns:
        None if the value is not a flag.
    """
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
    """Whether a post is featured: by a key, or else by a category, a tag or the status.

    Args:
        source: The post.
        names: The categories and tags of the post.
    """
    for _, value in source.values("featured"):
        featured = parse_flag(value)
        if featured is not None:
            return featured
    statuses = (first_text(value) for _, value in source.values("status"))
    return any(name.casefold() in FEATURED_NAMES for name in (*names, *statuses))


def extract_hidden(source: PostSource, options: LoadOptions) -> str | None:
    """Return why a post is not listed, such as `draft` or `expired`, or None if it is listed."""
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
    """Whether the post only redirects to another page."""
    if any(_redirects(source, key, first_text(value)) for key, value in source.values("redirect")):
        return True
    for _, value in source.values("layout"):
        if _REDIRECTING.match(first_text(value)):
            return True
    head = source.body[:_HEAD_OF_BODY]
    return "http-equiv" in head.lower() and _REFRESH.search(head) is not None


def _redirects(source: PostSource, key: str, target: str) -> bool:
    """Whether a key redirects to its target.

    A post with a text of its own may use `redirect` for the address that leads to it.
    """
    if not target or target.casefold() in FALSE:
        return False
    if normalise_key(key) != "redirect":
        return True
    words = len(source.body[:_HEAD_OF_BODY].split())
    return words < MIN_WORDS if _ADDRESS.match(target) else not words


def extract_expiry(source: PostSource) -> PostDate | None:
    """Return the time from which the post is hidden, if it has one.

    See https://gohugo.io/content-management/front-matter/.
    """
    dates = (parse_date(date_text(value)).date for _, value in source.values("expires"))
    return next((date for date in dates if date is not None), None)


def has_passed(expires: PostDate, options: LoadOptions) -> bool:
    """Whether a post that expires at that time is hidden now."""
    return options.hide_expired and wall_clock(expires) <= options.now
