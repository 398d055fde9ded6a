"""The block rule for tables: one token a table, its cells split once and not parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from reader.markdown.rules.callouts import line_of

_DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_ESCAPED_PIPE = re.compile(r"\\\|")
_PIPE = re.compile(r"(?<!\\)\|")


def use_tables(parser: MarkdownIt) -> None:
    """Read GFM tables as one `table` token, whose meta holds header, rows and alignments."""
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 2 > end or state.is_code_block(start) or state.is_code_block(start + 1):
        return False
    delimiters = line_of(state, start + 1).strip()
    if state.sCount[start + 1] < state.blkIndent or "-" not in delimiters:
        return False
    header = line_of(state, start).strip()
    if "|" not in header or not _DELIMITERS.fullmatch(delimiters):
        return False
    names = split_cells(header)
    marks = split_cells(delimiters)
    if len(names) != len(marks):
        if len(marks) > len(names) or not (header[0] == delimiters[0] == "|"):
            return False
        marks += [""] * (len(names) - len(marks))  # too few of them, as kramdown allows
    if silent:
        return True
    rows, state.line = _rows(state, start + 2, end, len(names))
    token = state.push("table", "table", 0)
    token.map = [start, state.line]
    token.meta = {"header": names, "rows": rows, "alignments": [_alignment(it) for it in marks]}
    return True


def _rows(state: StateBlock, start: int, end: int, columns: int) -> tuple[list[Sequence[str]], int]:
    """The rows from a line on, each of so many cells, and the line after them."""
    stoppers = state.md.block.ruler.getRules("blockquote")
    old_parent, state.parentType = state.parentType, "table"
    rows: list[Sequence[str]] = []
    line = start
    while line < end and state.sCount[line] >= state.blkIndent:
        text = line_of(state, line).strip()
        if not text or state.is_code_block(line):
            break
        if text[0] != "|" and any(rule(state, line, end, True) for rule in stoppers):
            break
        cells = split_cells(text)[:columns]
        rows.append([*cells, *[""] * (columns - len(cells))])
        line += 1
    state.parentType = old_parent
    return rows, line


def split_cells(row: str) -> list[str]:
    """The cells of a row; an escaped pipe is part of one."""
    inner = row.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    if "\\" not in inner:
        return [cell.strip() for cell in inner.split("|")]
    return [_ESCAPED_PIPE.sub("|", cell).strip() for cell in _PIPE.split(inner)]


def _alignment(mark: str) -> str:
    if mark.endswith(":"):
        return "center" if mark.startswith(":") else "right"
    return "left" if mark.startswith(":") else ""
