"""The headings of an article, to choose one of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.tui.rows.heading_rows import HeadingRows, longest_row
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from reader.article.document import Heading


class HeadingList(LineList):
    """Lists headings.

    Args:
        headings: The headings in their order, at least one.
        current: Number of the heading to begin at; -1 for the first.
    """

    def __init__(self, headings: Sequence[Heading], current: int) -> None:
        super().__init__(partial(HeadingRows, headings=headings))
        self._headings = headings
        self.set_reactive(LineList.cursor, max(0, current))

    @property
    def needed_width(self) -> int:
        """Width of rows that show all headings at their full length, in cells."""
        return longest_row(self._headings)

    @property
    def highlighted(self) -> int:
        """The block of the heading under the cursor."""
        return self._headings[self.cursor].block
