"""Import lists of feeds: OPML of any program, and the `urls` file of newsboat."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from reader.feeds.errors import FeedError
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.addresses import (
    address_fault,
    complete_address,
    split_user,
)
from reader.feeds.subscriptions.names import derive_name, fold_id, free_id, safe_category
from reader.feeds.subscriptions.newsboat import UrlsLine, parse_urls, refusal
from reader.feeds.subscriptions.opml import OutlineFeed, parse_opml
from reader.text.clean import one_line
from reader.text.decode import decode
from reader.text.normal_links import normal_link

MAX_BYTES = 10_000_000
"""Maximum size of a list. One of 1,000 feeds has 0.3 MB."""
_TAG = re.compile(r"<\s*(?:\w+:)?(opml|outline|rss|feed|rdf|html|!doctype html)\b", re.IGNORECASE)
_WEB = re.compile("(?:feed|https?):", re.IGNORECASE)
_MAX_BEGINNING = 4_000
"""Characters in which the first tag of a list is looked for."""
_REMEDY = (
    "Give a list of feeds as OPML, which most feed readers export, or the urls file of newsboat."
)


@dataclass(frozen=True, slots=True)
class ImportedFeed:
    """A feed of a list, or why it cannot be subscribed to."""

    url: str
    title: str = ""
    category: str = ""
    user: str = ""
    """User name that the address contained; its password is not kept."""
    refusal: str | None = None
    """Why it is not imported, as a clause; None if it can be."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import adds, and what it leaves out."""

    new: tuple[Subscription, ...]
    existing: tuple[Subscription, ...]
    """Subscriptions that the list has too. They stay as they are."""
    duplicates: tuple[ImportedFeed, ...]
    """Feeds that the list has more than once, without the first of each."""
    refused: tuple[ImportedFeed, ...]


def parse_list(data: bytes) -> tuple[ImportedFeed, ...]:
    """Return the feeds of a list, whose format is recognized by its content.

    Raises:
        FeedError: It is no list, or has no feeds.
    """
    if len(data) > MAX_BYTES:
        raise FeedError(f"the list is larger than {MAX_BYTES // 1_000_000} MB", _REMEDY)
    outlines = parse_opml(data)
    if outlines:
        return tuple(map(_from_outline, outlines))
    text = decode(data).text
    tag = _TAG.search(text[:_MAX_BEGINNING])
    if tag is not None:
        raise FeedError(_KINDS.get(tag[1].lower(), "this is a web page"), _REMEDY)
    if re.search(r"^\s*\[\[feed\]\]", text, re.MULTILINE):
        raise FeedError(
            "this is a feeds.toml of Broadsheet",
            "Copy it into your feeds folder, or its tables [[feed]] into the feeds.toml there.",
        )
    lines = parse_urls(text)
    feeds = tuple(map(_from_line, lines))
    known = sum(feed.refusal is None or refusal(feed.url) is not None for feed in feeds)
    if known * 2 <= len(feeds):  # some other text, in which a line may begin with an address
        raise FeedError("this is not a list of feeds", _REMEDY)
    return feeds


_KINDS = {
    "opml": "the list has no feeds",
    "outline": "the list has no feeds",
    "rss": "this is a feed and not a list; `broadsheet feed add` takes its address",
    "feed": "this is a feed and not a list; `broadsheet feed add` takes its address",
    "rdf": "this is a feed and not a list; `broadsheet feed add` takes its address",
}


def _from_outline(outline: OutlineFeed) -> ImportedFeed:
    category = outline.folder or next(iter(outline.categories), "")
    return _listed(outline.url, outline.title, category)


def _from_line(line: UrlsLine) -> ImportedFeed:
    if not _WEB.match(line.address) and refusal(line.address) is None:
        return ImportedFeed(line.address, line.title, refusal=address_fault(line.address))
    return _listed(line.address, line.title, next(iter(line.tags), ""))


def _listed(address: str, title: str, category: str) -> ImportedFeed:
    """Return a feed of a list, with its address checked."""
    if reason := refusal(address):
        return ImportedFeed(one_line(address), title, refusal=reason)
    url, user = split_user(complete_address(address))
    return ImportedFeed(url, title, safe_category(category), user, address_fault(url))


def plan_import(
    listed: Iterable[ImportedFeed], subscriptions: Collection[Subscription]
) -> ImportPlan:
    """Decide what an import adds.

    Args:
        listed: The feeds of the list.
        subscriptions: Those that there are. One to the same address keeps its name and category.
    """
    there = {normal_link(feed.url): feed for feed in subscriptions}
    ids = {fold_id(feed.id) for feed in subscriptions}
    seen: set[str] = set()
    new: list[Subscription] = []
    existing: list[Subscription] = []
    duplicates: list[ImportedFeed] = []
    refused: list[ImportedFeed] = []
    for feed in listed:
        key = normal_link(feed.url)
        if feed.refusal is not None:
            refused.append(feed)
        elif key in seen:
            duplicates.append(feed)
        elif key in there:
            existing.append(there[key])
        else:
            name = feed.title or derive_name(feed.url)
            identity = free_id(name, ids, feed.url)
            ids.add(identity)
            new.append(
                Subscription(identity, name, feed.url, feed.category, user=feed.user or None)
            )
        seen.add(key)
    return ImportPlan(tuple(new), tuple(existing), tuple(duplicates), tuple(refused))
