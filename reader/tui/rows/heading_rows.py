"""The headings of an article, indented by level."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from reader.text.clean import clean_line
from reader.text.wrap import truncate
from reader.tui.rows.model import RowStyles, StackedRows, draw_row

if TYPE_CHECKING:
    from reader.article.document import Heading

_INDENT = 2
"""Cells before a heading of the top level, and more for each level below."""


def longest_row(headings: Sequence[Heading]) -> int:
    """Return the width of rows that show all headings at their full length, in cells."""
    top = _top_level(headings)
    return max(
        (_indent(heading, top) + cell_len(_text(heading)) + _INDENT for heading in headings),
        default=0,
    )


class HeadingRows(StackedRows):
    """One heading per row. A heading that is too long ends in an ellipsis.

    Args:
        width: Width of the rows, in cells.
        headings: The headings in their order.
    """

    def __init__(self, width: int, headings: Sequence[Heading]) -> None:
        super().__init__(repeat(1, len(headings)), width)
        self._headings = headings
        self._top_level = _top_level(headings)

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:
        """Draw one heading."""
        heading = self._headings[line]
        indent = _indent(heading, self._top_level)
        text = truncate(_text(heading), max(1, self.width - indent))
        style = styles.title if heading.level == self._top_level else styles.meta
        segments = [Segment(" " * indent), Segment(text, style)]
        return draw_row(segments, self.width, styles, is_cursor=line == cursor)


def _top_level(headings: Sequence[Heading]) -> int:
    return min((heading.level for heading in headings), default=1)


def _indent(heading: Heading, top_level: int) -> int:
    return _INDENT * (1 + heading.level - top_level)


def _text(heading: Heading) -> str:
    return clean_line(heading.text).strip() or "…"
