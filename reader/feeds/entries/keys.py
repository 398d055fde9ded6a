"""What an entry is recognised by in the next document of its feed."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from reader.feeds.model import Entry
from reader.store.feeds.feed_rows import storable_text
from reader.store.feeds.known_entry import KnownEntry
from reader.text.dates import PostDate
from reader.text.folding import fold
from reader.text.normal_links import normal_link

MAX_TITLE_KEY = 200
"""Maximum number of characters of a title that are stored for comparing."""

_SCHEME_AND_WWW = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EntryKeys:
    """What identifies an entry. An empty key identifies nothing."""

    guid: str = ""
    """The guid as the feed gives it."""
    bare_guid: str = ""
    """The guid without what changes when a site moves to https."""
    link: str = ""
    """The link, normalised; empty if it leads to the website as a whole."""
    title: str = ""
    """The title, or the words of an entry without one."""
    published: str = ""
    """The day, or the time in UTC, in ISO 8601 form."""
    source_hash: str = ""
    """Hash of the title and the text as the feed gives them."""

    @property
    def day(self) -> str:
        """The day in ISO 8601 form; empty if it is unknown."""
        return self.published[:10]

    @property
    def title_and_day(self) -> tuple[str, str] | None:
        """The title with the day; None without a title."""
        return (self.title, self.day) if self.title else None

    def has_time_of(self, other: EntryKeys) -> bool:
        """Whether two entries were published at the same time, or on the same day if one of them
        names no more than the day. Without a date, they were not."""
        if not self.published:
            return False
        if len(self.published) == len(other.published):
            return self.published == other.published
        return self.day == other.day


def entry_keys(entry: Entry, site: str, plain_words: Callable[[str], str]) -> EntryKeys:
    """Return the keys of an entry of a document.

    Args:
        entry: The entry.
        site: The address of the feed's website; empty if it is unknown.
        plain_words: Returns the words of some HTML.
    """
    guid = guid_key(entry.guid, site)
    return EntryKeys(
        guid=guid,
        bare_guid=bare_guid(guid),
        link=link_key(entry.link, site),
        title=title_key(entry.title or plain_words(entry.content or entry.summary)),
        published=time_key(entry.published or entry.updated),
        source_hash=source_hash(entry),
    )


def source_hash(entry: Entry) -> str:
    """Return a hash of what an entry says, for finding out whether it is new or has changed."""
    return text_hash(entry.title, entry.content or entry.summary)


def known_keys(known: KnownEntry) -> EntryKeys:
    """Return the keys of an entry that is known."""
    return EntryKeys(
        guid=known.guid,
        bare_guid=bare_guid(known.guid),
        link=known.link_key,
        title=known.title_key,
        published=known.published,
        source_hash=known.source_hash,
    )


def guid_key(guid: str, site: str = "") -> str:
    """Return a guid as it is compared; empty if it is the address of the whole website."""
    guid = storable_text(guid.strip())
    return "" if normal_link(guid) and not link_key(guid, site) else guid


def bare_guid(guid: str) -> str:
    """Return a guid without scheme, `www.` and slashes at its end, if it is an address."""
    scheme = _SCHEME_AND_WWW.match(guid)
    return guid if scheme is None else guid[scheme.end() :].rstrip("/")


def link_key(link: str, site: str = "") -> str:
    """Return the normalised link of an entry; empty if it is that of the whole website.

    Feeds of radio programmes and of short notes often link to their site in each entry.
    """
    key = normal_link(storable_text(link))
    is_home = not any(mark in key for mark in "/?#")
    return "" if is_home or key == normal_link(site) else key


def title_key(title: str) -> str:
    """Return a title without differences of case, accents and spaces; a long one shortened."""
    key = " ".join(fold(storable_text(title)).split())
    if len(key) <= MAX_TITLE_KEY:
        return key
    return f"{key[: MAX_TITLE_KEY // 2]}… {text_hash(key)}"


def time_key(published: PostDate | None) -> str:
    """Return a date in a form in which equal times are equal texts; empty without one."""
    if published is None:
        return ""
    if isinstance(published, datetime):
        if published.tzinfo is not None:
            with suppress(OverflowError):  # at the ends of the calendar
                published = published.astimezone(UTC)
        published = published.replace(tzinfo=None, microsecond=0)
    return published.isoformat()


def text_hash(*texts: str) -> str:
    """Return a hash of some texts, for finding out whether they have changed."""
    data = "\0".join(texts).encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=16).hexdigest()
