"""Parse RSS and Atom with feedparser: https://feedparser.readthedocs.io/.

feedparser is called so that it changes nothing: no encoding is guessed, no HTML is sanitised, no
address is made absolute, and its dates are used only where ours fail. What it would change all the
same is hidden from it and restored afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from itertools import islice
from typing import Any

import feedparser

from reader.feeds.errors import FeedError
from reader.feeds.model import FeedDocument
from reader.feeds.parsing.fields import clean_language, whole_number
from reader.feeds.parsing.media import links_of, objects
from reader.feeds.parsing.urls import web_url
from reader.feeds.parsing.xml_document import XmlDocument
from reader.feeds.parsing.xml_entry import EntryContext, parse_entry, title_of
from reader.feeds.parsing.xml_people import authors_of
from reader.text.counts import counted

_Object = Mapping[str, Any]

# feedparser takes "Ã©" for a mistake and writes "é", if all of a text can be such mistakes. Plane
# 16 is free, because cleaning has removed its characters.
_SUSPICIOUS = re.compile("(?<=[\xc2-\xf4])[\x80-\xbf]")
_HIDDEN = re.compile("[\U00100080-\U001000bf]")
_PLANE = 0x100000
# feedparser makes a guid absolute if the document has a base; an address with a scheme is left.
_GUID = re.compile(r"(<(?:[A-Za-z_][\w.-]{0,50}:)?(?:guid|id)(?:\s[^<>]{0,500})?(?<!/)>)", re.I)
_GUID_MARK = "urn:\U00100000"

_ENTRY_BLOCK = re.compile(
    r"<((?:[A-Za-z_][\w.-]{0,50}:)?(?:item|entry))(?=[\s>]).*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
MAX_PARTS = 300
"""Number of entries that are parsed one by one if feedparser fails on some of them."""

_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
"""Values of sy:updatePeriod: https://web.resource.org/rss/1.0/modules/syndication/."""
_MAX_TTL = timedelta(days=365)
_MAX_DIGITS = 7
"""Digits of a number of minutes or of updates."""


def parse_xml_feed(document: XmlDocument, url: str) -> FeedDocument:
    """Parse a well-formed RSS or Atom document.

    Args:
        document: The document, cleaned.
        url: Its address, from which relative addresses start.

    Raises:
        FeedError: The document is too damaged.
    """
    faults = []
    if document.fault is not None:
        faults.append(
            f"The document of the feed is not valid ({document.fault}). It was repaired; if text "
            "or entries are missing, tell the author of the site."
        )
    parsed, failed = _parse(document.text)
    if failed:
        faults.append(
            f"{counted(failed, 'entry', 'entries')} could not be parsed and are left out; tell the "
            "author of the site."
        )
    feed: _Object = parsed["feed"]
    is_atom = str(parsed.get("version") or "").startswith("atom")
    context = EntryContext(
        url=url,
        is_atom=is_atom,
        authors=authors_of(feed),
        language=clean_language(feed.get("language")),
    )
    return FeedDocument(
        title=title_of(feed, is_atom=is_atom),
        link=_site(feed, url),
        language=context.language,
        entries=tuple(parse_entry(entry, context) for entry in objects(parsed["entries"])),
        ttl=_ttl(feed),
        faults=tuple(faults),
    )


def _parse(text: str) -> tuple[Any, int]:
    """Return what feedparser makes of a document, and the number of entries that it cannot parse.

    Raises:
        FeedError: It fails on more than some entries.
    """
    try:
        return _call_feedparser(text), 0
    except Exception:  # elements in unusual places raise KeyError, ValueError and others
        blocks = list(islice(_ENTRY_BLOCK.finditer(text), MAX_PARTS + 1))
    if not 0 < len(blocks) <= MAX_PARTS:
        raise _too_damaged()
    head, tail = text[: blocks[0].start()], text[blocks[-1].end() :]
    try:
        parsed = dict(_call_feedparser(head + tail))
    except Exception as error:
        raise _too_damaged() from error
    parsed["entries"], failed = [], 0
    for block in blocks:
        try:
            parsed["entries"] += _call_feedparser(f"{head}{block[0]}{tail}")["entries"]
        except Exception:
            failed += 1
    return parsed, failed


def _too_damaged() -> FeedError:
    return FeedError(
        "the document has elements where no feed has them",
        "Try again later; if it stays like this, tell the author of the site.",
    )


def _call_feedparser(text: str) -> Any:
    hidden = text
    if not text.isascii():
        hidden = _SUSPICIOUS.sub(lambda found: chr(_PLANE + ord(found[0])), text)
    if "base" in text:
        hidden = _GUID.sub(rf"\1{_GUID_MARK}", hidden)
    # A stream, because feedparser opens the file whose name it is given as bytes.
    parsed = feedparser.parse(
        BytesIO(hidden.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return parsed if hidden == text else _restore(parsed)


def _restore(value: Any) -> Any:
    """Return a value of feedparser with everything that was hidden from it."""
    if isinstance(value, str):
        value = value.replace(_GUID_MARK, "")
        return _HIDDEN.sub(lambda found: chr(ord(found[0]) - _PLANE), value)
    if isinstance(value, list):
        return [_restore(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _restore(each) for key, each in value.items()}
    return value


def _site(feed: _Object, url: str) -> str:
    found = (web_url(link.get("href"), url) for link in links_of(feed, "alternate"))
    return next(filter(None, found), web_url(feed.get("link"), url))


def _ttl(feed: _Object) -> timedelta | None:
    """Return how long the feed asks not to be fetched again: minutes, or times a period."""
    minutes = whole_number(feed.get("ttl"), _MAX_DIGITS)
    if minutes:
        return min(timedelta(minutes=minutes), _MAX_TTL)
    period = _PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
    if period is None:
        return None
    return period / (whole_number(feed.get("sy_updatefrequency"), _MAX_DIGITS) or 1)
