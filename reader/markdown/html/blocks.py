"""HTML between Markdown blocks: where a piece of it ends.

In CommonMark most HTML blocks end at the next blank line
(https://spec.commonmark.org/0.31.2/#html-blocks). Authors, and parsers such as kramdown
(https://kramdown.gettalong.org/syntax.html#html-blocks), expect them to end with their element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.common.html_blocks import block_names
from markdown_it.rules_block import StateBlock, paragraph

from reader.markdown.html.names import word_set
from reader.markdown.rules.callouts import line_text

WHOLE_ELEMENT = re.compile(
    r"<(table|ul|ol|dl|figure|svg|video|audio|iframe|object|select|form)(?=[\s>]|$)"
    r"|<(math)(?=[^<>]*\sdisplay=.?block)",
    re.IGNORECASE,
)
"""A line that begins an element which ends at its closing tag."""
_FORMULA = re.compile(r"<math(?:\s[^<>]*)?>[ \t]*$", re.IGNORECASE)
"""A line that begins a formula, which is part of a paragraph."""
_MARKDOWN_INSIDE = re.compile(
    r"<\w+(?:\s[^<>]*)?\smarkdown(?:=[\"']?(?:1|block|span)[\"']?)?[^<>]*>[ \t]*$"
)
"""A tag that tells kramdown or Markdown Extra that its content is Markdown."""
_HTML_BLOCK = re.compile(
    rf"</?(?:{'|'.join(block_names)})(?=[\s/>]|$)|</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>[ \t]*$",
    re.IGNORECASE,
)
"""A line that begins an HTML block in CommonMark."""
_ELEMENT = re.compile(r"<(/?)([A-Za-z][\w-]*)(?=[\s/>]|$)")
_PRE = re.compile(r"<pre(?=[\s>])", re.IGNORECASE)
_RAW_TEXT = re.compile(r"<(?:(/?)(?:script|style|textarea)(?=[\s>])|!--)|(-->)", re.IGNORECASE)
"""A tag or marker around text in which neither tags nor Markdown have a meaning."""
_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
_WITHOUT_CLOSING_TAG = word_set(
    "area base br col dd dt embed hr img input li link meta p param source td th tr wbr"
)
_MARKDOWN_LINE = re.compile(r"#{1,6}[ \t]|[-*+][ \t]|\d{1,3}[.)][ \t]|>[ \t]|`{3}|~{3}|!?\[|\*\*\S")
_MAX_FENCE_INDENT = 3
_MAX_LINES = 5_000
_REMAINING_LINES = "html_lines_left"
"""Key in a document's env: how many more lines may be searched for the end of a piece."""


def use_html(parser: MarkdownIt) -> None:
    """Add a rule to a parser for HTML that does not end at the next blank line."""
    alternatives = ["paragraph", "reference", "blockquote"]
    parser.block.ruler.before("html_block", "html_element", _html_element, {"alt": alternatives})


def _html_element(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a piece of HTML that ends elsewhere than CommonMark would end it."""
    offset = state.bMarks[start] + state.tShift[start]
    if state.src[offset : offset + 1] != "<" or state.is_code_block(start):
        return False
    line = state.src[offset : state.eMarks[start]]
    if _MARKDOWN_INSIDE.match(line):
        stop: int | None = start + 1
    elif element := WHOLE_ELEMENT.match(line):
        tag = element[1] or element[2]
        stop = _end_of_element(state, start, end, tag, skips_code=True)
        stop = stop or _end_of_element(state, start, end, tag, skips_code=False)
    elif _FORMULA.match(line):
        return not silent and paragraph(state, start, end, silent)
    else:
        stop = _end_of_piece(state, start, end) if _HTML_BLOCK.match(line) and not silent else None
    if stop is None:
        return False
    if not silent:
        state.line = stop
        token = state.push("html_block", "", 0)
        token.map = [start, stop]
        token.content = state.getLines(start, stop, state.blkIndent, True)
    return True


def _end_of_element(
    state: StateBlock, start: int, end: int, tag: str, *, skips_code: bool
) -> int | None:
    """Return the line after an element's closing tag.

    Args:
        skips_code: Whether tags in fenced code do not count. They must if it is not closed.

    Returns:
        None if it has none; the piece must not extend to the end of the document then.
    """
    tags = re.compile(rf"<(/?){tag}(?=[\s/>]|$)", re.IGNORECASE)
    depth = code_end = 0
    for line in _searchable_lines(state, start, end):
        if skips_code and line >= code_end:
            code_end = _end_of_fenced_code(state, line, end) or 0
        if line < code_end:
            continue
        if line > start and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return None
        for closing in tags.findall(state.src[state.bMarks[line] : state.eMarks[line]]):
            depth += -1 if closing else 1
        if depth <= 0:
            return line + 1
    return None


def _searchable_lines(state: StateBlock, start: int, end: int) -> Iterator[int]:
    """Yield the lines to search for an end, within a limit for the whole document.

    The limit grows with the number of lines, so that hostile HTML takes linear time.
    """
    state.env.setdefault(_REMAINING_LINES, 2 * len(state.bMarks) + _MAX_LINES)
    for line in range(start, min(end, start + _MAX_LINES)):
        if state.env[_REMAINING_LINES] <= 0:  # searches within searches count as well
            return
        state.env[_REMAINING_LINES] -= 1
        yield line


def _end_of_piece(state: StateBlock, start: int, end: int) -> int | None:
    """Return the line after a piece of HTML, or None if that is the next blank line.

    As in kramdown, it ends before a line of Markdown once all its elements are closed. It always
    ends before a fenced code block. A `<pre>` in it may contain blank lines.
    """
    depth = raw_depth = 0
    for line in _searchable_lines(state, start, end):
        text = line_text(state, line)
        if not text:
            return None
        has_open_pre = len(_PRE.findall(text)) > text.lower().count("</pre")
        if has_open_pre:
            return _end_after_pre(state, line + 1, end)
        if line > start and depth <= 0 and _MARKDOWN_LINE.match(text):
            return line
        is_near = state.sCount[line] - state.blkIndent <= _MAX_FENCE_INDENT
        if line > start and raw_depth <= 0 and is_near and _end_of_fenced_code(state, line, end):
            return line
        for closing_tag, closing_comment in _RAW_TEXT.findall(text):
            raw_depth += -1 if closing_tag or closing_comment else 1
        for closing, name in _ELEMENT.findall(text):
            if name.lower() not in _WITHOUT_CLOSING_TAG:
                depth += -1 if closing else 1
    return None


def _end_of_fenced_code(state: StateBlock, start: int, end: int) -> int | None:
    """Return the line after the fenced code block that begins on a line, or None if none does.

    The block must be closed.
    """
    fence = _FENCE.match(line_text(state, start))
    if fence is None:
        return None
    marker = fence.group()
    for line in _searchable_lines(state, start + 1, end):
        text = line_text(state, line).rstrip()
        if text.startswith(marker) and not text.strip(marker[0]):
            return line + 1
    return None


def _end_after_pre(state: StateBlock, start: int, end: int) -> int | None:
    """Return the first blank line, or the end, after the closing tag of a `<pre>`."""
    is_closed = False
    for line in _searchable_lines(state, start, end):
        text = state.src[state.bMarks[line] : state.eMarks[line]]
        is_closed = is_closed or "</pre" in text.lower()
        if is_closed and (line + 1 >= end or state.isEmpty(line + 1)):
            return line + 1
    return None
