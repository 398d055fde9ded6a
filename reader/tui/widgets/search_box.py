"""Where a search of the catalogue is typed."""

from __future__ import annotations

from collections.abc import Callable

from textual.suggester import Suggester

from reader.tui.messages import QueryTyped, SearchClosed
from reader.tui.widgets.prompt import TypingBox

_PLACEHOLDER = 'words  "a phrase"  -without  in:category  tag:  by:  is:unread  after:2024-05'

Complete = Callable[[str], str | None]
"""Gives a search as it may go on; None where nothing is known of that."""


class SearchBox(TypingBox):
    """Posts what is typed as a search; the right key takes the completion that is shown.

    Args:
        complete: Where completions come from.
    """

    def __init__(self, complete: Complete) -> None:
        super().__init__(_PLACEHOLDER)
        self.suggester = _FieldSuggester(complete)

    def typed(self, text: str) -> None:
        self.post_message(QueryTyped(text))

    def left(self, *, keep_results: bool) -> None:
        self.post_message(SearchClosed(keep_results=keep_results))


class _FieldSuggester(Suggester):
    """Without a cache: the catalogue may be another at the next letter."""

    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        return self._complete(value)
