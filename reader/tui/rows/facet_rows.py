"""The rows of the sidebar: headings, and values with their number keys and unread posts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from reader.library.sidebar_rows import SidebarGroup, SidebarRow, SidebarSection
from reader.posts.facets import ALL, Facet, FacetKey, FacetValue
from reader.text.wrap import truncate_middle
from reader.tui.panes import RAIL_CELLS
from reader.tui.rows.model import RowStyles, draw_row

_MEASURED_NAMES = 20
_INDENT = "  "
_MARGIN = 3
"""Cells before a name: a space, the number key and a space."""

Numbers: TypeAlias = Callable[[FacetValue], tuple[int | None, int | None]]
"""Returns the numbers of unread and of all posts with a value; None for an unknown number."""


class FacetRows:
    """One heading or value per row.

    Args:
        width: Width of the rows, in cells.
        rows: The rows from top to bottom.
        numbers: Counts the posts with a value. It is called when a row is drawn.
        chips: Keys of the values that are selected.
        numbered: What the keys 1, 2 and so on select, by key; None for nothing.
        failing: Keys of the feeds that could not be fetched, which are marked.
    """

    def __init__(
        self,
        width: int,
        rows: Sequence[SidebarRow],
        numbers: Numbers,
        chips: Collection[FacetKey],
        numbered: Sequence[FacetKey | None],
        failing: Collection[FacetKey] = (),
    ) -> None:
        self.width = width
        self._rows = rows
        self._numbers = numbers
        self._chips = chips
        self._failing = failing
        self._digits = {key: str(number) for number, key in enumerate(numbered, 1) if key}

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self._rows)

    @property
    def line_count(self) -> int:
        """Height of all rows together, in lines."""
        return len(self._rows)

    def top(self, row: int) -> int:
        """Return the first line of a row."""
        return row

    def left(self, row: int) -> int:  # noqa: ARG002 - rows take the whole width
        """Return the first cell of a row."""
        return 0

    def height(self, row: int) -> int:  # noqa: ARG002 - the same for every row
        """Return the number of lines of a row."""
        return 1

    def at(self, line: int, column: int = 0) -> int:  # noqa: ARG002 - rows take the whole width
        """Return the row that a line belongs to; the last row for lines below it."""
        return min(line, len(self._rows) - 1)

    def is_selectable(self, row: int) -> bool:
        """Return whether the cursor can be on the row."""
        return not isinstance(self._rows[row], SidebarGroup)

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:
        """Draw a heading or a value."""
        row, is_cursor = self._rows[line], line == cursor
        if self.width <= RAIL_CELLS:
            segments = self._rail(line, row, styles)
        elif isinstance(row, SidebarSection):
            segments = self._heading(row, styles)
        elif isinstance(row, SidebarGroup):
            segments = self._group(row, styles)
        else:
            segments = self._value(line, row, styles, is_cursor=is_cursor)
        return draw_row(segments, self.width, styles, is_cursor=is_cursor)

    def _rail(self, line: int, row: SidebarRow, styles: RowStyles) -> list[Segment]:
        """Draw only the number key, which is bright if there are unread posts."""
        is_unread = isinstance(row, FacetValue) and self._numbers(row)[0]
        style = styles.unread if is_unread else styles.digit
        return [Segment(" ", styles.count), Segment(f"{self._digit(line)} ", style)]

    def _digit(self, line: int) -> str:
        row = self._rows[line]
        if not isinstance(row, FacetValue):
            return " "
        return "0" if row == ALL else self._digits.get(row.key, " ")

    def _heading(self, section: SidebarSection, styles: RowStyles) -> list[Segment]:
        """`▾ Views`, or `▸ Tags   142` with the number of values that are not shown."""
        count = "" if section.is_expanded else f"{section.count:,}"
        mark = "▾" if section.is_expanded else "▸"
        room = max(1, self.width - _MARGIN - len(count) - 1)
        title = truncate_middle(section.title, max(1, room - bool(count)))
        return [
            Segment(f" {mark} {title}", styles.heading),
            Segment(" " * max(0, room - cell_len(title)) + f"{count} ", styles.count),
        ]

    def _group(self, group: SidebarGroup, styles: RowStyles) -> list[Segment]:
        name = truncate_middle(group.name, max(1, self.width - _MARGIN - 1))
        return [Segment(f"{' ' * _MARGIN}{name}", styles.count)]

    def _value(
        self, line: int, value: FacetValue, styles: RowStyles, *, is_cursor: bool
    ) -> list[Segment]:
        """`3 sports        12`; the row under the cursor also has the number of all posts.

        A feed that could not be fetched has `!` before the number.
        """
        number = self._number(value, is_cursor=is_cursor)
        indent = _INDENT if self._is_indented(line, value) else ""
        fault = " !" if value.key in self._failing else ""
        room = max(1, self.width - _MARGIN - len(indent) - len(fault) - len(number) - 2)
        name = truncate_middle(value.label, room)
        style = styles.special if value == ALL else None
        if value.key in self._chips:
            style = styles.unread
        return [
            Segment(" ", styles.count),
            Segment(f"{self._digit(line)} {indent}", styles.digit),
            Segment(name, style),
            Segment(" " * max(0, room - cell_len(name)), styles.unread),
            Segment(fault, styles.warning),
            Segment(f" {number} ", styles.unread),
        ]

    def _is_indented(self, line: int, value: FacetValue) -> bool:
        """Whether a row is below the year or the category that it belongs to."""
        if value.facet is Facet.DATE:
            return self._is_month_of_year(line)
        return value.facet is Facet.FEED and self._has_groups

    @cached_property
    def _has_groups(self) -> bool:
        return any(isinstance(row, SidebarGroup) for row in self._rows)

    def _is_month_of_year(self, line: int) -> bool:
        """Whether a row is a month that is listed below its year."""
        row = self._rows[line]
        if not isinstance(row, FacetValue) or row.is_year:
            return False
        above = (self._rows[index] for index in range(line - 1, max(-1, line - 14), -1))
        return any(isinstance(other, FacetValue) and other.includes(row) for other in above)

    def _number(self, value: FacetValue, *, is_cursor: bool) -> str:
        unread, total = self._numbers(value)
        if not is_cursor or total is None:  # only the unread posts of a saved search are counted
            return f"{unread:,}" if unread else ""
        return f"{total:,}" if unread is None else f"{unread:,}/{total:,}"


def needed_width(rows: Sequence[SidebarRow], numbers: Numbers) -> int:
    """Return the width at which nothing is cut, in cells, also no name beside both numbers."""
    values = [row for row in rows if isinstance(row, FacetValue)]
    headings = [row for row in rows if isinstance(row, SidebarSection)]
    # There can be thousands, of which only the longest are measured.
    longest = sorted(values, key=lambda value: len(value.label))[-_MEASURED_NAMES:]
    names = [_cells(value, numbers) for value in (ALL, *longest)]
    names += [_MARGIN + cell_len(row.name) + 1 for row in rows if isinstance(row, SidebarGroup)]
    titles = [_MARGIN + cell_len(row.title) + len(f" {row.count:,} ") for row in headings]
    return max(*names, *titles, 0)


def _cells(value: FacetValue, numbers: Numbers) -> int:
    total = f"{numbers(value)[1] or 0:,}"
    indent = len(_INDENT) if value.facet is Facet.FEED else 0
    return _MARGIN + indent + cell_len(value.label) + len(f" {total}/{total} ")
