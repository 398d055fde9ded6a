"""Block rules beyond GFM: callouts between colons, displayed formulas, text that lies too deep."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

DEEPEST = 60
"""Levels of nesting (a quote is one, a list two); what lies deeper is plain text."""

_COLONS = re.compile(
    r"(?P<colons>:{3,})[ \t]*(?:\{[ \t]*\.?(?P<class>[\w-]+)[^}]*\}|(?P<kind>[\w-]+))"
    r"(?:[ \t]*\[(?P<label>[^\]]*)\]|[ \t]+(?P<title>[^{}]*?))?[ \t]*(?:\{[^}]*\})?[ \t]*:*$"
)
_END_OF_COLONS = re.compile(r":{3,}[ \t]*$")
_MOST_FORMULA_LINES = 200


def use_block_rules(parser: MarkdownIt) -> None:
    """Teach a parser these rules."""
    ruler = parser.block.ruler
    ruler.before("table", "too_deep", _too_deep, {"alt": []})
    ruler.before("fence", "colons", _colons, {"alt": ["paragraph", "blockquote", "list"]})
    ruler.before("fence", "formula", _formula, {"alt": ["paragraph", "blockquote", "list"]})


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _too_deep(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """What lies too deep is read as text. The parser itself would leave it out."""
    if silent or state.level < DEEPEST:
        return False
    state.line = start + 1
    state.push("paragraph_open", "p", 1)
    state.push("inline", "", 0).content = _line(state, start).strip()
    state.push("paragraph_close", "p", -1)
    return True


def _colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`:::note Title` up to `:::`, and the like of other generators; unended, it is text."""
    if state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]][:3] != ":::":
        return False
    opened = _COLONS.match(_line(state, start))
    if opened is None or state.is_code_block(start):
        return False
    stop = _end_of_colons(state, start + 1, end)
    if stop is None:
        return False
    if silent:
        return True
    token = state.push("callout_open", "div", 1)
    kind = opened["class"] or opened["kind"]
    token.meta = {"kind": kind, "title": (opened["label"] or opened["title"] or "").strip()}
    old_parent, old_end = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", stop
    state.md.block.tokenize(state, start + 1, stop)
    state.parentType, state.lineMax = old_parent, old_end
    state.push("callout_close", "div", -1)
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
        text = _line(state, line)
        if text.startswith(":::"):
            if not _END_OF_COLONS.match(text):
                waiting.append(line)
            elif waiting:
                pairs[waiting.pop()] = line
        elif text and state.sCount[line] < state.blkIndent:
            waiting.clear()
    return pairs


def _formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`$$` on a line, or at its start, up to `$$`; unended, it is text."""
    first = _line(state, start)
    if not first.startswith(("$$", "\\[")) or state.is_code_block(start):
        return False
    closing = "$$" if first.startswith("$$") else "\\]"
    lines: list[str] = []
    for line in range(start, min(end, start + _MOST_FORMULA_LINES)):
        text = first[2:] if line == start else _line(state, line)
        lines.append(text.rstrip().removesuffix(closing) if closing in text else text)
        if closing in text:
            if not text.rstrip().endswith(closing):
                return False
            break
        if line > start and (not text or state.sCount[line] < state.blkIndent):
            return False
    else:
        return False
    if not silent:
        state.line = start + len(lines)
        state.push("formula", "", 0).content = "\n".join(it.strip() for it in lines).strip("\n")
    return True
