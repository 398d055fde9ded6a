"""Tables: columns planned once for a width, rows laid out in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from markdown_it.token import Token
from rich.cells import cell_len
from rich.style import Style

from reader.article.blocks import Inline, Leaf, Margin
from reader.article.inline import Markdown, ParsedText
from reader.article.line import Line, Run, line_of, wrap_runs
from reader.article.palette import Palette
from reader.markdown.context import ParseContext

Cell: TypeAlias = str | tuple[Token, ...]
"""Inline Markdown, or the tokens of text that is parsed already."""

TableRow: TypeAlias = Sequence[Cell]
"""Cells, as many as the table has columns."""

PIECE_ROWS = 20
_MEASURED_ROWS = 500
"""A longer table's columns are planned by so many of its rows, taken evenly."""
_GAP = 2
_NARROWEST = 8
"""Cells; where columns with more to say would have less, rows are written as records."""


@dataclass(slots=True, eq=False)
class Table:
    """A whole table, shared by its pieces."""

    header: TableRow
    rows: Sequence[TableRow]
    alignments: Sequence[str]
    """`left`, `right`, `center` or nothing, one a column."""
    language: ParseContext
    _plans: dict[int, list[int] | None] = field(default_factory=dict)
    _wanted: list[int] = field(default_factory=list)

    def plan(self, width: int) -> list[int] | None:
        """Cells of each column, or None where the table is too wide for columns."""
        if width not in self._plans:
            self._plans.clear()
            self._plans[width] = self._planned(width)
        return self._plans[width]

    def _planned(self, width: int) -> list[int] | None:
        wanted = self.wanted()
        room = width - _GAP * (len(wanted) - 1)
        ceiling = _ceiling(wanted, room)
        if ceiling < min(_NARROWEST, max(wanted, default=1)):
            return None
        planned = [min(cells, ceiling) for cells in wanted]
        spare = room - sum(planned)
        for index, cells in enumerate(wanted):
            if spare > 0 and cells > planned[index]:
                planned[index] += 1
                spare -= 1
        return planned

    def wanted(self) -> list[int]:
        """Cells that each column would like, judged by its cells' source."""
        if not self._wanted:
            self._wanted = self._measured()
        return self._wanted

    def _measured(self) -> list[int]:
        wanted = [max(self.cell(name).cells(), 1) for name in self.header]
        for row in self.rows[:: 1 + len(self.rows) // _MEASURED_ROWS]:
            for index, cell in enumerate(row):
                if not isinstance(cell, str) or len(cell) > wanted[index] or not cell.isascii():
                    wanted[index] = max(wanted[index], self.cell(cell).cells())
        return wanted

    def cell(self, cell: Cell) -> Inline:
        """The text of a cell."""
        return Markdown(cell, self.language) if isinstance(cell, str) else ParsedText(cell)

    @property
    def has_header(self) -> bool:
        """Whether any column has a name."""
        return any(self.cell(name).size() for name in self.header)


def _ceiling(wanted: Sequence[int], room: int) -> int:
    """The width that the widest columns give way to, so that all fit; at least 0."""
    left, remaining = room, len(wanted)
    for cells in sorted(wanted):
        if cells * remaining > left:
            return max(left // remaining, 0)
        left -= cells
        remaining -= 1
    return max(wanted, default=0)


@dataclass(frozen=True, slots=True)
class TablePiece(Leaf):
    """Some rows of a table; the first piece draws the header."""

    table: Table
    start: int
    stop: int

    def content(self, width: int, palette: Palette) -> list[Line]:
        plan = self.table.plan(width)
        rows = self.table.rows[self.start : self.stop]
        base = palette.style(self.setting.role)
        if plan is None:
            return self._records(rows, width, palette, base)
        roomy = sum(self.table.wanted()) + _GAP * (len(plan) - 1) <= width
        lines: list[Line] = []
        if self.start == 0 and self.table.has_header:
            lines += self._row(self.table.header, plan, palette, base + palette.table_header)
            total = sum(plan) + _GAP * (len(plan) - 1)
            lines.append(line_of([(palette.symbols("─") * total, palette.table_rule)]))
        for index, row in enumerate(rows, self.start):
            if index and not roomy:
                lines.append(())
            lines += self._row(row, plan, palette, base)
        return lines

    def _row(
        self, row: TableRow, plan: Sequence[int], palette: Palette, style: Style
    ) -> list[Line]:
        cells = [
            wrap_runs(self.table.cell(cell).runs(palette, style), width)
            for cell, width in zip(row, plan, strict=True)
        ]
        return [
            self._row_line([cell[index] if index < len(cell) else [] for cell in cells], plan)
            for index in range(max(map(len, cells), default=0) or 1)
        ]

    def _row_line(self, cells: Sequence[list[Run]], plan: Sequence[int]) -> Line:
        runs: list[Run] = []
        blanks = 0
        null = Style.null()
        for cell, width, alignment in zip(cells, plan, self.table.alignments, strict=True):
            free = width - sum(cell_len(text) for text, _ in cell)
            left = {"right": free, "center": free // 2}.get(alignment, 0)
            if cell:
                runs.append((" " * (blanks + left), null))
                runs += cell
                blanks = free - left + _GAP
            else:
                blanks += width + _GAP
        return line_of(runs)

    def _records(
        self, rows: Sequence[TableRow], width: int, palette: Palette, base: Style
    ) -> list[Line]:
        """Each row as lines of `header: cell`, for widths that columns do not fit in."""
        lines: list[Line] = []
        for index, row in enumerate(rows, self.start):
            if index:
                lines.append(line_of([(palette.symbols("─") * min(width, 3), palette.table_rule)]))
            for name, cell in zip(self.table.header, row, strict=True):
                title = self.table.cell(name).runs(palette, base + palette.table_header)
                value = self.table.cell(cell).runs(palette, base)
                if title and value:
                    title.append((": ", base + palette.table_header))
                lines += map(line_of, wrap_runs([*title, *value], width))
        if not self.table.rows:
            for name in self.table.header:
                title = self.table.cell(name).runs(palette, base + palette.table_header)
                lines += map(line_of, wrap_runs(title, width))
        return lines

    def content_estimate(self, _width: int, /) -> int:
        return self.stop - self.start + (2 if self.start == 0 else 0)


def pieces(setting: Margin, table: Table) -> Iterator[TablePiece]:
    """A table as blocks of a bounded size that join without a seam."""
    yield TablePiece(setting, table, 0, min(PIECE_ROWS, len(table.rows)))
    later = setting.following()
    for start in range(PIECE_ROWS, len(table.rows), PIECE_ROWS):
        yield TablePiece(later, table, start, min(start + PIECE_ROWS, len(table.rows)))
