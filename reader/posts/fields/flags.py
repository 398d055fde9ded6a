"""Extract flags: whether a post is featured, and why it is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.posts.fields.date_formats import parse_date
from reader.posts.fields.source import PostSource
from reader.posts.fields.values import FALSE, TRUE, date_text, first_text
from reader.posts.front_matter import Value
from reader.posts.keys import normalise_key
from reader.posts.options import LoadOptions
from reader.text.dates import PostDate, wall_clock

FEATURED_NAMES = frozenset(("featured", "pinned", "sticky"))
"""Categories, tags and statuses (https://getnikola.com/handbook.html) of featured posts."""
HIDING_STATUSES = frozenset((
    "auto-draft", "deleted", "draft", "future", "hidden", "inherit", "pending", "private",
    "review", "scheduled", "skip", "trash", "unlisted", "unpublished", "wip",
))  # fmt: skip
"""Statuses of posts that are not public, as in WordPress
(https://wordpress.org/documentation/article/post-status/), Pelican and Nikola. Any other status,
such as `evergreen`, does not hide a post."""

_HIDING_FLAGS = ("unlisted", "private", "hidden")
"""Fields that hide a post, such as Docusaurus' `unlisted`
(https://github.com/facebook/docusaurus/pull/8004) and Eleventy's `eleventyExcludeFromCollections`
(https://www.11ty.dev/docs/collections/)."""

_HEAD_OF_BODY = 1024
"""Number of characters of the body that are searched for an HTML redirect."""
_MAX_NOTICE_WORDS = 25
"""Maximum number of words in the body of a page that only redirects."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MOVED = re.compile(r"\bmoved\b|\bredirect|https?:|\]\(|\bhref=", re.IGNORECASE)
"""What the body of a page that only redirects contains: the word, or the link."""
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
    unlisted = _hiding_flag(source)
    if unlisted is not None:
        return unlisted
    for _, value in source.values("status"):
        status = first_text(value).casefold()
        if status in HIDING_STATUSES:
            return status
    if _is_redirect(source):
        return "redirect"
    expires = extract_expiry(source)
    return "expired" if expires is not None and has_passed(expires, options) else None


def _hiding_flag(source: PostSource) -> str | None:
    """Return the field of a flag that keeps a post out of the lists of its site, or None."""
    for field in _HIDING_FLAGS:
        if any(parse_flag(value) for _, value in source.values(field)):
            return field
    # Grav: https://learn.getgrav.org/content/headers
    if any(parse_flag(value) is False for _, value in source.values("visible")):
        return "hidden"
    # Hugo: https://gohugo.io/content-management/build-options/
    for _, value in source.values("build"):
        if isinstance(value, dict) and first_text(value.get("list", "")) in ("never", "false"):
            return "unlisted"
    return None


def _is_redirect(source: PostSource) -> bool:
    targets = {
        normalise_key(key): target
        for key, value in source.values("redirect")
        if (target := first_text(value)).casefold() not in FALSE
    }
    if any(targets.values()):
        # Only jekyll-redirect-from's key (https://github.com/jekyll/jekyll-redirect-from) has a
        # single meaning.
        return _is_notice(source.body, is_certain="redirectto" in targets)
    for _, value in source.values("layout"):
        if _REDIRECTING.match(first_text(value)):
            return True
    head = source.body[:_HEAD_OF_BODY]
    return "http-equiv" in head.lower() and _REFRESH.search(head) is not None


def _is_notice(body: str, *, is_certain: bool) -> bool:
    """Whether a body is empty, or only says where the page is now.

    Args:
        body: The body of a page with a redirect key.
        is_certain: Whether the page redirects, so that any short body is such a notice.
    """
    if "<!--" in body:
        body = _COMMENT.sub("", body)
    words = body.split(None, _MAX_NOTICE_WORDS)
    if len(words) > _MAX_NOTICE_WORDS:
        return False
    return not words or is_certain or _MOVED.search(body) is not None


def extract_expiry(source: PostSource) -> PostDate | None:
    """Return the time from which the post is hidden, if it has one.

    See https://gohugo.io/content-management/front-matter/.
    """
    dates = (parse_date(date_text(value)).date for _, value in source.values("expires"))
    return next((date for date in dates if date is not None), None)


def has_passed(expires: PostDate, options: LoadOptions) -> bool:
    """Whether a post that expires at that time is hidden now."""
    return options.hide_expired and wall_clock(expires) <= options.now
