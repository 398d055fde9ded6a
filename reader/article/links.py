"""Which links may leave the reader, and how they do."""

from __future__ import annotations

import re
import webbrowser
from urllib.parse import urljoin, urlsplit

from reader.posts.errors import ReaderError

_WEB = re.compile(r"https?://[^/?#]+", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^@?#]+@[^@?#]+", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNFIT = re.compile('[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069\\\\"<>^`{|}]')


class LinkRefused(ReaderError):  # noqa: N818 - a fact, and what the reader is told
    """A link that is not handed to the system.

    Attributes:
        target: The link's target, as written.
        reason: Why, in plain words.
    """

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(f"{target}: {reason}")
        self.target = target
        self.reason = reason


def is_web_link(target: str) -> bool:
    """Whether a browser may be given this target: http, https or mailto, and nothing odd in it."""
    return refusal(target) is None


def refusal(target: str) -> str | None:
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


def on_the_web(target: str, page: str | None, site: str | None) -> str:
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


def open_in_browser(target: str) -> None:
    """Open a link in the system's browser.

    Raises:
        LinkRefused: It is not a web link, or no browser took it.
    """
    reason = refusal(target)
    if reason is not None:
        raise LinkRefused(target, reason)
    try:
        opened = webbrowser.open(target)
    except (webbrowser.Error, OSError) as error:
        raise LinkRefused(target, f"the browser did not start ({error})") from error
    if not opened:
        raise LinkRefused(target, "no browser was found")


def browser_needs_terminal() -> bool:
    """Whether the system's browser is one of text, such as w3m, that runs in the terminal."""
    try:
        return type(webbrowser.get()) is webbrowser.GenericBrowser
    except webbrowser.Error:
        return False
