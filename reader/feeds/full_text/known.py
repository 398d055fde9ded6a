"""Which entries of a feed need their pages: those that are new, and those that have changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from reader.feeds.entries.keys import source_hash
from reader.feeds.fetching.preparing import PreparedDocument
from reader.feeds.full_text.pages import FullTexts
from reader.store.feeds.known_entry import FeedHistory
from reader.web.documents import DocumentRequest, DocumentResponse


class Histories(Protocol):
    """What is remembered of entries, such as `reader.store.feeds.states.FeedStates`."""

    def history(self, feed_id: str) -> FeedHistory: ...


class NewFullTexts:
    """Takes the texts of pages for the entries of a feed that are new or have changed."""

    def __init__(self, texts: FullTexts, histories: Histories) -> None:
        self._texts = texts
        self._histories = histories

    def complete(
        self,
        feed_id: str,
        request: DocumentRequest,
        response: DocumentResponse,
        prepared: PreparedDocument,
    ) -> PreparedDocument:
        """Return a feed with the texts of pages as bodies; see `FullTexts.fetch_bodies`."""
        known = {entry.source_hash for entry in self._histories.history(feed_id).entries}
        entries = [each for each in prepared.document.entries if source_hash(each) not in known]
        bodies = self._texts.fetch_bodies(request, response, entries)
        return replace(prepared, bodies={**prepared.bodies, **bodies})
