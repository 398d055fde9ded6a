"""Where a search of the catalogue is typed."""

from __future__ import annotations

from reader.tui.messages import QueryTyped, SearchLeft
from reader.tui.typing_box import TypingBox

_PLACEHOLDER = 'words  "a phrase"  -without  in:category  tag:  by:  is:unread  after:2024-05'


class SearchBox(TypingBox):
    """Posts what is typed as a search."""

    def __init__(self) -> None:
        super().__init__(_PLACEHOLDER)

    def typed(self, text: str) -> None:
        self.post_message(QueryTyped(text))

    def left(self, *, keeps: bool) -> None:
        self.post_message(SearchLeft(keeps=keeps))
