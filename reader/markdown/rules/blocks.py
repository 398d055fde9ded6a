"""Block rules beyond GFM: displayed formulas, loose headings, text that lies too deep."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from reader.markdown.rules.callouts import line_of, use_callouts

DEEPEST = 60
"""Levels of nesting (a quote is one, a list two); what lies deeper is plain text."""

_LOOSE_HEADING = re.compile(r"(?P<marks>#{2,6}|#(?=\xa0))(?=[^\W\d_]|\xa0)(?P<text>.*?)[ \t]*#*$")
_MOST_FORMULA_LINES = 200


def use_block_rules(parser: MarkdownIt) -> None:
    """Teach a parser these rules."""
    ruler = parser.block.ruler
    use_callouts(parser)
    ruler.before("table", "too_deep", _too_deep, {"alt": []})
    ruler.after("heading", "loose_heading", _loose_heading, {"alt": []})
    ruler.before("fence", "formula", _formula, {"alt": ["paragraph", "blockquote", "list"]})


def _too_deep(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """What lies too deep is read as text. The parser itself would leave it out."""
    if silent or state.level < DEEPEST:
        return False
    state.line = start + 1
    state.push("paragraph_open", "p", 1)
    state.push("inline", "", 0).content = line_of(state, start).strip()
    state.push("paragraph_close", "p", -1)
    return True


def _loose_heading(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """`##Heading` without the blank, as kramdown has it; one mark alone may be a tag's."""
    found = _LOOSE_HEADING.match(line_of(state, start))
    if found is None or silent or state.is_code_block(start):
        return False
    tag = f"h{len(found['marks'])}"
    state.line = start + 1
    state.push("heading_open", tag, 1)
    state.push("inline", "", 0).content = found["text"].strip("\xa0 ")
    state.push("heading_close", tag, -1)
    return True


def _formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`$$` on a line, or at its start, up to `$$`; unended, it is text."""
    first = line_of(state, start)
    if not first.startswith(("$$", "\\[")) or state.is_code_block(start):
        return False
    closing = "$$" if first.startswith("$$") else "\\]"
    lines: list[str] = []
    for line in range(start, min(end, start + _MOST_FORMULA_LINES)):
        text = first[2:] if line == start else line_of(state, line)
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
