"""Tables: column widths are computed once per width, rows are laid out in small blocks."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from markdown_it.token import Token
from rich.cells import cell_len
from rich.style import Style

from reader.article.blocks import Inline, Leaf, Margin, inline_text
from reader.article.copying import BlockText, LineSource, drawn_text
from reader.article.inline import Markdown, ParsedText, is_plain
from reader.article.line import Line, Run, make_line, wrap_runs
from reader.article.palette import Palette
from reader.markdown.context import ParseContext

Cell: TypeAlias = str | tuple[Token, ...]
"""Inline Markdown, or the tokens of text that has been parsed already."""

TableRow: TypeAlias = Sequence[Cell]
"""One cell for each column of the table."""

MAX_BLOCK_ROWS = 20
"""Rows of a table in one block."""
_MEASURED_ROWS = 500
"""Rows whose cells are measured; in a longer table they are evenly spaced."""
_PARSED_CELLS = 40
"""Cells of a column that are parsed to measure them: those with the longest source."""
_COLUMN_GAP = 2
"""Cells between two columns."""
_LINK = re.compile(r"(?<!!)\[([^\]\[]*)\](?:\([^()]*\)|\[[^\]\[]*\])")
_MIN_COLUMN_WIDTH = 8
"""Cells; if wider columns had to become narrower than this, rows are drawn as records."""


def table_blocks(margin: Margin, table: Table) -> Iterator[TableBlock]:
    """Split a table into blocks of limited size that are drawn without gaps.

    Args:
        margin: Margin of the first block.
        table: The whole table.
    """
    yield TableBlock(margin, table, 0, min(MAX_BLOCK_ROWS, len(table.rows)))
    continued = margin.continued()
    for start in range(MAX_BLOCK_ROWS, len(table.rows), MAX_BLOCK_ROWS):
        yield TableBlock(continued, table, start, min(start + MAX_BLOCK_ROWS, len(table.rows)))


@dataclass(slots=True, eq=False)
class Table:
    """A whole table, shared by its blocks."""

    header: TableRow
    rows: Sequence[TableRow]
    alignments: Sequence[str]
    """`left`, `right`, `center` or an empty string for each column."""
    context: ParseContext
    _column_widths: dict[tuple[int, bool], list[int] | None] = field(default_factory=dict)
    """Column widths for the last width of the table."""
    _preferred_widths: dict[bool, list[int]] = field(default_factory=dict)
    """Preferred column widths by whether symbols are drawn in ASCII."""

    def column_widths(self, width: int, palette: Palette) -> list[int] | None:
        """Return the width of each column in cells; None if the columns do not fit.

        Args:
            width: Width of the table in cells.
            palette: The palette to draw in, whose symbols may be wider.
        """
        key = width, palette.ascii_symbols
        if key not in self._column_widths:
            self._column_widths.clear()
            self._column_widths[key] = fit_columns(self.preferred_widths(palette), width)
        return self._column_widths[key]

    def preferred_widths(self, palette: Palette) -> list[int]:
        """Return the width of each column at which no cell is wrapped."""
        key = palette.ascii_symbols
        if key not in self._preferred_widths:
            self._preferred_widths[key] = self._measure(palette)
        return self._preferred_widths[key]

    def inline(self, cell: Cell) -> Inline:
        """Return the text of a cell."""
        return Markdown(cell, self.context) if isinstance(cell, str) else ParsedText(cell)

    @property
    def has_header(self) -> bool:
        """Whether any column has a name."""
        return any(self.inline(name).estimate() for name in self.header)

    def _measure(self, palette: Palette) -> list[int]:
        rows = self.rows[:: 1 + len(self.rows) // _MEASURED_ROWS]
        widths: list[int] = []
        for index, name in enumerate(self.header):
            cells: Iterable[Cell] = (row[index] for row in rows)
            longest = heapq.nlargest(_PARSED_CELLS, cells, key=_estimate_cells)
            widths.append(max(1, *(self._drawn_cells(cell, palette) for cell in (name, *longest))))
        return widths

    def _drawn_cells(self, cell: Cell, palette: Palette) -> int:
        """Return the width of the longest line of a cell as it is drawn, without wrapping."""
        if isinstance(cell, str) and is_plain(cell):
            return cell_len(cell)
        text = "".join(text for text, _ in self.inline(cell).runs(palette, Style.null()))
        return max(map(cell_len, text.split("\n")))


def _estimate_cells(cell: Cell) -> int:
    """Return the approximate width of a cell, by which the widest ones of a column are found."""
    if isinstance(cell, str):
        return cell_len(_LINK.sub(r"\1", cell) if "[" in cell else cell)
    return sum(cell_len(token.content) for token in cell)


def fit_columns(preferred: Sequence[int], width: int) -> list[int] | None:
    """Return the width of each column in cells; None if the columns do not fit.

    Args:
        preferred: The width of each column at which no cell is wrapped.
        width: Width of the table in cells.
    """
    available = width - _COLUMN_GAP * (len(preferred) - 1)
    limit = _width_limit(preferred, available)
    if limit < min(_MIN_COLUMN_WIDTH, max(preferred, default=1)):
        return None
    fitted = [min(cells, limit) for cells in preferred]
    spare = available - sum(fitted)
    for index, cells in enumerate(preferred):
        if spare > 0 and cells > fitted[index]:
            fitted[index] += 1
            spare -= 1
    return fitted


def _width_limit(preferred: Sequence[int], available: int) -> int:
    """Return the largest column width at which all columns fit; at least 0."""
    remaining, columns = available, len(preferred)
    for cells in sorted(preferred):
        if cells * columns > remaining:
            return max(remaining // columns, 0)
        remaining -= cells
        columns -= 1
    return max(preferred, default=0)


def row_lines(
    cells: Sequence[Sequence[Run]], widths: Sequence[int], alignments: Sequence[str]
) -> list[Line]:
    """Return a row as lines, its cells wrapped to their columns.

    Args:
        cells: The runs of each cell.
        widths: Width of each column in cells.
        alignments: Alignment of each column, as in `Table`.
    """
    wrapped = [wrap_runs(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return [
        _cells_line(
            [cell[index] if index < len(cell) else [] for cell in wrapped], widths, alignments
        )
        for index in range(max(map(len, wrapped), default=0) or 1)
    ]


def _cells_line(
    cells: Sequence[Sequence[Run]], widths: Sequence[int], alignments: Sequence[str]
) -> Line:
    """Return one line of a row: the runs of each cell, aligned within its column."""
    runs: list[Run] = []
    spaces = 0
    null = Style.null()
    for cell, width, alignment in zip(cells, widths, alignments, strict=True):
        free = width - sum(cell_len(text) for text, _ in cell)
        left = {"right": free, "center": free // 2}.get(alignment, 0)
        if cell:
            runs.append((" " * (spaces + left), null))
            runs += cell
            spaces = free - left + _COLUMN_GAP
        else:
            spaces += width + _COLUMN_GAP
    return make_line(runs)


def header_rule(widths: Sequence[int], palette: Palette) -> Line:
    """Return the line below the header of a table whose columns have these widths."""
    cells = sum(widths) + _COLUMN_GAP * (len(widths) - 1)
    return make_line([(palette.symbols("─") * cells, palette.table_rule)])


@dataclass(frozen=True, slots=True)
class TableBlock(Leaf):
    """Some rows of a table. The first block of a table also draws the header."""

    table: Table
    start: int
    """Index of the first row."""
    stop: int
    """Index after the last row."""

    def content(self, width: int, palette: Palette) -> list[Line]:
        widths = self.table.column_widths(width, palette)
        if widths is None:
            rows = self.table.rows[self.start : self.stop]
            return self._record_lines(rows, width, palette, palette.style(self.margin.role))
        return [line for _, lines in self._drawn_rows(width, widths, palette) for line in lines]

    def inlines(self) -> Iterable[Inline]:
        rows = self.table.rows[self.start : self.stop]
        for row in rows if self.start else (self.table.header, *rows):
            yield from map(self.table.inline, row)

    def content_text(self, width: int, palette: Palette) -> BlockText:
        """Return the rows, with tabs between their cells."""
        widths = self.table.column_widths(width, palette)
        if widths is None:
            return drawn_text(self.content(width, palette))
        texts: list[str] = []
        sources: list[LineSource | None] = []
        start = 0
        for row, lines in self._drawn_rows(width, widths, palette):
            if row is None:
                sources += [None] * len(lines)
                continue
            texts.append("\t".join(inline_text(self.table.inline(cell)) for cell in row))
            end = start + len(texts[-1])
            sources += [LineSource(start, end, column=None)] * len(lines)
            start = end + 1
        return BlockText("\n".join(texts), sources)

    def _drawn_rows(
        self, width: int, widths: Sequence[int], palette: Palette
    ) -> Iterator[tuple[TableRow | None, list[Line]]]:
        """Yield each row with its lines; None for the lines between rows."""
        base = palette.style(self.margin.role)
        gaps = _COLUMN_GAP * (len(widths) - 1)
        fits_unwrapped = sum(self.table.preferred_widths(palette)) + gaps <= width
        if self.start == 0 and self.table.has_header:
            header = self.table.header
            yield header, self._row_lines(header, widths, palette, base + palette.table_header)
            yield None, [header_rule(widths, palette)]
        for index, row in enumerate(self.table.rows[self.start : self.stop], self.start):
            if index and not fits_unwrapped:
                yield None, [()]
            yield row, self._row_lines(row, widths, palette, base)

    def estimate_content(self, _width: int, /) -> int:
        return self.stop - self.start + (2 if self.start == 0 else 0)

    def _row_lines(
        self, row: TableRow, widths: Sequence[int], palette: Palette, style: Style
    ) -> list[Line]:
        """Return a row as lines, its cells wrapped to their columns."""
        cells = [self.table.inline(cell).runs(palette, style) for cell in row]
        return row_lines(cells, widths, self.table.alignments)

    def _record_lines(
        self, rows: Sequence[TableRow], width: int, palette: Palette, base: Style
    ) -> list[Line]:
        """Return each row as lines of `header: cell`, for widths that columns do not fit in."""
        lines: list[Line] = []
        for index, row in enumerate(rows, self.start):
            if index:
                dashes = palette.symbols("─") * min(width, 3)
                lines.append(make_line([(dashes, palette.table_rule)]))
            for name, cell in zip(self.table.header, row, strict=True):
                title = self.table.inline(name).runs(palette, base + palette.table_header)
                value = self.table.inline(cell).runs(palette, base)
                if title and value:
                    title.append((": ", base + palette.table_header))
                lines += map(make_line, wrap_runs([*title, *value], width))
        if not self.table.rows:
            for name in self.table.header:
                title = self.table.inline(name).runs(palette, base + palette.table_header)
                lines += map(make_line, wrap_runs(title, width))
        return lines
