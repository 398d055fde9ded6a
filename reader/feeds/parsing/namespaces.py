"""XML namespaces of feeds: declare prefixes, and correct addresses that are nearly right.

Feeds are written by templates, and many templates forget a declaration or misspell its address.
A parser then refuses the document, or does not find the elements.
"""

from __future__ import annotations

import re
from html import unescape

MAX_PREFIXES = 100
"""Number of prefixes that are declared."""

RSS = "http://purl.org/rss/1.0/"
_ATOM = "http://www.w3.org/2005/Atom"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_MEDIA = "http://search.yahoo.com/mrss/"

_BY_PREFIX = {
    "a10": _ATOM,
    "atom": _ATOM,
    "atom10": _ATOM,
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "georss": "http://www.georss.org/georss",
    "itunes": _ITUNES,
    "media": _MEDIA,
    "rdf": _RDF,
    "rss": RSS,
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "xlink": "http://www.w3.org/1999/xlink",
}
"""Namespaces by the prefixes that feeds use for them."""


def _comparable(address: str) -> str:
    """Return what the spellings of an address have in common."""
    return re.sub(r"^https?://(?:www\.)?|[/#\s]+$", "", address.strip().lower())


_BY_ADDRESS = {_comparable(address): address for address in _BY_PREFIX.values()} | {
    "purl.org/rss/1.0": RSS,
    "search.yahoo.com/mrss": _MEDIA,
    "w3.org/2005/atom": _ATOM,
    "w3.org/atom/ns": "http://purl.org/atom/ns#",
    "purl.org/atom/ns": "http://purl.org/atom/ns#",
    "my.netscape.com/rdf/simple/0.9": "http://my.netscape.com/rdf/simple/0.9/",
}

_NAME = r"[A-Za-z_][A-Za-z0-9_.-]{0,100}"
_TAG_PREFIX = re.compile(rf"</?({_NAME}):[A-Za-z_]")
_ATTRIBUTE_PREFIX = re.compile(rf"\s({_NAME}):{_NAME}\s*=")
_DECLARED = re.compile(rf"xmlns:({_NAME})\s*=")
_DECLARATION = re.compile(rf"""(\sxmlns(?::{_NAME})?\s*=\s*)(["'])([^"'<>]{{0,300}})\2""")
_SPACED = re.compile(
    rf"""(\sxmlns(?::{_NAME})?\s*=\s*)(["'])([^"'<>]{{0,300}}\s[^"'<>]{{0,300}})\2"""
)
_ROOT_NAME = re.compile(rf"<{_NAME}(?::{_NAME})?")
_FEED_ELEMENT = re.compile(rf"<({_NAME}):(?:item|entry)[\s>]", re.IGNORECASE)
_KNOWN = frozenset({"xml", "xmlns"})


def correct_namespaces(text: str) -> str:
    """Return a document in which known namespaces have the addresses of their specifications.

    Args:
        text: The document, from its root element on. Only the root element is changed.
    """
    root, end = _ROOT_NAME.match(text), text.find(">")
    if root is None or end < 0:
        return text
    prefixes = _format_prefixes(text)
    declarations = _DECLARATION.sub(lambda found: _correct(found, prefixes), text[root.end() : end])
    return f"{root[0]}{declarations}{text[end:]}"


def declare_prefixes(text: str) -> str:
    """Return a document in which every prefix is declared, by its specification where it has one.

    Args:
        text: The document, from its root element on.
    """
    # Python's parser separates the address of a namespace and a name by a space.
    text = _SPACED.sub(lambda found: "".join(found[0].split()), text)
    root, end = _ROOT_NAME.match(text), text.find(">")
    if root is None or end < 0:
        return text
    prefixes = _format_prefixes(text)
    missing = "".join(
        f' xmlns:{prefix}="{_address(prefix, prefixes)}"'
        for prefix in _undeclared(text, text[root.end() : end])
    )
    return f"{root[0]}{missing}{text[root.end() :]}"


def _format_prefixes(text: str) -> set[str]:
    """Return the prefixes of entries: those of the format itself, whatever their address is."""
    return {found[1] for found in _FEED_ELEMENT.finditer(text)}


def _correct(found: re.Match[str], format_prefixes: set[str]) -> str:
    start, quote, address = found.groups()
    prefix = start.strip(" \t\n=").partition(":")[2]
    address = _BY_ADDRESS.get(_comparable(unescape(address)), address)
    if prefix in format_prefixes and address not in _BY_ADDRESS.values():
        address = RSS
    return f"{start}{quote}{address}{quote}"


def _undeclared(text: str, declarations: str) -> list[str]:
    """Return the prefixes that are used but not declared by the root, in alphabetical order."""
    used = {found[1] for found in _TAG_PREFIX.finditer(text)}
    used |= {found[1] for found in _ATTRIBUTE_PREFIX.finditer(text)}
    declared = {found[1] for found in _DECLARED.finditer(declarations)}
    return sorted(used - declared - _KNOWN)[:MAX_PREFIXES]


def _address(prefix: str, format_prefixes: set[str]) -> str:
    if prefix in format_prefixes:
        return _BY_PREFIX.get(prefix, RSS)
    return _BY_PREFIX.get(prefix.lower(), f"urn:undeclared:{prefix}")
