"""One line to type into, which remembers what was typed before."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from reader.tui.bindings import SEARCH, bindings_for

_KEPT = 50


class TypingBox(Input):
    """Tells what is typed as it is typed; a subclass says to whom.

    It is out of sight until something is to be typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_for(SEARCH)

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True)
        self.display = False
        self._earlier: list[str] = []
        self._shown = 0
        """How far back in what was typed before the box is."""

    @abstractmethod
    def typed(self, text: str) -> None:
        """Called when something else stands in the box."""

    @abstractmethod
    def left(self, *, keep_results: bool) -> None:
        """Called when the reader is done with the box.

        Args:
            keep_results: Whether what was found by it stays.
        """

    def begin(self) -> None:
        """Show the box, with what stands in it chosen, so that typing replaces it."""
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
        self.typed(message.value)

    def action_leave(self, keep_results: bool) -> None:
        self._keep()
        self.left(keep_results=keep_results and bool(self.value.strip()))

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
