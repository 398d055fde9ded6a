"""URLs: how they are displayed, which ones are safe to open, and how paths become URLs.

Display: `display_url`, `display_address` and `url_host` show what people need to recognise, decoded
and shortened.
Safety: `refusal_reason` and `is_web_link` decide what may be given to a browser or fetched.
The terms are those of RFC 3986 (https://www.rfc-editor.org/rfc/rfc3986).
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urljoin, urlsplit

from reader.text.clean import clean_line

MAX_DISPLAY_LENGTH = 60
"""Maximum number of characters of a displayed URL."""

PLAIN_URL = (
    r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,}"
    r"(?:/(?:[A-Za-z0-9/]|[._-](?=[A-Za-z0-9/]))*+)?"
)
"""Matches URLs in which nothing has to be checked, encoded or decoded, which are most of them."""
_PLAIN = re.compile(PLAIN_URL)
_WEB = re.compile(r"https?://[^/?#]+", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^@?#]+@[^@?#]+", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Spaces and what RFC 3986 (appendix A) and RFC 3987 do not allow, and characters that reorder text.
_NOT_ALLOWED = re.compile('[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069\\\\"<>^`{|}]')


def display_url(source: str) -> str:
    """Return a short form of an image's URL or path for display; never raises.

    That is host and file name of a URL, the path of a local file, and only the scheme of any other
    kind (`data`). It has at most `MAX_DISPLAY_LENGTH` characters, and no control characters.
    """
    try:
        parts = urlsplit(clean_line(source).strip())
    except ValueError:
        return _shorten(clean_line(source))
    if parts.scheme not in ("", "http", "https", "file"):
        return parts.scheme
    host = parts.netloc.rpartition("@")[2]
    path = clean_line(unquote(parts.path))
    name = path.rpartition("/")[2]
    if host:
        return _shorten(f"{host}/{name}")
    if len(path) > MAX_DISPLAY_LENGTH and name and name != path:
        path = f"…/{name}"
    return _shorten(path)


def url_host(url: str) -> str:
    """Return the host of a URL, with its port if it has one; empty if there is none."""
    try:
        return urlsplit(clean_line(url).strip()).netloc.rpartition("@")[2]
    except ValueError:
        return ""


def display_address(url: str) -> str:
    """Return a URL for display: its host, path and query, decoded; never raises.

    The address of an e-mail is that of its first recipient. It has at most `MAX_DISPLAY_LENGTH`
    characters, and no control characters.
    """
    try:
        parts = urlsplit(clean_line(url).strip())
    except ValueError:
        return _shorten(clean_line(url))
    host = parts.netloc.rpartition("@")[2]
    query = f"?{parts.query}" if parts.query and host else ""
    path = parts.path if query or not host else parts.path.rstrip("/")
    return _shorten(host + clean_line(unquote(path + query)))


def _shorten(text: str) -> str:
    is_long = len(text) > MAX_DISPLAY_LENGTH
    return f"{text[: MAX_DISPLAY_LENGTH - 1]}…" if is_long else text


def is_plain_url(text: str) -> bool:
    """Return whether a text is a URL of `PLAIN_URL`."""
    return _PLAIN.fullmatch(text) is not None


def is_web_link(target: str) -> bool:
    """Return whether a link may be opened in a browser; see `refusal_reason`."""
    return refusal_reason(target) is None


def refusal_reason(target: str) -> str | None:
    """Return why a link must not be opened in a browser, or None if it may be opened.

    Allowed are http, https and mailto URLs of allowed characters, with a host (an e-mail address),
    and without a user name: `https://bank.example@evil.example` leads to `evil.example` (RFC 3986,
    section 7.6).

    Returns:
        A clause without capital and full stop, for a message such as "file:///x: only http …".
    """
    if is_plain_url(target):
        return None
    if _NOT_ALLOWED.search(target):
        return "it contains spaces or other characters that are not allowed in a URL"
    if _MAIL.match(target):
        return None
    if not _SCHEME.match(target):
        return "no open post has this path, and it is not a web address"
    if not _WEB.match(target):
        return "only http, https and mailto links are opened"
    try:
        parts = urlsplit(target)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return "its host or port is not valid"
    if not has_host:
        return "it has no valid host"
    return None if parts.username is None else "it contains a user name, which hides the real host"


def encoded_url(url: str) -> str:
    """Return a URL with what is not allowed in it percent-encoded, such as spaces and `<`.

    Letters of other scripts stay: they are allowed in IRIs (https://www.rfc-editor.org/rfc/rfc3987).
    """
    url = url.strip()
    return _NOT_ALLOWED.sub(lambda found: quote(found[0], safe="", errors="replace"), url)


def absolute_url(target: str, page: str | None, site: str | None) -> str:
    """Return the URL that a link of a post leads to on the web.

    Args:
        target: A link target that leads to no open post: a URL, or a path.
        page: The URL of the post's own page, if known. It is the base of relative paths.
        site: The URL of the post's site, if set. It goes before `page` as the base of paths that
            begin with `/`.

    Returns:
        The target unchanged if it is a URL or a fragment already, if no base is known, or if it
        cannot be parsed.
    """
    if target.startswith("//"):
        return f"https:{target}"
    base = (site or page) if target.startswith("/") else page
    if base is None or not target or target.startswith("#") or _SCHEME.match(target):
        return target
    try:
        return urljoin(base, target)
    except ValueError:
        return target
