"""Say what a document is that is no feed, and what the person can do about it."""

from __future__ import annotations

import re

from reader.feeds.errors import FeedError
from reader.feeds.parsing.plain_text import text_of_html
from reader.feeds.parsing.xml_document import first_element

_LOGIN = re.compile(
    r"<input[^>]{0,300}\btype\s*=\s*[\"']?password|<title>[^<]{0,100}\b(?:log|sign)\s?-?(?:in|on)\b",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"<title>\s*(?:just a moment|attention required|checking your browser|access denied)"
    r"|cf-challenge|challenge-platform|g-recaptcha|h-captcha",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,300})", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|script)\b", re.IGNORECASE)
_BINARY = ("image/", "audio/", "video/", "font/")
_OTHER_XML = frozenset(("opml", "urlset", "sitemapindex"))
_MAX_HEAD = 50_000

_FIND = "Give the address of the site to `broadsheet feed add`, which finds its feed."


def not_a_feed(text: str, content_type: str, url: str) -> FeedError:
    """Return the error about a document that is no feed.

    Args:
        text: The document, decoded and cleaned.
        content_type: The Content-Type of the server, or an empty text.
        url: The address of the document.
    """
    head = text[:_MAX_HEAD]
    media_type = content_type.partition(";")[0].strip().lower()
    if not text.strip():
        return FeedError(
            "the server sent an empty document",
            f"Try again later; if it stays empty, open {url} in a browser.",
        )
    if media_type.startswith(_BINARY) or media_type == "application/pdf":
        return FeedError(f"the address leads to a file of type {media_type}, not to a feed", _FIND)
    name = first_element(head)
    if name not in _OTHER_XML and _PAGE.search(head):
        return _page(head, url)
    return _other(name)


def _page(head: str, url: str) -> FeedError:
    if _CHALLENGE.search(head):
        return FeedError(
            "the site wants proof that a person is asking, and sent a web page instead of the feed",
            "Set `user_agent` for this feed in feeds.toml, or ask the site to exempt its feed.",
        )
    if _LOGIN.search(head):
        return FeedError(
            "the server sent a login page instead of the feed",
            f"Open {url} in a browser. If your network wants you to log in, do that; if the feed "
            "needs a password, set `user` and `password_command` for it in feeds.toml.",
        )
    title = _TITLE.search(head)
    name = "" if title is None else text_of_html(title[1])[:80]
    named = f" (“{name}”)" if name else ""
    return FeedError(f"the address leads to a web page{named}, not to a feed", _FIND)


def _other(name: str) -> FeedError:
    if name == "opml":
        return FeedError(
            "the document is a list of feeds (OPML), not a feed",
            "Save it to a file, and import that with `broadsheet feed import FILE`.",
        )
    if name in _OTHER_XML:
        return FeedError("the document is a site map for search engines, not a feed", _FIND)
    if name:
        return FeedError(
            f"the document is neither RSS nor Atom (its first element is “{name}”)", _FIND
        )
    return FeedError("the document is neither RSS nor Atom nor a JSON Feed", _FIND)
