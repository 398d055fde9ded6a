"""Block rules for what is set apart: between colons, or indented under exclamation marks."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_COLONS = re.compile(
    r"(?P<colons>:{3,})[ \t]*(?:\{[ \t]*\.?(?P<class>[\w-]+)[^}]*\}|(?P<kind>[\w-]+))"
    r"(?:[ \t]*\[(?P<label>[^\]]*)\]|[ \t]+(?P<title>[^{}]*?))?[ \t]*(?:\{[^}]*\})?[ \t]*:*$"
)
_END_OF_COLONS = re.compile(r":{3,}[ \t]*$")
_ADMONITION = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[\w-]+)(?:[ \t]+[\w-]+)*"
    r"(?:[ \t]+\"(?P<title>[^\"]*)\")?[ \t]*$"
)
_INDENT = 4


def use_callouts(parser: MarkdownIt) -> None:
    """Teach a parser these rules."""
    ruler = parser.block.ruler
    ruler.before("fence", "colons", _colons, {"alt": ["paragraph", "blockquote", "list"]})
    ruler.before("fence", "admonition", _admonition, {"alt": ["paragraph", "blockquote", "list"]})


def line_of(state: StateBlock, line: int) -> str:
    """A line of the source, without its indent."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`:::note Title` up to `:::`, and the like of other generators; unended, it is text."""
    if not line_of(state, start).startswith(":::"):
        return False
    opened = _COLONS.match(line_of(state, start))
    if opened is None or state.is_code_block(start):
        return False
    stop = _end_of_colons(state, start + 1, end)
    if stop is None:
        return False
    if silent:
        return True
    title = (opened["label"] or opened["title"] or "").strip()
    meta = {"kind": opened["class"] or opened["kind"], "title": title}
    _set_apart(state, start + 1, stop, state.blkIndent, meta)
    state.line = stop + 1
    return True


def _end_of_colons(state: StateBlock, start: int, end: int) -> int | None:
    """The line that ends the callout whose text begins at a line."""
    ends = state.env.setdefault("colons", {})
    region = (state.level, end)
    if region not in ends:
        ends[region] = _pairs_of_colons(state, start - 1, end)
    found: int | None = ends[region].get(start - 1)
    return found


def _pairs_of_colons(state: StateBlock, start: int, end: int) -> dict[int, int]:
    """First and last line of every callout in a region, found in one pass."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for line in range(start, end):
        text = line_of(state, line)
        if text.startswith(":::"):
            if not _END_OF_COLONS.match(text):
                waiting.append(line)
            elif waiting:
                pairs[waiting.pop()] = line
        elif text and state.sCount[line] < state.blkIndent:
            waiting.clear()
    return pairs


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`!!! note "Title"` of Python-Markdown, and `???`; what is indented under it is in it."""
    text = line_of(state, start)
    if not text.startswith(("!!!", "???")) or state.is_code_block(start):
        return False
    opened = _ADMONITION.match(text)
    if opened is None:
        return False
    if silent:
        return True
    indent = state.sCount[start] + _INDENT
    stop = last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= indent):
        last += 1
        stop = stop if state.isEmpty(last - 1) else last
    meta = {"kind": opened["kind"], "title": (opened["title"] or "").strip()}
    _set_apart(state, start + 1, stop, indent, meta)
    state.line = stop
    return True


def _set_apart(state: StateBlock, start: int, stop: int, indent: int, meta: dict[str, str]) -> None:
    """Read lines as the blocks of a callout."""
    state.push("callout_open", "div", 1).meta = meta
    before = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "container", stop, indent
    state.md.block.tokenize(state, start, stop)
    state.parentType, state.lineMax, state.blkIndent = before
    state.push("callout_close", "div", -1)
