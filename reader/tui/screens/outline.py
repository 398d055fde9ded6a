"""The outline of an article, to go to one of its headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.tui.answers import answer
from reader.tui.messages import RowPressed
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import frame
from reader.tui.widgets.heading_list import HeadingList

if TYPE_CHECKING:
    from reader.article.document import Heading

MIN_MARGIN, MAX_MARGIN = 20, 36
"""Numbers of cells beside the text that the outline needs to be shown there, and that it takes."""

_MIN_FOR_LONG = 28
"""Minimum number of cells for headings that do not fit. In fewer, they are cut after two words, and
those that begin alike look the same.
"""


class OutlineScreen(ModalScreen[int | None]):
    """Lists headings. Answers with the block of the heading to go to.

    Args:
        headings: The headings of the article; at least one.
        current: Index of the heading above the visible text; -1 before the first heading.
        margin: Returns the number of cells between the text and the right edge of the terminal. If
            there are enough, the outline is shown in them and covers no text.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "choose", "Go to the heading", id="outline.choose"),
        Binding("escape,h,left,q,t", "close", "Close", id="outline.close"),
    ]

    def __init__(
        self, headings: Sequence[Heading], current: int, margin: Callable[[], int]
    ) -> None:
        super().__init__()
        # Not looked up when a key arrives: in a burst of keys, that is before the list is mounted.
        self._list = HeadingList(headings, current)
        self._box = Vertical(self._list)
        self._margin = margin

    def compose(self) -> ComposeResult:
        frame(self._box, "Outline", "Enter go · Esc close")
        self._fit()
        yield self._box

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - named by Textual
        # The text below is laid out for the new size after this event.
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        margin = self._margin()
        needed = self._list.needed_width + self._box.gutter.width
        is_beside = margin >= max(MIN_MARGIN, min(needed, _MIN_FOR_LONG))
        self.set_class(is_beside, "-margin")
        self._box.styles.width = min(margin, MAX_MARGIN) if is_beside else None

    @on(RowPressed)
    def action_choose(self) -> None:
        answer(self, self._list.highlighted)

    def action_close(self) -> None:
        answer(self)
