"""Block rules for the tables of Pandoc that are drawn with lines: simple, multi-line and grid.

See https://pandoc.org/MANUAL.html#tables. Their tokens are those of `reader.markdown.rules.tables`.
Columns are counted in cells of the terminal, as Pandoc counts them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from unicodedata import east_asian_width

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from reader.markdown.rules.callouts import line_text
from reader.markdown.rules.directive_blocks import push_caption

_DASHES = re.compile(r"-{2,}(?:[ \t]+-{2,})+[ \t]*$")
"""A line of dashes that begins a column each."""
_RULE = re.compile(r"-{3,}[ \t]*$")
_GRID_LINE = re.compile(r"\+(?:[:=-][=-]*+:?\+)++[ \t]*$")
_LIST_ITEM = re.compile(r"[-*+][ \t]+|\d{1,3}[.)][ \t]+")
_CAPTION = re.compile(r"(?:Table)?:[ \t]+(?P<text>\S.*)")
_MAX_HEADER = 8
"""Maximum number of lines above the dashes of a multi-line table."""
_MAX_ROWS = 2_000
"""Maximum number of lines of a table."""
_MIN_EDGES = 3
"""Edges of a grid table without a header; with fewer it may be a box of a diagram."""
_WIDE = frozenset("WF")

_Span = tuple[int, int]
"""First column of a cell, and the one after its last."""


def use_pandoc_tables(parser: MarkdownIt) -> None:
    """Add these rules to a parser."""
    ruler = parser.block.ruler
    ruler.after("table", "dashed_table", _dashed_table, {"alt": []})
    ruler.after("table", "grid_table", _grid_table, {"alt": ["paragraph"]})
    ruler.after("table", "table_caption", _table_caption, {"alt": []})


def _dashed_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a simple or multi-line table, with or without a header."""
    if silent or state.is_code_block(start) or start + 2 >= end:
        return False
    first, second = line_text(state, start), line_text(state, start + 1)
    if _DASHES.match(first):
        return _push_headless(state, start, end)
    if _RULE.match(first):
        return _push_multiline(state, start, end)
    if "--" not in second or not _DASHES.match(second) or state.isEmpty(start):
        return False
    stop = start + 2
    while stop < end and not state.isEmpty(stop) and state.sCount[stop] >= state.blkIndent:
        stop += 1
    last = stop - 1
    body_end = last if _DASHES.match(line_text(state, last)) and last > start + 1 else stop
    lines = _lines(state, start, stop)
    spans = _spans(lines[1])
    header, *rows = ([line] for line in [lines[0], *lines[2 : body_end - start]])
    state.line = stop
    return _push_table(state, spans, [header], rows)


def _push_headless(state: StateBlock, start: int, end: int) -> bool:
    """Push a table between two equal lines of dashes."""
    stop = _closing_line(state, start + 1, end, _DASHES)
    if stop is None or stop == start + 1:
        return False
    lines = _lines(state, start, stop)
    has_gaps = any(not line.strip() for line in lines[1:])
    rows = _paragraphs(lines[1:]) if has_gaps else [[line] for line in lines[1:]]
    state.line = stop + 1
    return _push_table(state, _spans(lines[0]), [], rows)


def _push_multiline(state: StateBlock, start: int, end: int) -> bool:
    """Push a table between two lines of dashes, whose rows are separated by blank lines."""
    header_end = start + 1
    while not _DASHES.match(line_text(state, header_end)):
        header_end += 1
        if header_end >= min(end, start + _MAX_HEADER) or state.isEmpty(header_end):
            return False
        if state.sCount[header_end] < state.blkIndent:
            return False
    stop = _closing_line(state, header_end + 1, end, _RULE)
    if stop is None:
        return False
    lines = _lines(state, start, stop)
    divider = lines[header_end - start]
    rows = _paragraphs(lines[header_end - start + 1 :])
    header = [lines[1 : header_end - start]] if header_end > start + 1 else []
    state.line = stop + 1
    return _push_table(state, _spans(divider), header, rows)


def _closing_line(state: StateBlock, start: int, end: int, pattern: re.Pattern[str]) -> int | None:
    """Return the next line that matches a pattern, and that a blank line or the end follows."""
    for line in range(start, min(end, start + _MAX_ROWS)):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return None
        if pattern.match(line_text(state, line)):
            return line if line + 1 >= end or state.isEmpty(line + 1) else None
    return None


