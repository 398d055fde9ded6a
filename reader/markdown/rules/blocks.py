"""Block rules beyond GFM: display formulas, headings without a space, a limit for nesting."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from reader.markdown.rules.callouts import line_text, use_callouts

MAX_NESTING = 60
"""Maximum level of nesting; a quote counts as one level, a list as two. Deeper blocks are text."""

_LOOSE_HEADING = re.compile(r"(?P<marks>#{2,6}|#(?=\xa0))(?=[^\W\d_]|\xa0)(?P<text>.*?)[ \t]*#*$")
_FORMULA = re.compile(
    r"(\$\$|\\\[|\\begin\{(?P<name>(?:equation|align|alignat|gather|multline|eqnarray|flalign)\*?)\})"
)
_CLOSING = {"$$": "$$", "\\[": "\\]"}
_MAX_FORMULA_LINES = 200


def use_block_rules(parser: MarkdownIt) -> None:
    """Add these rules and those for callouts to a parser."""
    ruler = parser.block.ruler
    use_callouts(parser)
    ruler.before("table", "too_deep", _too_deep, {"alt": []})
    ruler.after("heading", "loose_heading", _loose_heading, {"alt": []})
    ruler.before("fence", "formula", _formula, {"alt": ["paragraph", "blockquote", "list"]})


def _too_deep(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Block rule: a line beyond `MAX_NESTING` is a paragraph. markdown-it-py would drop it."""
    if silent or state.level < MAX_NESTING:
        return False
    state.line = start + 1
    state.push("paragraph_open", "p", 1)
    state.push("inline", "", 0).content = line_text(state, start).strip()
    state.push("paragraph_close", "p", -1)
    return True


def _loose_heading(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Block rule: `##Heading`, without the space that CommonMark requires.

    kramdown accepts it (https://kramdown.gettalong.org/syntax.html). A single `#` may be
    a hashtag, so it is a heading only if a no-break space follows.
    """
    match = _LOOSE_HEADING.match(line_text(state, start))
    if match is None or silent or state.is_code_block(start):
        return False
    tag = f"h{len(match['marks'])}"
    state.line = start + 1
    state.push("heading_open", tag, 1)
    state.push("inline", "", 0).content = match["text"].strip("\xa0 ")
    state.push("heading_close", tag, -1)
    return True


def _formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Block rule: a line that begins with `$$`, `\[` or `\begin`, up to the line with its close.

    These are the delimiters of kramdown (https://kramdown.gettalong.org/syntax.html#math-blocks)
    and MathJax. A formula that is not closed, or that a blank line interrupts, is text.
    """
    opening = _FORMULA.match(line_text(state, start))
    if opening is None or state.is_code_block(start):
        return False
    closing = _CLOSING.get(opening[1]) or f"\\end{{{opening['name']}}}"
    formula: list[str] = []
    for line in range(start, min(end, start + _MAX_FORMULA_LINES)):
        text = line_text(state, line)[opening.end() if line == start else 0 :].rstrip()
        if line > start and (not text or state.sCount[line] < state.blkIndent):
            return False
        formula.append(text.removesuffix(closing).strip())
        if closing in text:
            break
    else:
        return False
    if not text.endswith(closing):
        return False
    if not silent:
        state.line = start + len(formula)
        content = "\n".join(formula).strip("\n")
        is_environment = opening["name"] is not None
        content = f"{opening[1]}\n{content}\n{closing}" if is_environment else content
        state.push("formula", "", 0).content = content
    return True
