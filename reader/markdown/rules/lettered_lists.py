"""Block rule for lists that are marked by letters, Roman numerals, or numbers in parentheses.

See https://pandoc.org/MANUAL.html#extension-fancy_lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_MARKER = re.compile(
    r"(?P<open>\(?)(?P<label>[A-Za-z]|[ivx]{2,8}|[IVX]{2,8}|#|@[\w-]{0,40}|(?<=\()\d{1,3})"
    r"(?P<close>[.)])(?P<space>[ \t]+)(?=\S)"
)
_ROMAN = {
    f"{'x' * tens}{units}": 10 * tens + value
    for tens in range(4)
    for value, units in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
}
_MAX_INDENT = 4
"""Indent of the further blocks of an item with a wide marker."""
_MAX_LINES_TO_SECOND = 20
"""Maximum number of lines in which the second item must begin."""


class _Item(NamedTuple):
    line: int
    """The line that it begins on."""
    delimiters: tuple[str, str]
    label: str
    values: Mapping[str, int]
    """What the label counts, by the style of counting: `i` is a letter and a Roman numeral."""
    width: int
    """Characters of the marker and the spaces after it."""

    @property
    def indent(self) -> int:
        """How much further than the marker the lines of the item are indented, at least."""
        return min(self.width, _MAX_INDENT)

    def follows(self, previous: _Item) -> dict[str, int]:
        """Return the values by which this is the item after another one; empty if it is not."""
        if self.delimiters != previous.delimiters:
            return {}
        return {
            style: value
            for style, value in self.values.items()
            if previous.values.get(style) == (value if style == "auto" else value - 1)
        }


def use_lettered_lists(parser: MarkdownIt) -> None:
    """Add the rule to a parser.

    It makes `lettered_list_open`, with whether it is tight in its meta, and for each item
    `lettered_item_open`, with its marker.
    """
    parser.block.ruler.before("list", "lettered_list", _lettered_list, {"alt": ["paragraph"]})


def _lettered_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: at least two items whose markers count on.

    As one letter with a full stop may begin a sentence, a single item is text. Within an item of
    another list it may interrupt a paragraph.
    """
    first = _item_at(state, start)
    if first is None or state.is_code_block(start):
        return False
    if silent and (state.listIndent < 0 or state.sCount[start] < state.blkIndent):
        return False
    stop = min(end, start + _MAX_LINES_TO_SECOND)
    if not any(_item_after(state, line, first) for line in range(start + 1, stop)):
        return False
    if silent:
        return True
    items, list_end = _find_items(state, first, end)
    if len(items) < 2:
        return False
    return _push_list(state, items, list_end)


def _item_at(state: StateBlock, line: int) -> _Item | None:
    """Return the item that begins on a line."""
    offset = state.bMarks[line] + state.tShift[line]
    match = _MARKER.match(state.src, offset, state.eMarks[line])
    if match is None:
        return None
    values = dict(_values(match["label"]))
    delimiters = match["open"], match["close"]
    return _Item(line, delimiters, match["label"], values, match.end() - offset) if values else None


def _values(label: str) -> Iterator[tuple[str, int]]:
    if label[0] in "#@":
        yield "auto", 1
    elif label.isdigit():
        yield "number", int(label)
    else:
        case = "lower" if label.islower() else "upper"
        if label.lower() in _ROMAN:
            yield f"{case} roman", _ROMAN[label.lower()]
        if len(label) == 1:
            yield f"{case} letter", ord(label)


def _item_after(state: StateBlock, line: int, previous: _Item) -> _Item | None:
    """Return the item that begins on a line if it is the one after another."""
    if state.sCount[line] != state.sCount[previous.line]:
        return None
    item = _item_at(state, line)
    values = item.follows(previous) if item is not None else {}
    return item._replace(values=values) if item is not None and values else None


def _find_items(state: StateBlock, first: _Item, end: int) -> tuple[list[_Item], int]:
    """Return the items of a list, and the line after its last line with text."""
    interrupting_rules = state.md.block.ruler.getRules("paragraph")
    items = [first]
    list_end = first.line + 1
    for line in range(first.line + 1, end):
        if state.isEmpty(line):
            continue
        next_item = _item_after(state, line, items[-1])
        if next_item is not None:
            items.append(next_item)
        elif state.sCount[line] < state.sCount[first.line] + items[-1].indent:
            is_lazy = line == list_end and state.sCount[line] >= state.blkIndent
            if not is_lazy or any(rule(state, line, end, True) for rule in interrupting_rules):
                break
        list_end = line + 1
    return items, list_end


def _push_list(state: StateBlock, items: list[_Item], list_end: int) -> bool:
    """Push a list; return False without pushing it if its lines are not all within its items."""
    before, level, is_whole = len(state.tokens), state.level, True
    is_tight = not any(state.isEmpty(line) for line in range(items[0].line, list_end))
    markers = [_marker(item, number) for number, item in enumerate(items, 1)]
    width = max(map(len, markers))
    state.push("lettered_list_open", "ol", 1).meta = {"tight": is_tight}
    saved = state.parentType, state.lineMax, state.blkIndent, state.listIndent
    state.parentType, state.listIndent = "list", state.blkIndent
    stops = [item.line for item in items[1:]] + [list_end]
    for item, stop, marker in zip(items, stops, markers, strict=True):
        state.push("lettered_item_open", "li", 1).meta = {"marker": f"{marker.rjust(width)} "}
        saved_line = state.bMarks[item.line], state.tShift[item.line], state.sCount[item.line]
        state.lineMax, state.blkIndent = stop, saved_line[2] + item.indent
        state.bMarks[item.line] += state.tShift[item.line] + item.width
        state.tShift[item.line], state.sCount[item.line] = 0, state.blkIndent
        state.md.block.tokenize(state, item.line, stop)
        state.bMarks[item.line], state.tShift[item.line], state.sCount[item.line] = saved_line
        state.push("lettered_item_close", "li", -1)
        is_whole = is_whole and all(map(state.isEmpty, range(state.line, stop)))
    state.parentType, state.lineMax, state.blkIndent, state.listIndent = saved
    if not is_whole:
        del state.tokens[before:]
        state.level = level
        return False
    state.push("lettered_list_close", "ol", -1)
    state.line = list_end
    return True


def _marker(item: _Item, number: int) -> str:
    """Return the marker that is shown: as typed, or the number in place of `#` and `@`."""
    label = str(number) if "auto" in item.values else item.label
    return f"{item.delimiters[0]}{label}{item.delimiters[1]}"
