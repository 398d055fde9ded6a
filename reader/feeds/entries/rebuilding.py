"""Recognise the entries of posts of which nothing is remembered, by what the posts say.

After a loss of the database, most entries are recognised by guid, link, or title and day. Some
feeds have none of these in their entries: then the post has a title and a date of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from reader.feeds.entries.keys import guid_key, link_key
from reader.feeds.entries.matching import Match
from reader.feeds.entries.post_dates import date_entry
from reader.feeds.model import Entry, Subscription
from reader.feeds.writing.entry_text import EntryText
from reader.store.codecs import date_from_text
from reader.store.feeds.known_entry import Fate, KnownEntry
from reader.text.dates import day_of


def match_posts(
    entries: Sequence[Entry],
    matches: Sequence[Match],
    known: Sequence[KnownEntry],
    subscription: Subscription,
    now: datetime,
) -> list[Match]:
    """Return the matches of a document, with those of entries that are known by their posts alone.

    An entry is known if its post would have the same guid, link, title and day as one of which only
    the file is known.

    Args:
        entries: The entries of the document.
        matches: What they are by their keys.
        known: All entries that are known.
        subscription: The feed.
        now: The time of the document, with its time zone.
    """
    found = list(matches)
    taken = {match.known for match in matches}
    posts: dict[tuple[str, str], list[int]] = {}
    for index, post in enumerate(known):
        if index not in taken and _is_only_file(post):
            posts.setdefault((post.guid, post.link_key), []).append(index)
    if not posts:
        return found
    for place, (entry, match) in enumerate(zip(entries, matches, strict=True)):
        if match.known is None and match.repeats is None:
            candidates = posts.get((guid_key(entry.guid), link_key(entry.link)), [])
            for index in candidates:
                if _would_become(entry, known[index], subscription, now):
                    found[place] = replace(match, known=index, key="post")
                    candidates.remove(index)
                    break
    return found


def _is_only_file(known: KnownEntry) -> bool:
    """Whether nothing but the post of an entry is known."""
    return known.fate is Fate.WRITTEN and not known.source_hash and known.last_seen is None


def _would_become(
    entry: Entry, post: KnownEntry, subscription: Subscription, now: datetime
) -> bool:
    """Whether an entry would become a post with this title and day."""
    date = date_from_text(post.date or None)
    if date is None:
        return False
    given = date_entry(entry, now).date
    is_dated = given in (entry.published, entry.updated)
    if is_dated and day_of(given) != day_of(date):
        return False
    return EntryText(entry, subscription, "", date).title == post.title
