"""HTML tables: a table of data becomes a table, of a layout table only the content is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from markdown_it.token import Token

from reader.markdown.html.anchors import ANCHOR, anchor_names
from reader.markdown.html.markdown_parts import PART
from reader.markdown.html.writer import Writer, attribute

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS_IN_CELLS = "ul, ol, dl, pre, blockquote, h1, h2, h3, h4, h5, h6, hr, details, figure"
_MAX_DATA = 200
"""Maximum number of characters of a cell in a table of data that contains images."""
_MAX_COLUMNS = 60
_MAX_SPAN = 1_000
"""Limit of the HTML standard for `colspan`; it allows more for `rowspan`."""


def write_table(writer: Writer, node: LexborNode) -> None:
    """Write a table element: a caption, and a `table` token as that of `reader.markdown.rules`.

    The cells in the token's meta are tuples of inline tokens instead of source.
    """
    writer.end_paragraph()
    caption = next(child_elements(node, "caption"), None)
    rows = [list(child_elements(row, "td", "th")) for row in table_rows(node)]
    columns = max((sum(map(_colspan, row)) for row in rows), default=0)
    if not 2 <= columns <= _MAX_COLUMNS or _is_layout(writer, node, rows):
        writer.write_children(node)
        writer.end_paragraph()
        return
    if caption is not None:
        writer.write_children(caption)
        writer.end_paragraph()
    cells = _grid(writer, rows, columns)
    first_row = cells.pop(0) if rows and all(cell.tag == "th" for cell in rows[0]) else None
    header = first_row or [()] * columns
    longest = max(map(len, rows), default=0)
    aligned = next((row for row in reversed(rows) if len(row) == longest), [])
    alignments = [_alignment(aligned, column) for column in range(columns)]
    writer.write_block("table", meta={"header": header, "rows": cells, "alignments": alignments})


def _is_layout(writer: Writer, table: LexborNode, rows: list[list[LexborNode]]) -> bool:
    """Return whether a table is there for the layout of the page, not for data.

    Its cells contain blocks, or an image beside the text of an article, or it says so itself; see
    https://developer.mozilla.org/en-US/docs/Web/Accessibility/ARIA/Roles/presentation_role.
    """
    if attribute(table, "role").lower() in ("presentation", "none"):
        return True
    if table.css_first(_BLOCKS_IN_CELLS) is not None or len(table.css("table")) > 1:
        return True
    parts = (attribute(part, "index") for part in table.css(PART))
    if not all(map(writer.part_is_text, parts)):
        return True
    if table.css_first("th") is not None or table.css_first("img") is None:
        return False
    cells = [cell for row in rows for cell in row]
    return len(rows) == 1 or any(len(cell.text().strip()) > _MAX_DATA for cell in cells)


def child_elements(node: LexborNode, *tags: str) -> Iterator[LexborNode]:
    """Yield the elements with certain tags directly within another one."""
    child = node.child
    while child is not None:
        if child.tag in tags:
            yield child
        child = child.next


def table_rows(table: LexborNode) -> Iterator[LexborNode]:
    """Yield the rows of a table, without those of tables in its cells."""
    for part in child_elements(table, "thead", "tbody", "tfoot", "tr"):
        if part.tag == "tr":
            yield part
        else:
            yield from child_elements(part, "tr")


def _grid(
    writer: Writer, rows: list[list[LexborNode]], columns: int
) -> list[list[tuple[Token, ...]]]:
    """Return the cells as rows of equal length. A cell that spans others leaves them empty.

    See https://html.spec.whatwg.org/multipage/tables.html#forming-a-table.
    """
    empty: tuple[Token, ...] = ()
    grid: list[list[tuple[Token, ...]]] = []
    spanned_rows: dict[int, int] = {}  # column -> rows that a cell above still spans
    for row in rows:
        line: list[tuple[Token, ...]] = []
        cells = iter(row)
        while len(line) < columns:
            column = len(line)
            if spanned_rows.get(column, 0) > 0:
                spanned_rows[column] -= 1
                line.append(empty)
                continue
            cell = next(cells, None)
            if cell is None:
                line.append(empty)
                continue
            width, height = _colspan(cell), _span(cell, "rowspan")
            for offset in range(min(width, columns - column)):
                line.append(_cell(writer, cell, is_body=bool(grid)) if offset == 0 else empty)
                spanned_rows[column + offset] = height - 1
        grid.append(line)
    return grid


def _cell(writer: Writer, cell: LexborNode, *, is_body: bool) -> tuple[Token, ...]:
    """Return the inline tokens of a cell, with line breaks between its paragraphs."""
    inner = writer.new_writer()
    if cell.tag == "th" and is_body:
        inner.write_span(Token("strong_open", "b", 1), cell)
    else:
        inner.write_children(cell)
    inner.end_paragraph()
    tokens: list[Token] = []
    for block in inner.tokens:
        children = block.children
        if block.type == ANCHOR:
            writer.write_block(ANCHOR, content=block.content)
        elif block.type == "inline" and block.content:
            for name in anchor_names(block.content):
                writer.write_block(ANCHOR, content=name)
            children = writer.context.tokens(block.content)
        if children:
            tokens += [Token("hardbreak", "br", 0)] if tokens else []
            tokens += children
    return tuple(tokens)


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or ""
    number = int(value[:5]) if value.isascii() and value.isdigit() else 1
    return max(1, min(number, _MAX_SPAN))


def _colspan(cell: LexborNode) -> int:
    return min(_span(cell, "colspan"), _MAX_COLUMNS)


def _alignment(cells: list[LexborNode], column: int) -> str:
    """Return the alignment of a column: that of its cell in the last of the longest rows."""
    if column >= len(cells):
        return ""
    attributes = cells[column].attributes
    style = (attributes.get("style") or "").replace(" ", "")
    for side in ("right", "center"):
        if attributes.get("align") == side or f"text-align:{side}" in style:
            return side
    return ""
