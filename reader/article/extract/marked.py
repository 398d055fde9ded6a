"""Code and tables in which additions and deletions are marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TypeAlias

from rich.cells import cell_len
from rich.style import Style

from reader.article.blocks import Leaf, PlainText, estimate_lines, pad_line
from reader.article.code import fold_spans
from reader.article.line import Line, Run, make_line, merge_joined, split_runs, wrap_runs
from reader.article.palette import Palette
from reader.article.tables import fit_columns, header_rule, row_lines
from reader.text.counts import counted

DIM = "dim"
"""Role of text that is the same in both versions, and of what is put between two marks."""
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
        preferred = _preferred_widths([row for row in rows if not isinstance(row, int)])
        widths = fit_columns(preferred, width)
        lines: list[Line] = []
        for number, row in enumerate(rows):
            if isinstance(row, int):
                lines.append(make_line([_left_out(row, "row", palette)]))
            elif widths is None:
                lines += (make_line(runs) for cell in row for runs in wrap_runs(cell, width))
            else:
                lines += self._row_lines(row, widths)
            if not number and self.has_header:
                lines.append(header_rule(widths or [width], palette))
        return lines

    def _row_lines(self, row: Sequence[Sequence[Run]], widths: Sequence[int]) -> list[Line]:
        # One of the versions may have fewer columns than the other.
        cells = [*row, *[()] * (len(widths) - len(row))]
        alignments = [*self.alignments, *[""] * len(widths)]
        return row_lines(cells, widths, alignments[: len(widths)])

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
    shown = {
        near for number in changed for near in range(number - _NEIGHBOURS, number + _NEIGHBOURS + 1)
    }
    if keeps_first or not shown:
        shown.add(0)
    for is_shown, numbers in groupby(range(len(rows)), shown.__contains__):
        group = [rows[number] for number in numbers]
        if is_shown or len(group) < _MIN_LEFT_OUT:
            yield from group
        else:
            yield len(group)


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


def _preferred_widths(rows: Sequence[Sequence[Sequence[Run]]]) -> list[int]:
    """Return the width of each column at which no cell is wrapped."""
    columns = zip_longest(*rows, fillvalue=())
    return [max(1, *map(_width_of, cells)) for cells in columns]


def _width_of(runs: Sequence[Run]) -> int:
    return sum(cell_len(text) for text, _ in runs)


def _left_out(count: int, noun: str, palette: Palette) -> Run:
    return palette.symbols("…") + f" {counted(count, noun)} unchanged", palette.dim
