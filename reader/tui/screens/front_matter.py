"""A post's front matter as it stands in the file."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.text.clean import clean_line


class FrontMatterScreen(ModalScreen[None]):
    """Shows some lines of a file.

    Args:
        title: Whose they are.
        text: The lines; what they hold is shown and never obeyed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,h,left,q,ctrl+q,v", "dismiss", "Close", id="front_matter.close"),
        Binding("down,j", "scroll(1)", "Scroll down", id="front_matter.down"),
        Binding("up,k", "scroll(-1)", "Scroll up", id="front_matter.up"),
        Binding("pagedown,space", "scroll(10)", "Page down", id="front_matter.page_down"),
        Binding("pageup,b", "scroll(-10)", "Page up", id="front_matter.page_up"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(self._title)
            box.border_subtitle = "↑ ↓ scroll · Esc close"
            with VerticalScroll(can_focus=False):
                lines = "\n".join(clean_line(line.expandtabs(4)) for line in self._text.split("\n"))
                yield Static(Content(lines), id="lines")

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
