"""A trial of a feed: what a fetch would do with each of its entries, without doing it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from reader.feeds.entries.intake import Intake
from reader.feeds.entries.taken import TakeIn, TakenEntry
from reader.feeds.errors import FeedError
from reader.feeds.fetching.downloads import Client, Download, Downloader
from reader.feeds.fetching.preparing import convert, prepare
from reader.feeds.markdown import plain_words
from reader.feeds.model import FeedDocument, Subscription
from reader.feeds.writing.feed_folder import FeedFolder
from reader.store.feeds.fetch_state import FetchState
from reader.store.feeds.states import FEEDS_FILE, FeedStates
from reader.store.marks import MARKS_FILE, Marks


class TrialFate(StrEnum):
    """What a fetch would do with an entry."""

    NEW = "new"
    """It becomes a post."""
    CHANGED = "changed"
    """Its post is written again."""
    EDITED = "edited"
    """Its post was edited by the person and stays. The new version is put aside."""
    FILTERED = "filtered"
    """A filter leaves it out."""
    DUPLICATE = "duplicate"
    """The document has it twice."""
    DELETED = "deleted"
    """Its post was deleted, and is not written again."""
    KNOWN = "known"
    """Nothing: it is known and has not changed."""


@dataclass(frozen=True, slots=True)
class TriedEntry:
    """An entry, and what a fetch would do with it."""

    fate: TrialFate
    taken: TakenEntry


@dataclass(frozen=True, slots=True)
class Trial:
    """A feed as a fetch would find it now."""

    subscription: Subscription
    document: FeedDocument
    entries: tuple[TriedEntry, ...]
    """In the order of the document."""

    def count(self, fate: TrialFate) -> int:
        """Return the number of entries with a fate."""
        return sum(entry.fate is fate for entry in self.entries)


def request_document(subscription: Subscription, client: Client) -> FeedDocument:
    """Fetch the document of a feed as a fetch does it, and parse it.

    Raises:
        FeedError: It cannot be fetched, or is no feed.
    """
    downloader = Downloader(client, prepare, lambda: False)
    finished = downloader.fetch(Download(subscription, FetchState(), is_conditional=False))
    if finished.prepared is not None:
        return finished.prepared.document
    assert finished.failure is not None
    raise FeedError(finished.failure.message.rstrip("."), finished.failure.remedy)


def try_feed(
    subscription: Subscription,
    document: FeedDocument,
    folder: Path,
    data_folder: Path,
    now: datetime,
    report: Callable[[str], object],
) -> Trial:
    """Return what a fetch would do with the entries of a document. Nothing is written.

    Args:
        subscription: The feed, which need not be in feeds.toml.
        document: Its document.
        folder: The feeds folder, which need not exist.
        data_folder: The folder of the states and the marks.
        now: The current time, with its time zone.
        report: Receives messages about files of states or marks that cannot be used.
    """

    def existing(name: str) -> Path | None:
        path = data_folder / name
        return path if os.path.exists(path) else None

    with FeedStates(existing(FEEDS_FILE), folder, report) as states:
        marks = Marks(existing(MARKS_FILE), report, folders=[folder])
        intake = Intake(FeedFolder(folder), states, marks, convert=convert, plain_words=plain_words)
        taken = intake.take_in(subscription, document, now, is_dry=True)
    return Trial(subscription, document, _tried(document, taken))


def _tried(document: FeedDocument, taken: TakeIn) -> tuple[TriedEntry, ...]:
    kinds = {
        TrialFate.NEW: taken.written,
        TrialFate.CHANGED: taken.updated,
        TrialFate.EDITED: taken.conflicts,
        TrialFate.FILTERED: taken.filtered,
        TrialFate.DUPLICATE: taken.duplicates,
        TrialFate.DELETED: taken.deleted,
    }
    # By identity: a document can have the same entry twice.
    fates = {
        id(each.entry): TriedEntry(fate, each) for fate, kind in kinds.items() for each in kind
    }
    return tuple(
        fates.get(id(entry), TriedEntry(TrialFate.KNOWN, TakenEntry(entry, entry.title)))
        for entry in document.entries
    )
