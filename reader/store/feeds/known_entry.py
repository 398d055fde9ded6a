"""What is remembered of an entry of a feed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of an entry."""

    WRITTEN = "written"
    """It is a post in the feeds folder."""
    FILTERED = "filtered"
    """A filter of the subscription left it out."""
    DUPLICATE = "duplicate"
    """The document has the same entry twice."""
    DELETED = "deleted"
    """Its post was deleted, by the person or because it was old enough. It is not written again."""


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An entry of a feed that has been in one of its documents. Times are seconds since 1970."""

    number: int | None = None
    """Number of the row; None if it is not stored yet."""
    guid: str = ""
    """As the feed gave it last."""
    link: str = ""
    """The address as the feed gave it last."""
    link_key: str = ""
    """The address without what differs between two links to the same page; empty if the link
    identifies no entry."""
    title: str = ""
    """The title; of an entry without one, that of its post."""
    title_key: str = ""
    """The title, or the words of an entry without one, in the form for comparing."""
    published: str = ""
    """When the entry says that it was published: a day or a time in UTC, in ISO 8601 form. Empty
    if it does not say it."""
    date: str = ""
    """The date of the post in ISO 8601 form; empty if there is none."""
    path: str | None = None
    """The file, relative to the feeds folder and separated by `/`. None without one. The path of a
    deleted post is the last one."""
    source_hash: str = ""
    """Hash of the entry as the feed gave it last; empty if it is unknown."""
    words_hash: str = ""
    """Hash of its words; empty if it is unknown."""
    file_hash: str = ""
    """Hash of the last version of the file that was written or put aside; empty if that is unknown,
    as after a loss of the database. A file with another hash was edited."""
    first_seen: float = 0.0
    last_seen: float | None = None
    """Time of the last document that had the entry; None if no known document had it."""
    fate: Fate = Fate.WRITTEN
    detail: str = ""
    """Why it has this fate, such as the query that left it out."""
    aside: str | None = None
    """File with the version of the feed, relative to the feeds folder, if the feed changed the
    entry and the person had edited the post. None otherwise."""


@dataclass(frozen=True, slots=True)
class FeedHistory:
    """All that is remembered of the entries of a feed."""

    entries: tuple[KnownEntry, ...] = ()
    is_guid_unreliable: bool = False
    """Whether the guids of the feed identify no entries."""
    last_document: float | None = None
    """Time of the last document that had entries; None if there was none."""
