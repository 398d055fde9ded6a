"""The headings of an article, to jump to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.tui.messages import RowPressed
from reader.tui.widgets.heading_list import HeadingList

if TYPE_CHECKING:
    from reader.article.document import Heading

_LEAST_MARGIN = 20
"""Cells beside the text from which on the outline stands there and covers none of it."""


class OutlineScreen(ModalScreen[int | None]):
    """Lists the headings; gives the block of the one that was chosen, if any.

    Args:
        headings: Of the article.
        current: Number of the one that the reader is under; -1 before the first.
        margin: Cells at the right of the text.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "choose", "Go to the heading", id="outline.choose"),
        Binding("escape,h,left,q,ctrl+q,t", "dismiss", "Close", id="outline.close"),
    ]

    def __init__(self, headings: Sequence[Heading], current: int, margin: int) -> None:
        super().__init__()
        self._headings = headings
        self._current = current
        self._margin = margin

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Outline"
            box.border_subtitle = "Enter go · Esc close"
            if self._margin >= _LEAST_MARGIN:
                self.add_class("-margin")
                box.styles.width = self._margin
            yield HeadingList(self._headings, self._current)

    @on(RowPressed)
    def action_choose(self) -> None:
        self.dismiss(self.query_one(HeadingList).highlighted)
