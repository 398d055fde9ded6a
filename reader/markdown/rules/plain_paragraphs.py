"""A block rule for the plainest paragraphs, which need none of the work that others need.

markdown-it-py asks each of its block rules about each line, twice if the line may be part of a
paragraph. No rule but the one for paragraphs accepts lines that begin with a word, an address or a
link, if no other lines follow them. A property test compares the tokens.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_LINE = (
    r"(?:[A-Za-z][A-Za-z0-9]+[ ,'/]|[A-Za-z][A-Za-z0-9]*(?=\n|\Z)|<?https?://"
    r"|!?\[[A-Za-z0-9 ]+\](?:[(\[ ]|(?=\n|\Z))|(?:\*\*?|__?|~~|`)[A-Za-z0-9])[^\n|]*"
)
"""A line that begins with a word, an address, a link, an image, or a span of emphasis or code."""
_PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*+(?=\n(?:[ \t]*\n)++(?![ \t]*[:~])|\n?\Z)")
"""Lines up to a blank one. A line with `:` or `~` below it would make them a term."""
_ONE_LINE = re.compile(rf"{_LINE}(?=\n|\Z)")
_NEXT_ITEM = re.compile(r"[-*+] \S")
_MAX_LEVEL = 20
"""Maximum level of nesting of items to which the rule applies."""


def use_plain_paragraphs(parser: MarkdownIt) -> None:
    """Put this rule in front of all others. Call this after they are added."""
    parser.block.ruler.before("too_deep", "plain_paragraph", _paragraph, {"alt": []})


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a paragraph of plain lines in no other block, or of one line in a list item."""
    if silent or state.level > _MAX_LEVEL:
        return False
    if not state.level and not state.blkIndent and not state.tShift[start]:
        found = _PARAGRAPH.match(state.src, state.bMarks[start])
    elif state.parentType == "list" and _is_last_line(state, start, end):
        found = _ONE_LINE.match(state.src, state.bMarks[start] + state.tShift[start])
    else:
        return False
    if found is None:
        return False
    stop = start + 1 + found[0].count("\n")
    if stop > end:
        return False
    state.line = stop
    state.push("paragraph_open", "p", 1).map = [start, stop]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = found[0].strip(), [start, stop], []
    state.push("paragraph_close", "p", -1)
    return True


def _is_last_line(state: StateBlock, line: int, end: int) -> bool:
    """Whether another list item certainly begins below a line of a list item."""
    below = line + 1
    return (
        not state.is_code_block(line)
        and below < end
        and 0 <= state.sCount[below] <= state.blkIndent + 3
        and _NEXT_ITEM.match(state.src, state.bMarks[below] + state.tShift[below]) is not None
    )
