"""Block rule for GFM tables: one token for each table, with cells that are not parsed yet.

See https://github.github.com/gfm/#tables-extension-. The rule of markdown-it-py makes three tokens
for each cell, which is too many for tables of thousands of rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from reader.markdown.rules.callouts import line_text

_DELIMITER_ROW = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_ESCAPED_PIPE = re.compile(r"\\\|")
_PIPE = re.compile(r"(?<!\\)\|")


def use_tables(parser: MarkdownIt) -> None:
    """Replace a parser's rule for tables.

    The token's type is `table`. Its meta has `header` (the cells of the header row), `rows` (a list
    of rows, each with as many cells as the header), and `alignments` (`left`, `center`, `right` or
    empty, one for each column). Cells are inline Markdown.
    """
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a header row, a delimiter row, and the rows below them."""
    if start + 2 > end or state.is_code_block(start) or state.is_code_block(start + 1):
        return False
    delimiter_row = line_text(state, start + 1).strip()
    if state.sCount[start + 1] < state.blkIndent or "-" not in delimiter_row:
        return False
    header_row = line_text(state, start).strip()
    if "|" not in header_row or not _DELIMITER_ROW.fullmatch(delimiter_row):
        return False
    header = split_cells(header_row)
    delimiters = split_cells(delimiter_row)
    if len(header) != len(delimiters):
        if len(delimiters) > len(header) or not (header_row[0] == delimiter_row[0] == "|"):
            return False
        # kramdown accepts a delimiter row with too few cells, GFM does not.
        delimiters += [""] * (len(header) - len(delimiters))
    if silent:
        return True
    rows, state.line = _rows(state, start + 2, end, len(header))
    token = state.push("table", "table", 0)
    token.map = [start, state.line]
    alignments = [_alignment(delimiter) for delimiter in delimiters]
    token.meta = {"header": header, "rows": rows, "alignments": alignments}
    return True


def _rows(state: StateBlock, start: int, end: int, columns: int) -> tuple[list[Sequence[str]], int]:
    """Return the rows from a line on, each of `columns` cells, and the line after them."""
    interrupting_rules = state.md.block.ruler.getRules("blockquote")
    saved_parent, state.parentType = state.parentType, "table"
    rows: list[Sequence[str]] = []
    line = start
    while line < end and state.sCount[line] >= state.blkIndent:
        text = line_text(state, line).strip()
        if not text or state.is_code_block(line):
            break
        if text[0] != "|" and any(rule(state, line, end, True) for rule in interrupting_rules):
            break
        cells = split_cells(text)[:columns]
        rows.append([*cells, *[""] * (columns - len(cells))])
        line += 1
    state.parentType = saved_parent
    return rows, line


def split_cells(row: str) -> list[str]:
    """Split a row into its cells, without the spaces around them; `\\|` is part of a cell."""
    inner = row.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    if "\\" not in inner:
        return [cell.strip() for cell in inner.split("|")]
    return [_ESCAPED_PIPE.sub("|", cell).strip() for cell in _PIPE.split(inner)]


def _alignment(delimiter: str) -> str:
    if delimiter.endswith(":"):
        return "center" if delimiter.startswith(":") else "right"
    return "left" if delimiter.startswith(":") else ""
