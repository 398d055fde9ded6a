"""Addresses as a reader wants to see them: short, decoded, without what only a server needs."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

from reader.text.clean import clean_line

_WEB = re.compile(r"https?://[^/?#]+", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^@?#]+@[^@?#]+", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNFIT = re.compile('[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069\\\\"<>^`{|}]')
_LONGEST = 60


def display_url(source: str) -> str:
    """Where an image is: host and file name, the local path, or only the scheme of another kind."""
    try:
        parts = urlsplit(clean_line(source).strip())
    except ValueError:
        return _shortened(clean_line(source))
    if parts.scheme not in ("", "http", "https", "file"):
        return parts.scheme
    host = parts.netloc.rpartition("@")[2]
    path = clean_line(unquote(parts.path))
    name = path.rpartition("/")[2]
    if host:
        return _shortened(f"{host}/{name}")
    if len(path) > _LONGEST and name and name != path:
        path = f"…/{name}"
    return _shortened(path)


def url_host(target: str) -> str:
    """The host of an address; nothing where it has none."""
    try:
        return urlsplit(clean_line(target).strip()).netloc.rpartition("@")[2]
    except ValueError:
        return ""


def _shortened(text: str) -> str:
    return f"{text[: _LONGEST - 1]}…" if len(text) > _LONGEST else text


def is_web_link(target: str) -> bool:
    """Whether a browser may be given this target: http, https or mailto, and nothing odd in it."""
    return refusal_reason(target) is None


def refusal_reason(target: str) -> str | None:
    """Why a target may not be opened outside, in plain words; None when it may."""
    if _UNFIT.search(target):
        return "it has blanks or characters that do not belong in an address"
    if _MAIL.match(target):
        return None
    if not _SCHEME.match(target):
        return "none of these posts is there, and it is no address on the web"
    if not _WEB.match(target):
        return "only http, https and mailto links are opened"
    try:
        parts = urlsplit(target)
        known_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return "its host cannot be read"
    if not known_host:
        return "it names no host"
    return None if parts.username is None else "it holds a user name, which hides the real host"


def absolute_url(target: str, page: str | None, site: str | None) -> str:
    """The address of what a post names by a path, on its site; the target as it is where that is
    not known.

    Args:
        target: Of a link that leads to no post.
        page: The address of the post's own page.
        site: That of its site, as the reader has set it; it goes before that of the page.
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
