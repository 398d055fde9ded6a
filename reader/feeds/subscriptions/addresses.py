"""Addresses of feeds: as people type them, and which ones can be subscribed to."""

from __future__ import annotations

import re
from urllib.parse import quote

from reader.feeds.errors import FeedError
from reader.text.clean import one_line
from reader.text.urls import refusal_reason

_WEB = re.compile(r"https?://", re.IGNORECASE)
_FEED = re.compile(r"feed:(?://)?", re.IGNORECASE)
_HOST = re.compile(r"(?:localhost|[^\s/?#:@]+\.[^\s/?#:@]+)(?::[0-9]+)?(?=[/?#]|$)", re.IGNORECASE)
_LOCAL = re.compile(r"localhost\b|[0-9.]+(?=[:/?#]|$)", re.IGNORECASE)
_LEFT_UNQUOTED = "!#$%&'()*+,/:;=?@[]~"
"""Characters that have a meaning in a URL: https://www.rfc-editor.org/rfc/rfc3986#section-2.2."""

_NO_SITE = "it does not name a site"


def address_fault(url: str) -> str | None:
    """Return why nobody can subscribe to an address, as a clause; None if it is a web address."""
    if not _WEB.match(url):
        return "it does not begin with http:// or https://"
    if _WEB.fullmatch(url):
        return _NO_SITE
    return "it contains a user name" if has_user(url) else refusal_reason(url)


def check_address(url: str) -> None:
    """Check that an address can be subscribed to.

    Raises:
        FeedError: It cannot. The text has no password.
    """
    if has_user(url):
        raise FeedError(
            f"the address {split_user(url)[0]} is given with a user name",
            "Leave it out, and write user and password_command in feeds.toml after adding it.",
        )
    if fault := address_fault(url) if ":" in url else _NO_SITE:
        raise FeedError(
            f"“{one_line(url)}” cannot be the address of a feed: {fault}",
            "Write an address such as example.org or https://example.org/feed.xml.",
        )


def has_user(url: str) -> bool:
    """Return whether an address contains a user name or a password."""
    scheme = _WEB.match(url)
    return scheme is not None and "@" in _split_authority(url[scheme.end() :])[0]


def split_user(url: str) -> tuple[str, str]:
    """Return an address without user name and password, and the user name."""
    scheme = _WEB.match(url)
    if scheme is None or not has_user(url):
        return url, ""
    authority, rest = _split_authority(url[scheme.end() :])
    user, _, host = authority.rpartition("@")
    return f"{scheme[0]}{host}{rest}", one_line(user.partition(":")[0])


def _split_authority(text: str) -> tuple[str, str]:
    """Return user, host and port of a URL without its scheme, and the rest."""
    end = re.search("[/?#]|$", text)
    assert end is not None
    return text[: end.start()], text[end.start() :]


def complete_address(text: str) -> str:
    """Return an address as a person typed it, or a list has it, as a URL; never raises.

    A missing scheme becomes `https://`, or `http://` for an address of numbers or of this computer.
    The scheme `feed:` is removed, and characters that a URL cannot have are encoded. The result can
    still be faulty; see `address_fault`.
    """
    url = one_line(text).strip("<>\"'")
    if match := _FEED.match(url):
        url = url[match.end() :]
        url = url if _WEB.match(url) else f"http://{url}"
    elif _HOST.match(url):
        url = f"{'http' if _LOCAL.match(url) else 'https'}://{url}"
    return "".join(
        character if character.isalnum() or character in "-._" else quote(character, _LEFT_UNQUOTED)
        for character in url
    )