def _lines(state: StateBlock, start: int, stop: int) -> list[str]:
    text = state.getLines(start, stop, state.blkIndent, False)
    return [line.expandtabs(4) for line in text.split("\n")]


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    """Return groups of lines that blank lines separate."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _spans(dashes: str) -> list[_Span]:
    return [match.span() for match in re.finditer(r"-+", dashes)]


def _push_table(
    state: StateBlock,
    spans: Sequence[_Span],
    header: Sequence[Sequence[str]],
    rows: Sequence[Sequence[str]],
) -> bool:
    """Push a table; each row is a group of lines that are cut at the columns.

    Returns:
        False without pushing one if there are no rows, or if text crosses the gaps of columns.
    """
    lines = [line for row in (*header, *rows) for line in row]
    gaps = [slice(stop, start) for (_, stop), (start, _) in pairwise(spans)]
    if not rows or any(line[gap].strip() for line in lines if line.isascii() for gap in gaps):
        return False
    starts = [0, *(start for start, _ in spans[1:]), max(map(len, lines)) * 2]
    cells = [_cut_row(row, starts) for row in (*header, *rows)]
    alignments = [_alignment((header or rows)[0], span) for span in spans]
    _push(state, cells if header else [[""] * len(spans), *cells], alignments)
    return True


def _push(state: StateBlock, cells: Sequence[Sequence[str]], alignments: Sequence[str]) -> None:
    token = state.push("table", "table", 0)
    token.meta = {"header": cells[0], "rows": cells[1:], "alignments": alignments}


def _cut_row(lines: Sequence[str], starts: Sequence[int]) -> list[str]:
    parts = [list(_cut(line, starts)) for line in lines]
    return [" ".join(filter(None, column)) for column in zip(*parts, strict=True)]


def _cut(line: str, starts: Sequence[int]) -> Iterator[str]:
    """Yield the parts of a line between columns, which count wide characters twice."""
    if line.isascii():
        offsets: Sequence[int] = starts
    else:
        columns = [0, *accumulate(1 + (east_asian_width(sign) in _WIDE) for sign in line)]
        offsets = [bisect_left(columns, start) for start in starts]
    for start, stop in pairwise(offsets):
        yield line[start:stop].strip()


def _alignment(header: Sequence[str], span: _Span) -> str:
    """Return the alignment of a column: where its name lies relative to the dashes below it."""
    name = max((line[slice(*span)] for line in header), key=lambda text: len(text.strip()))
    is_left, is_right = name[:1].strip() != "", len(name) == span[1] - span[0] and name[-1:].strip()
    if is_left:
        return ""
    return "right" if is_right else "center"


def _grid_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a table drawn with `+`, `-` and `|`. One with merged cells is shown as drawn."""
    first = line_text(state, start)
    if not first.startswith("+") or state.is_code_block(start) or not _GRID_LINE.match(first):
        return False
    stop = start + 1
    while stop < min(end, start + _MAX_ROWS) and state.sCount[stop] >= state.blkIndent:
        if not line_text(state, stop).startswith(("+", "|")):
            break
        stop += 1
    if stop < start + 3:
        return False
    if not silent:
        lines = [line.strip() for line in _lines(state, start, stop)]
        if not _push_grid(state, lines):
            token = state.push("fence", "code", 0)
            token.content = "\n".join(lines) + "\n"
        state.line = stop
    return True


def _push_grid(state: StateBlock, lines: Sequence[str]) -> bool:
    """Push a grid table; return False if not every line has the columns of the first one."""
    edges = [offset for offset, sign in enumerate(lines[0]) if sign == "+"]
    groups: list[list[list[str]]] = [[]]
    header_rows = 0
    divider = lines[0]
    for line in lines[1:]:
        if _GRID_LINE.match(line):
            if [offset for offset, sign in enumerate(line) if sign == "+"] != edges:
                return False
            if "=" in line and not header_rows:
                header_rows, divider = len(groups), line
            groups.append([])
        else:
            parts = list(_cut(line, edges))
            if not all(part.startswith("|") for part in parts):
                return False
            groups[-1].append([part[1:] for part in parts])
    rows = [_grid_cells(group) for group in groups if group]
    if not rows or (len(edges) < _MIN_EDGES and not header_rows):
        return False
    header = rows[:header_rows] if header_rows else [[""] * (len(edges) - 1)]
    names = [" ".join(filter(None, column)) for column in zip(*header, strict=True)]
    alignments = [_colon_alignment(part) for part in divider.strip("+").split("+")]
    _push(state, [names, *rows[header_rows:]], alignments)
    return True


def _grid_cells(lines: Sequence[Sequence[str]]) -> list[str]:
    """Return the cells of a row; a blank line and an item of a list begin a new line."""
    cells: list[str] = []
    for column in zip(*lines, strict=True):
        text = ""
        for part in map(str.strip, column):
            item = _LIST_ITEM.match(part)
            if item is not None and part[0] in "-*+":
                part = f"• {part[item.end() :]}"
            starts_line = item is not None or text.endswith("<br>")
            text += (
                "" if not text or text.endswith("<br>") else "<br>" if starts_line else " "
            ) + part
            text = f"{text.rstrip()}<br>" if not part and text.strip() else text
        cells.append(text.strip().removesuffix("<br>"))
    return cells


def _colon_alignment(dashes: str) -> str:
    if dashes.endswith(":"):
        return "center" if dashes.startswith(":") else "right"
    return ""


def _table_caption(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: `Table: text` or `: text` below a table. Other lines are text."""
    if silent or not state.tokens or state.tokens[-1].type != "table":
        return False
    match = _CAPTION.match(line_text(state, start))
    if match is None or state.is_code_block(start):
        return False
    lines = [match["text"]]
    line = start + 1
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        lines.append(line_text(state, line))
        line += 1
    push_caption(state, " ".join(lines))
    state.line = line
    return True
