"""What is done with the content of an answer before anything is stored: work for the processor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from reader.feeds.markdown import ConvertedBody, to_markdown
from reader.feeds.model import Entry, FeedDocument
from reader.feeds.parsing import parse_feed


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The content of an answer."""

    data: bytes
    content_type: str
    url: str
    """Where it came from, after redirects."""
    is_new: bool = False
    """Whether the feed was never fetched before, so that all of its entries are converted."""


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A parsed feed."""

    document: FeedDocument
    bodies: Mapping[Entry, ConvertedBody] = field(default_factory=dict)
    """The entries that are converted already."""


def prepare(raw: RawDocument) -> PreparedDocument:
    """Parse a feed, and convert its entries if it is new.

    Entries of other feeds are converted later, if they turn out to be new or changed.

    Raises:
        FeedError: The content is no feed.
    """
    document = parse_feed(raw.data, raw.content_type, raw.url)
    if not raw.is_new:
        return PreparedDocument(document)
    return PreparedDocument(document, {entry: convert(entry) for entry in document.entries})


def convert(entry: Entry) -> ConvertedBody:
    """Return the body of the post that an entry becomes."""
    return to_markdown(entry.content or entry.summary, entry.base)


class LocalPreparation:
    """Prepares one document at a time, in the thread that asks for it."""

    def __init__(self) -> None:
        self._lock = Lock()

    def prepare(self, raw: RawDocument) -> PreparedDocument:
        """Return what `prepare` returns."""
        with self._lock:
            return prepare(raw)


class PreparedBodies:
    """Converts entries, except those that are converted already."""

    def __init__(self) -> None:
        self._bodies: Mapping[Entry, ConvertedBody] = {}

    def use(self, prepared: PreparedDocument) -> None:
        """Look up the entries of a document, and forget those of the last one."""
        self._bodies = prepared.bodies

    def convert(self, entry: Entry) -> ConvertedBody:
        """Return the body of the post that an entry becomes."""
        body = self._bodies.get(entry)
        return convert(entry) if body is None else body
