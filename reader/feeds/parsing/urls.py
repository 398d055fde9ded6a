"""Addresses in feeds: absolute, of the web, and safe to show."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

from reader.feeds.parsing.limits import MAX_URL
from reader.text.clean import clean_text

_WITHOUT_SCHEME = re.compile(r"www\.[^\s/?#]+\.[^\s/?#]", re.IGNORECASE)
_BREAKS = re.compile(r"\s*[\t\n]\s*")
# What RFC 3986 (appendix A) and RFC 3987 do not allow. Letters of all scripts are allowed.
_NOT_ALLOWED = re.compile('[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069\ufffd\\\\"<>^`{|}]')


def web_url(target: object, *bases: object) -> str:
    """Return a link of a feed as an absolute http or https address, or an empty text.

    Args:
        target: What the feed gives; anything but text has no address.
        bases: Addresses that a relative one starts from, the nearest first; each one may itself
            be relative to the next one.
    """
    if not isinstance(target, str) or len(target) > MAX_URL:
        return ""
    url = _BREAKS.sub("", clean_text(target).strip())
    if not url:
        return ""
    if _WITHOUT_SCHEME.match(url):
        url = f"http://{url}"
    try:
        for base in bases:
            if isinstance(base, str):
                url = urljoin(base, url)
        url = _NOT_ALLOWED.sub(lambda match: quote(match[0]), url)
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return url if is_web and len(url) <= MAX_URL else ""
