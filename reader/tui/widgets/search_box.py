"""One line to type a search into."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from reader.tui.bindings import SEARCH, bindings_for
from reader.tui.messages import QueryTyped, SearchLeft

_PLACEHOLDER = 'words  "a phrase"  -without  in:category  tag:  by:  is:unread  after:2024-05'
_KEPT = 50


class SearchBox(Input):
    """Tells what is typed as it is typed. The last searches come back with the up key."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_for(SEARCH)

    def __init__(self) -> None:
        super().__init__(placeholder=_PLACEHOLDER, compact=True)
        self._earlier: list[str] = []
        self._shown = 0
        """How far back in the earlier searches the box is."""

    def begin(self) -> None:
        """Show the box, with the search that is on, all of it chosen so that typing replaces it."""
        self.display = True
        self._shown = 0
        self.cursor_blink = False
        self.focus()
        self.select_all()

    def end(self) -> None:
        """Empty the box and take it away."""
        self._keep()
        with self.prevent(Input.Changed):
            self.value = ""
        self.display = False

    @on(Input.Changed)
    def _tell(self, message: Input.Changed) -> None:
        message.stop()
        self.post_message(QueryTyped(message.value))

    def action_leave(self, keeps: bool) -> None:
        self._keep()
        self.post_message(SearchLeft(keeps=keeps and bool(self.value.strip())))

    def action_earlier(self) -> None:
        if self._shown < len(self._earlier):
            self._shown += 1
            self.value = self._earlier[-self._shown]
            self.cursor_position = len(self.value)

    def _keep(self) -> None:
        text = self.value.strip()
        if text:
            self._earlier = [*(it for it in self._earlier if it != text), text][-_KEPT:]
        self._shown = 0
