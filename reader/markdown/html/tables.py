"""HTML tables: those that hold data become tables, those that arrange a page are taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from reader.markdown.html.writer import Writer

_ARRANGES = "ul, ol, dl, pre, blockquote, h1, h2, h3, h4, h5, h6, hr, details, figure"
_MOST_COLUMNS = 60
_MOST_ROWS = 20_000


def add_table(writer: Writer, node: LexborNode) -> None:
    """Write a table element."""
    writer.end_paragraph()
    caption = next(_direct(node, "caption"), None)
    rows = [list(_direct(row, "td", "th")) for row in _rows(node)]
    columns = max((sum(map(_colspan, row)) for row in rows), default=0)
    if not 2 <= columns <= _MOST_COLUMNS or _arranges(node):
        writer.children(node)
        writer.end_paragraph()
        return
    if caption is not None:
        writer.children(caption)
        writer.end_paragraph()
    cells = _grid(writer, rows, columns)
    head = cells.pop(0) if rows and all(cell.tag == "th" for cell in rows[0]) else None
    header = head or [()] * columns
    alignments = [_alignment(rows, column) for column in range(columns)]
    writer.block("table", meta={"header": header, "rows": cells, "alignments": alignments})


def _arranges(table: LexborNode) -> bool:
    """Whether its cells hold more than a line of text."""
    return table.css_first(_ARRANGES) is not None or len(table.css("table")) > 1


def _direct(node: LexborNode, *tags: str) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.tag in tags:
            yield child
        child = child.next


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for part in _direct(table, "thead", "tbody", "tfoot", "tr"):
        if part.tag == "tr":
            yield part
        else:
            yield from _direct(part, "tr")


def _grid(
    writer: Writer, rows: list[list[LexborNode]], columns: int
) -> list[list[tuple[Token, ...]]]:
    """The cells' texts, every row of the same length; a cell that spans is followed by blanks."""
    blank: tuple[Token, ...] = ()
    grid: list[list[tuple[Token, ...]]] = []
    taken: dict[int, int] = {}  # column -> rows that a cell above still reaches into
    for row in rows[:_MOST_ROWS]:
        line: list[tuple[Token, ...]] = []
        cells = iter(row)
        while len(line) < columns:
            column = len(line)
            if taken.get(column, 0) > 0:
                taken[column] -= 1
                line.append(blank)
                continue
            cell = next(cells, None)
            if cell is None:
                line.append(blank)
                continue
            width, height = _colspan(cell), _span(cell, "rowspan")
            for offset in range(min(width, columns - column)):
                line.append(_cell(writer, cell, is_body=bool(grid)) if offset == 0 else blank)
                taken[column + offset] = height - 1
        grid.append(line)
    return grid


def _cell(writer: Writer, cell: LexborNode, *, is_body: bool) -> tuple[Token, ...]:
    """A cell's inline tokens; paragraphs in it are parted by breaks."""
    inner = writer.fresh()
    if cell.tag == "th" and is_body:
        inner.span(Token("strong_open", "b", 1), cell)
    else:
        inner.children(cell)
    inner.end_paragraph()
    tokens: list[Token] = []
    for block in inner.tokens:
        if block.children:
            tokens += [Token("hardbreak", "br", 0)] if tokens else []
            tokens += block.children
    return tuple(tokens)


def _span(cell: LexborNode, name: str) -> int:
    text = cell.attributes.get(name) or ""
    number = int(text[:5]) if text.isascii() and text.isdigit() else 1
    return max(1, min(number, 1_000))


def _colspan(cell: LexborNode) -> int:
    return min(_span(cell, "colspan"), _MOST_COLUMNS)


def _alignment(rows: list[list[LexborNode]], column: int) -> str:
    """How a column is aligned, judged by the last row that has a cell of its own everywhere."""
    cells = next((row for row in reversed(rows) if len(row) == max(map(len, rows))), [])
    if column >= len(cells):
        return ""
    attributes = cells[column].attributes
    style = (attributes.get("style") or "").replace(" ", "")
    for side in ("right", "center"):
        if attributes.get("align") == side or f"text-align:{side}" in style:
            return side
    return ""
