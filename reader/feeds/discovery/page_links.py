"""Find the feeds that a web page names.

Pages name them in link elements (https://html.spec.whatwg.org/multipage/links.html#link-type-alternate),
or in the header `Link` (RFC 8288). Pages that do neither often have an ordinary link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader.feeds.discovery.rules import channel_feed, find_channel, is_channel
from reader.feeds.parsing.urls import web_url
from reader.text.clean import one_line

MAX_LINKS = 2_000
"""Number of ordinary links that are looked at."""

_TYPES = frozenset((
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
    "application/x-rss+xml", "application/x-atom+xml", "application/xml", "text/xml", "text/rss",
    "text/rss+xml", "text/atom+xml", "application/rss", "application/atom",
))  # fmt: skip
_JSON = "application/json"
_LINK_HEADER = re.compile(r"<([^<>]{1,2000})>((?:\s*;[^,;<>]{0,300}){1,10})")
_COMMENTS = re.compile(r"comment|kommentar|commentaire|coment[aá]rio|комментари", re.IGNORECASE)
_FEED_PATH = re.compile(
    r"(?:^|[/._-])(?:rss2?|atom|feeds?|rdf)(?:[/._-]|$)|/index\.(?:xml|rdf)$", re.IGNORECASE
)
_FEED_SCHEME = re.compile(r"\s*feed:(//)?", re.IGNORECASE)
_FEED_TEXT = re.compile(r"(?:rss|atom|(?:json|rss|web)[ -]?feed|feed)s?", re.IGNORECASE)
_READERS = re.compile(
    r"(?:^|\.)(?:feedly\.com|inoreader\.com|newsblur\.com|theoldreader\.com|netvibes\.com"
    r"|yahoo\.com|bloglovin\.com)$"
)
"""Sites on which people read feeds, and whose links contain the word."""


class FeedLink(NamedTuple):
    """A link that leads to a feed, or may do so."""

    url: str
    title: str = ""


class PageLinks(NamedTuple):
    """The feeds of a page, each address once, the best first."""

    declared: tuple[FeedLink, ...]
    """What the page says to be feeds. Feeds of comments are at the end."""
    likely: tuple[FeedLink, ...]
    """Links that look as if they lead to feeds."""


def page_links(html: str, url: str, link_header: str = "") -> PageLinks:
    """Return the feeds of a web page.

    Args:
        html: The page.
        url: Its address.
        link_header: The header `Link` of its response.
    """
    tree = LexborHTMLParser(html)
    base = _attribute(tree.css_first("base[href]"), "href")
    declared = [
        link
        for link in (
            *_link_elements(tree, url, base),
            *_link_header(link_header, url),
            *_youtube_channel(tree),
        )
        if link.url
    ]
    declared.sort(key=_is_about_comments)
    known = {link.url for link in declared} | {url}
    likely = [link for link in _ordinary_links(tree, url, base) if link.url not in known]
    host = urlsplit(url).hostname
    likely.sort(key=lambda link: (urlsplit(link.url).hostname != host, _is_about_comments(link)))
    return PageLinks(_distinct(declared), _distinct(likely))


def _link_elements(tree: LexborHTMLParser, url: str, base: str) -> Iterator[FeedLink]:
    for element in tree.css("link[href]"):
        target = _attribute(element, "href")
        if _is_feed(_attribute(element, "rel"), _attribute(element, "type"), target):
            title = one_line(_attribute(element, "title"))
            yield FeedLink(_feed_url(target, base, url), title)


def _link_header(header: str, url: str) -> Iterator[FeedLink]:
    for found in _LINK_HEADER.finditer(header[:10_000]):
        parameters = {
            name.strip().lower(): value.strip().strip('"')
            for name, _, value in (part.partition("=") for part in found[2].split(";"))
        }
        if _is_feed(parameters.get("rel", ""), parameters.get("type", ""), found[1]):
            yield FeedLink(web_url(found[1], url), one_line(parameters.get("title", "")))


def _is_feed(rel: str, media_type: str, target: str) -> bool:
    relations = rel.lower().split()
    kind = media_type.partition(";")[0].strip().lower()
    if "feed" in relations:
        return True
    if "alternate" not in relations or "stylesheet" in relations:
        return False
    # Many sites name their interface for programs as an alternate in JSON.
    return kind in _TYPES or (kind == _JSON and "feed" in target.lower())


def _youtube_channel(tree: LexborHTMLParser) -> Iterator[FeedLink]:
    """Yield the feed of the channel that a page of YouTube is about."""
    canonical = _attribute(tree.css_first("link[rel=canonical]"), "href")
    channel = find_channel(canonical)
    for element in tree.css("meta[itemprop=channelId], meta[itemprop=identifier]"):
        content = _attribute(element, "content")
        if channel is None and "youtube.com/" in canonical and is_channel(content):
            channel = content
    if channel is not None:
        yield FeedLink(channel_feed(channel))


def _ordinary_links(tree: LexborHTMLParser, url: str, base: str) -> Iterator[FeedLink]:
    for element in tree.css("a[href]")[:MAX_LINKS]:
        target = _feed_url(_attribute(element, "href"), base, url)
        text = one_line(element.text()[:200])
        if not target:
            continue
        parts = urlsplit(target)
        if _READERS.search(parts.hostname or ""):
            continue
        if _FEED_PATH.search(parts.path) or _FEED_TEXT.fullmatch(text):
            yield FeedLink(target, text)


def _feed_url(target: str, *bases: str) -> str:
    """Return an address as `web_url` does, also one with the scheme `feed:`, which some sites use.

    It stands before another scheme or instead of it: `feed:https://…`, `feed://…`.
    """
    match = _FEED_SCHEME.match(target)
    if match is not None:
        target = target[match.end() :]
        target = target if match[1] is None else f"http://{target}"
    return web_url(target, *bases)


def _attribute(element: LexborNode | None, name: str) -> str:
    return "" if element is None else element.attributes.get(name) or ""


def _is_about_comments(link: FeedLink) -> bool:
    return _COMMENTS.search(f"{link.url} {link.title}") is not None


def _distinct(links: list[FeedLink]) -> tuple[FeedLink, ...]:
    found: dict[str, FeedLink] = {}
    for link in links:
        found.setdefault(link.url, link)
    return tuple(found.values())
