"""The prompt for a search of the open folders."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from textual.suggester import Suggester

from reader.tui.messages import QueryTyped, SearchClosed
from reader.tui.widgets.prompt import Prompt

_PLACEHOLDER = 'words  "a phrase"  -without  in:category  tag:  by:  is:unread  mins:<5'

Complete: TypeAlias = Callable[[str], str | None]
"""Returns the completed query; None if there is no completion."""


class SearchBox(Prompt):
    """Posts `QueryTyped` and `SearchClosed`. The right key accepts the completion on show.

    Args:
        complete: Completes a query.
    """

    def __init__(self, complete: Complete) -> None:
        super().__init__(_PLACEHOLDER, QueryTyped, SearchClosed, _QuerySuggester(complete))


class _QuerySuggester(Suggester):
    """Suggests completions without a cache, because the open posts can change at any time."""

    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        return self._complete(value)
