"""The headings of an article, each as far in as its level says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from reader.text.clean import clean_line
from reader.text.wrap import truncate
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from reader.article.document import Heading


class HeadingList(LineList):
    """One heading a row; one that is too long for it ends in an ellipsis.

    Args:
        headings: In their order.
        current: Number of the one to begin at; -1 for the first.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--cursor", "row--title", "row--meta"}

    def __init__(self, headings: Sequence[Heading], current: int) -> None:
        super().__init__()
        self._headings = headings
        self._top = min(it.level for it in headings)
        self._first = max(0, current)

    @property
    def highlighted(self) -> int:
        """The block of the heading under the cursor."""
        return self._headings[max(0, self.cursor)].block

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - named by Textual
        self.rows_changed()
        self.cursor = self._first if self.cursor < 0 else self.cursor

    def row_count(self) -> int:
        return len(self._headings)

    def draw(self, row: int, line: int) -> Strip:  # noqa: ARG002 - every row is one line
        heading = self._headings[row]
        depth = heading.level - self._top
        room = max(1, self.line_width - 2 - 2 * depth)
        text = truncate(clean_line(heading.text).strip() or "…", room)
        if row == self.cursor:
            return self.cursor_strip(["▌ ", "  " * depth, text])
        style = self.component("row--meta" if depth else "row--title")
        return self.strip([Segment("  " + "  " * depth), Segment(text, style)])
