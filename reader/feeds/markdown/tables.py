"""Tables of an entry: in Markdown if it can express them, else as HTML; layout is dissolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.feeds.markdown.builder import TreeBuilder
from reader.feeds.markdown.tree import Element, Part, joined_lines
from reader.markdown.html.tables import child_elements, table_rows

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_COLUMNS = 60
_MAX_SPAN = 1_000
_MAX_DATA = 200
"""Maximum number of characters of a cell in a table of data that contains images."""
_PRESENTATION = ("presentation", "none")
_SPANS = ("colspan", "rowspan")


def write_table(builder: TreeBuilder, node: LexborNode) -> None:
    """Write a table: with a row of equal length for each of its rows, or as an HTML table.

    What an article would not show as a table, such as the layout of a newsletter, is written as
    the content of its cells.
    """
    rows = [list(child_elements(row, "td", "th")) for row in table_rows(node)]
    columns = max((sum(_span(cell, "colspan") for cell in row) for row in rows), default=0)
    builder.end_line()
    if not 2 <= columns <= _MAX_COLUMNS or _is_layout(node, rows):
        builder.write_children(node)
        builder.end_line()
        return
    table = Element("table")
    caption = next(child_elements(node, "caption"), None)
    if caption is not None and (line := joined_lines(builder.collect(caption))):
        table.parts.append(Element("caption", parts=line))
    for row in filter(None, rows):
        table.parts.append(Element("tr", parts=[_cell(builder, cell) for cell in row]))
    if not table.text() and not any(part.tag == "img" for part in table.descendants()):
        return
    if _is_simple(table):
        _level(table, columns)
    builder.write_block(table)


def _is_simple(table: Element) -> bool:
    """Return whether Markdown can express a table: cells of one line that span no others."""
    for row in table.elements():
        if row.tag == "caption":
            return False
        for cell in row.elements():
            if any(name in cell.attributes for name in _SPANS):
                return False
            if joined_lines(cell.parts) is None:
                return False
    return True


def _level(table: Element, columns: int) -> None:
    """Make the content of each cell a line, all rows equally long, and the first one a header.

    A header of a row is bold, as browsers show it.
    """
    rows = list(table.elements())
    for row in rows:
        for cell in row.elements():
            cell.parts = joined_lines(cell.parts) or []
        row.parts += [Element("td") for _ in range(columns - len(row.parts))]
    if not all(cell.tag == "th" or not cell.parts for cell in rows[0].elements()):
        header: list[Part] = [Element("th") for _ in range(columns)]
        table.parts.insert(0, Element("tr", parts=header))
    head, *body = table.elements()
    for row in body:
        for cell in row.elements():
            if cell.tag == "th" and cell.parts:
                cell.parts = [Element("strong", parts=cell.parts)]
    for cell, below in zip(head.elements(), rows[-1].elements(), strict=True):
        cell.tag = "th"
        if "align" in below.attributes:
            cell.attributes.setdefault("align", below.attributes["align"])


def _cell(builder: TreeBuilder, node: LexborNode) -> Element:
    cell = Element(node.tag or "td")
    for name in _SPANS:
        if (span := _span(node, name)) > 1:
            cell.attributes[name] = str(span)
    if alignment := _alignment(node):
        cell.attributes["align"] = alignment
    cell.parts = builder.collect(node, cell.tag)
    return cell


def _is_layout(table: LexborNode, rows: list[list[LexborNode]]) -> bool:
    if (table.attributes.get("role") or "").lower() in _PRESENTATION:
        return True
    if _is_within_table(table):
        return True
    if any(cell.tag == "th" for row in rows for cell in row):
        return False
    if len(table.css("table")) > 1:
        return True
    if table.css_first("img") is None:
        return False
    return len(rows) == 1 or any(
        len(cell.text().strip()) > _MAX_DATA for row in rows for cell in row
    )


def _is_within_table(table: LexborNode) -> bool:
    parent = table.parent
    return parent is not None and parent.tag in ("td", "th")


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or ""
    number = int(value[:5]) if value.isascii() and value.isdigit() else 1
    return max(1, min(number, _MAX_SPAN))


def _alignment(cell: LexborNode) -> str:
    attributes = cell.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    for side in ("right", "center"):
        if (attributes.get("align") or "").lower() == side or f"text-align:{side}" in style:
            return side
    return ""
