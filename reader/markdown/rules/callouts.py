"""Block rules for callouts: fenced by colons, or indented below exclamation marks."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_COLON_FENCE = re.compile(
    r"(?P<colons>:{3,})[ \t]*(?:\{[ \t]*\.?(?P<class>[\w-]+)[^}]*\}|(?P<kind>[\w-]+))"
    r"(?:[ \t]*\[(?P<label>[^\]]*)\]|[ \t]+(?P<title>[^{}]*?))?[ \t]*(?:\{[^}]*\})?[ \t]*:*$"
)
_CLOSING_COLONS = re.compile(r":{3,}[ \t]*$")
_ADMONITION = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[\w-]+)(?:[ \t]+[\w-]+)*"
    r"(?:[ \t]+\"(?P<title>[^\"]*)\")?[ \t]*$"
)
_ADMONITION_INDENT = 4
_ENDS = "colons"
"""Key in a document's env: last line of each colon fence by its first line, for each region."""


def use_callouts(parser: MarkdownIt) -> None:
    """Add these rules to a parser."""
    ruler = parser.block.ruler
    ruler.before("fence", "colons", _colons, {"alt": ["paragraph", "blockquote", "list"]})
    ruler.before("fence", "admonition", _admonition, {"alt": ["paragraph", "blockquote", "list"]})


def line_text(state: StateBlock, line: int) -> str:
    """Return a line of the source, without its indent."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: `:::note Title` up to `:::`. Without a closing line, it is text.

    It covers Docusaurus (https://docusaurus.io/docs/markdown-features/admonitions) and fenced divs
    of Pandoc (https://pandoc.org/MANUAL.html#extension-fenced_divs).
    """
    if not line_text(state, start).startswith(":::"):
        return False
    match = _COLON_FENCE.match(line_text(state, start))
    if match is None or state.is_code_block(start):
        return False
    closing = closing_line(state, start + 1, end)
    if closing is None:
        return False
    if silent:
        return True
    title = (match["label"] or match["title"] or "").strip()
    meta = {"kind": match["class"] or match["kind"], "title": title}
    push_callout(state, start + 1, closing, state.blkIndent, meta)
    state.line = closing + 1
    return True


def closing_line(state: StateBlock, start: int, end: int) -> int | None:
    """Return the line that closes the colon fence whose content begins at a line."""
    ends = state.env.setdefault(_ENDS, {})
    region = (state.level, end)
    if region not in ends:
        ends[region] = _fence_pairs(state, start - 1, end)
    closing: int | None = ends[region].get(start - 1)
    return closing


def _fence_pairs(state: StateBlock, start: int, end: int) -> dict[int, int]:
    """Return the last line of every colon fence in a region by its first, found in one pass."""
    pairs: dict[int, int] = {}
    open_fences: list[int] = []
    for line in range(start, end):
        text = line_text(state, line)
        if text.startswith(":::"):
            if not _CLOSING_COLONS.match(text):
                open_fences.append(line)
            elif open_fences:
                pairs[open_fences.pop()] = line
        elif text and state.sCount[line] < state.blkIndent:
            open_fences.clear()
    return pairs


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: `!!! note "Title"` or `???` and the indented lines below it.

    See https://python-markdown.github.io/extensions/admonition/ and, for `???`,
    https://facelessuser.github.io/pymdown-extensions/extensions/details/.
    """
    text = line_text(state, start)
    if not text.startswith(("!!!", "???")) or state.is_code_block(start):
        return False
    match = _ADMONITION.match(text)
    if match is None:
        return False
    if silent:
        return True
    indent = state.sCount[start] + _ADMONITION_INDENT
    content_end = line = start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= indent):
        line += 1
        content_end = content_end if state.isEmpty(line - 1) else line
    meta = {"kind": match["kind"], "title": (match["title"] or "").strip()}
    push_callout(state, start + 1, content_end, indent, meta)
    state.line = content_end
    return True


def push_callout(
    state: StateBlock, start: int, stop: int, indent: int, meta: dict[str, str]
) -> None:
    """Parse lines as the blocks of a callout."""
    state.push("callout_open", "div", 1).meta = meta
    push_blocks(state, start, stop, indent)
    state.push("callout_close", "div", -1)


def push_blocks(state: StateBlock, start: int, stop: int, indent: int) -> None:
    """Parse lines as the blocks of a container.

    Args:
        state: The state of the parser; its line is not changed.
        start: The first line.
        stop: The line after the last one.
        indent: The indent that the lines have at least, in columns.
    """
    saved = state.parentType, state.lineMax, state.blkIndent, state.line
    state.parentType, state.lineMax, state.blkIndent = "container", stop, indent
    state.md.block.tokenize(state, start, stop)
    state.parentType, state.lineMax, state.blkIndent, state.line = saved
