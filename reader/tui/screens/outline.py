"""The outline of an article, to go to one of its headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.tui.answers import answer
from reader.tui.messages import RowPressed
from reader.tui.widgets.heading_list import HeadingList

if TYPE_CHECKING:
    from reader.article.document import Heading

MIN_MARGIN = 20
"""Minimum number of cells beside the text for the outline to be shown there."""


class OutlineScreen(ModalScreen[int | None]):
    """Lists headings. Answers with the block of the heading to go to.

    Args:
        headings: The headings of the article; at least one.
        current: Index of the heading above the visible text; -1 before the first heading.
        margin: Number of cells between the text and the right edge of the terminal. If there are
            enough, the outline is shown in them and covers no text.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "choose", "Go to the heading", id="outline.choose"),
        Binding("escape,h,left,q,ctrl+q,t", "close", "Close", id="outline.close"),
    ]

    def __init__(self, headings: Sequence[Heading], current: int, margin: int) -> None:
        super().__init__()
        # Not looked up when a key arrives: in a burst of keys, that is before the list is mounted.
        self._list = HeadingList(headings, current)
        self._margin = margin

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Outline"
            box.border_subtitle = "Enter go · Esc close"
            if self._margin >= MIN_MARGIN:
                self.add_class("-margin")
                box.styles.width = self._margin
            yield self._list

    @on(RowPressed)
    def action_choose(self) -> None:
        answer(self, self._list.highlighted)

    def action_close(self) -> None:
        answer(self)
