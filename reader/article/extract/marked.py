"""Code and tables in which additions and deletions are marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rich.cells import cell_len
from rich.style import Style

from reader.article.blocks import Leaf, PlainText, estimate_lines, pad_line
from reader.article.code import fold_spans
from reader.article.line import Line, Run, make_line, merge_joined, split_runs, wrap_runs
from reader.article.palette import Palette
from reader.article.tables import COLUMN_GAP, MIN_COLUMN_WIDTH, width_limit
from reader.text.counts import counted

DIM = "dim"
"""Role of a text that no version has changed, and of what is put between two marks."""
CELL_SEPARATOR = "\t"
"""What separates the cells of a row of a `MarkedTable`."""
_NEIGHBOURS = 1
"""Number of unchanged lines that are shown above and below a changed one."""
_MIN_LEFT_OUT = 3
"""Number of unchanged lines from which the rest of them is left out."""

Spans: TypeAlias = tuple[tuple[str, str | None], ...]
"""Parts of a text with their roles, as in `PlainText`; None for the words that both versions of a
changed text have."""


@dataclass(frozen=True, slots=True)
class MarkedCode(Leaf):
    """A listing. Lines far from a change are left out."""

    spans: Spans

    def content(self, width: int, palette: Palette) -> list[Line]:
        style = palette.code_block
        lines: list[Line] = []
        for row in _rows_near_changes(self.spans):
            if isinstance(row, int):
                lines.append(
                    pad_line([(" ", style), _left_out(row, "line", palette)], width, style)
                )
                continue
            runs = merge_joined(PlainText(row).runs(palette, style))
            text = "".join(text for text, _ in runs)
            parts = split_runs(runs, fold_spans(text, width - 2, 0)) or [[]]
            lines += [pad_line([(" ", style), *part], width, style) for part in parts]
        return lines

    def estimate_content(self, width: int, /) -> int:
        return estimate_lines("".join(text for text, _ in self.spans).split("\n"), width)


@dataclass(frozen=True, slots=True)
class MarkedTable(Leaf):
    """A table, with a line for each row and `CELL_SEPARATOR` between the cells. Rows far from a
    change are left out."""

    spans: Spans
    alignments: tuple[str, ...] = ()
    """`left`, `right`, `center` or an empty string for each column."""
    has_header: bool = False

    def content(self, width: int, palette: Palette) -> list[Line]:
        base = palette.style(self.margin.role)
        rows = [
            row if isinstance(row, int) else _cells(row, palette, base)
            for row in _rows_near_changes(self.spans, keeps_first=self.has_header)
        ]
        widths = _column_widths([row for row in rows if not isinstance(row, int)], width)
        lines: list[Line] = []
        for number, row in enumerate(rows):
            if isinstance(row, int):
                lines.append(make_line([_left_out(row, "row", palette)]))
            else:
                lines += self._row_lines(row, widths, width)
            if not number and self.has_header:
                total = sum(widths) + COLUMN_GAP * (len(widths) - 1) if widths else width
                lines.append(make_line([(palette.symbols("─") * total, palette.table_rule)]))
        return lines

    def _row_lines(
        self, row: Sequence[Sequence[Run]], widths: Sequence[int], width: int
    ) -> Iterator[Line]:
        """Yield the lines of a row: its cells beside each other, or below each other if the columns
        do not fit."""
        if not widths:
            for cell in row:
                yield from map(make_line, wrap_runs(cell, width))
            return
        cells = [wrap_runs(cell, size) for cell, size in zip(row, widths, strict=False)]
        for index in range(max(map(len, cells), default=0)):
            runs: list[Run] = []
            for column, lines in enumerate(cells):
                part = lines[index] if index < len(lines) else []
                free = widths[column] - sum(cell_len(text) for text, _ in part)
                is_right = self.alignments[column : column + 1] == ("right",)
                left, right = (free, 0) if is_right else (0, free)
                gap = COLUMN_GAP if column + 1 < len(cells) else 0
                runs += [(" " * left, Style.null()), *part, (" " * (right + gap), Style.null())]
            yield make_line(runs)

    def estimate_content(self, _width: int, /) -> int:
        return sum(text.count("\n") for text, _ in self.spans) + 2


def _rows_near_changes(spans: Spans, *, keeps_first: bool = False) -> Iterator[Spans | int]:
    """Yield the lines of a text, each with its spans, or the number of lines that are left out.

    Args:
        spans: The text.
        keeps_first: Whether the first line is never left out.
    """
    rows = _split(spans, "\n")
    changed = [
        number for number, row in enumerate(rows) if any(role not in (None, DIM) for _, role in row)
    ]
    shown = {near for number in changed for near in range(number - 1, number + 1 + _NEIGHBOURS)}
    if keeps_first or not shown:
        shown.add(0)
    number = 0
    while number < len(rows):
        end = number
        while end < len(rows) and end not in shown:
            end += 1
        if end - number >= _MIN_LEFT_OUT:
            yield end - number
            number = end
        else:
            end = max(end, number + 1)
            yield from rows[number:end]
            number = end


def _split(spans: Spans, separator: str) -> list[Spans]:
    """Split a text at a separator, each part with its spans."""
    parts: list[list[tuple[str, str | None]]] = [[]]
    for text, role in spans:
        first, *following = text.split(separator)
        parts[-1].append((first, role))
        parts += [[(part, role)] for part in following]
    return [tuple((text, role) for text, role in part if text) for part in parts]


def _cells(row: Spans, palette: Palette, base: Style) -> list[list[Run]]:
    return [PlainText(cell).runs(palette, base) for cell in _split(row, CELL_SEPARATOR)]


def _column_widths(rows: Sequence[Sequence[Sequence[Run]]], width: int) -> list[int]:
    """Return the width of each column in cells; nothing if they do not fit."""
    count = max(map(len, rows), default=0)
    preferred = [1] * count
    for row in rows:
        for column, cell in enumerate(row):
            cells = sum(cell_len(text) for text, _ in cell)
            preferred[column] = max(preferred[column], cells)
    limit = width_limit(preferred, width - COLUMN_GAP * (count - 1))
    if limit < min(MIN_COLUMN_WIDTH, max(preferred, default=1)):
        return []
    return [min(cells, limit) for cells in preferred]


def _left_out(count: int, noun: str, palette: Palette) -> Run:
    return palette.symbols("…") + f" {counted(count, noun)} unchanged", palette.dim
