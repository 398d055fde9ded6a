"""The front matter of a post as it is written in the file."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from reader.tui.answers import answer
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import StaticText, frame


class FrontMatterScreen(ModalScreen[None]):
    """Shows lines of a file.

    Args:
        title: The title of the dialog.
        text: The lines. They are shown as plain text: markup and control characters do nothing.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,h,left,q,v", "close", "Close", id="front_matter.close"),
        Binding("down,j", "scroll(1)", "Scroll down", id="front_matter.down"),
        Binding("up,k", "scroll(-1)", "Scroll up", id="front_matter.up"),
        Binding("pagedown,space", "scroll(10)", "Page down", id="front_matter.page_down"),
        Binding("pageup,b", "scroll(-10)", "Page up", id="front_matter.page_up"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        # Not looked up when a key arrives: in a burst of keys, that is before it is mounted.
        self._view = VerticalScroll(StaticText(text.expandtabs(4), id="lines"), can_focus=False)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            frame(box, self._title, "↑ ↓ scroll · Esc close")
            yield self._view

    def action_scroll(self, lines: int) -> None:
        self._view.scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        answer(self)
