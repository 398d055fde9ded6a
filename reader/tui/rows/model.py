"""Row sources: the protocol of what a list draws, the styles of rows, and helpers to draw lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import accumulate
from typing import Protocol, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_CURSOR_BAR = "▌"


@dataclass(frozen=True, slots=True)
class RowStyles:
    """The styles that rows are drawn in, one for each role.

    All but `background`, `cursor` and `tint` are overlays: they have a background of their own only
    where the style sheet sets one.
    """

    background: Style
    """Of everything that has no other background."""
    cursor: Style
    """Of the whole row under the cursor, if it has one line."""
    tint: Style
    """Behind the text of a row of several lines under the cursor, and of a picked row."""
    bar: Style
    """The bar at the left of such a row, and of its margin."""
    heading: Style
    mark: Style
    title: Style
    """Title of an unread post."""
    read: Style
    """Title of a post that was read."""
    description: Style
    meta: Style
    """Dates, categories and other details."""
    match: Style
    """Words that were searched for."""
    lead: Style
    """Title of the lead story."""
    rule: Style
    digit: Style
    """Number key of a row of the sidebar."""
    count: Style
    unread: Style
    """Number of unread posts."""
    special: Style
    """Name of the row of all posts."""
    good: Style
    """State of what is well."""
    warning: Style
    """State of what does not work at the moment."""
    error: Style
    """State of what no longer works."""
    ruler: Style
    """Year or month beside the scrollbar."""
    ruler_here: Style
    """Month of the first visible post beside the scrollbar."""


ROLES = tuple(field.name for field in fields(RowStyles) if field.name != "background")
"""Roles that have a style in the style sheet."""


class RowSource(Protocol):
    """The rows of a list, laid out for one width: the position and the lines of each row.

    Rows and lines are counted from 0. Rows can be of any height and can be side by side.
    """

    @property
    def count(self) -> int:
        """Number of rows."""

    @property
    def line_count(self) -> int:
        """Height of all rows together, in lines."""

    def top(self, row: int) -> int:
        """Return the first line of a row."""

    def left(self, row: int) -> int:
        """Return the first cell of a row."""

    def height(self, row: int) -> int:
        """Return the number of lines of a row."""

    def at(self, line: int, column: int = 0) -> int:
        """Return the row at a cell, or the nearest one; below the end, the last row."""

    def is_selectable(self, row: int) -> bool:
        """Return whether the cursor can be on the row."""

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:
        """Draw one line of the list.

        Args:
            line: Which line, less than `line_count`.
            cursor: The row under the cursor; -1 if that is on no row of the line.
            styles: The styles to draw in.

        Returns:
            A strip over the whole width.
        """


RowLayout: TypeAlias = Callable[[int], RowSource]
"""Lays out rows for a width in cells."""


class StackedRows:
    """Positions of rows below each other, each over the whole width.

    Args:
        heights: Number of lines of each row.
        width: Width of the rows, in cells.
    """

    def __init__(self, heights: Iterable[int], width: int) -> None:
        self.width = width
        self._tops = list(accumulate(heights, initial=0))

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self._tops) - 1

    @property
    def line_count(self) -> int:
        """Height of all rows together, in lines."""
        return self._tops[-1]

    def top(self, row: int) -> int:
        """Return the first line of a row."""
        return self._tops[row]

    def left(self, row: int) -> int:  # noqa: ARG002 - rows take the whole width
        """Return the first cell of a row."""
        return 0

    def height(self, row: int) -> int:
        """Return the number of lines of a row."""
        return self._tops[row + 1] - self._tops[row]

    def at(self, line: int, column: int = 0) -> int:  # noqa: ARG002 - rows take the whole width
        """Return the row that a line belongs to; the last row for lines below it."""
        return min(bisect_right(self._tops, line), self.count) - 1

    def is_selectable(self, row: int) -> bool:  # noqa: ARG002 - true of every row
        """Return whether the cursor can be on the row."""
        return True


class EmptyRows(StackedRows):
    """No rows at all.

    Args:
        width: Width of the list, in cells.
    """

    def __init__(self, width: int) -> None:
        super().__init__((), width)

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:  # noqa: ARG002
        """Draw an empty line."""
        return make_strip((), self.width, styles.background)


def draw_row(
    segments: Sequence[Segment],
    width: int,
    styles: RowStyles,
    *,
    is_cursor: bool,
    lines: int = 1,
    is_picked: bool = False,
) -> Strip:
    """Draw one line of one row.

    The row under the cursor has a bar in the first cell of each line, if that is empty. If it is
    the only line, it has one style for all of its text; otherwise the text keeps its styles over a
    tint, as in a picked row. A line without segments separates rows, and always looks the same.

    Args:
        segments: The text. The first segment is the margin, which begins with a space or with the
            mark of a picked row.
        width: Cells of the line.
        styles: The styles of background and cursor.
        is_cursor: Whether the cursor is on the row.
        lines: Number of lines of the row.
        is_picked: Whether the row is picked for the next command.
    """
    if not is_cursor or not segments:
        background = styles.tint if is_picked and segments else styles.background
        return make_strip(segments, width, background)
    first, *others = segments
    bar = _CURSOR_BAR if first.text[0] == " " else first.text[0]
    if lines == 1:
        text = "".join(segment.text for segment in segments)
        return make_strip([Segment(bar + text[1:])], width, styles.cursor)
    margin = [
        Segment(bar, styles.bar),
        Segment(first.text[1:], styles.bar + (first.style or Style.null())),
    ]
    return make_strip([*margin, *others], width, styles.tint)


def make_strip(segments: Iterable[Segment], width: int, background: Style) -> Strip:
    """Return a strip of exactly `width` cells with a background."""
    # A strip is made for every line, and each carries its own caches: make only one.
    styled = list(Segment.apply_style(segments, background))
    length = sum(segment.cell_length for segment in styled)
    if length < width:
        styled.append(Segment(" " * (width - length), background))
    strip = Strip(styled, max(length, width))
    return strip if length <= width else strip.adjust_cell_length(width, background)
