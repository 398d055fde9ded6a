"""Markdown within an HTML element that ends at its closing tag, such as a table.

CommonMark ends HTML at a blank line, so that authors write Markdown below one in cells and items
(https://spec.commonmark.org/0.31.2/#html-blocks). The piece of HTML stays in one part here, because
its tags belong together; each part in Markdown is replaced by an empty element.
"""

from __future__ import annotations

import re
from textwrap import dedent

from markdown_it.common.html_blocks import block_names

PART = "markdown-part"
"""Name of the element that stands for a part in Markdown."""
PARTS = "markdown_parts"
"""Key in the meta of an `html_block` token: the block tokens of each part."""

PART_ELEMENT = re.compile(rf'<{PART} index="\d+"></{PART}>')

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_RAW = re.compile(r"<(/?)(?:pre|script|style|textarea)(?=[\s>]|$)|(<!--)|(-->)", re.IGNORECASE)
_PARTS_OF_ELEMENTS = (
    r"</?(?:table|caption|t(?:head|body|foot|[rdh])|[uo]l|li|d[ltd]|figure|figcaption|option|select"
    r"|pre|script|style|textarea)(?=[\s>]|$)"
)
_TAG_IN_TEXT = re.compile(rf"`+[^`\n]*`+|(?P<tag>{_PARTS_OF_ELEMENTS}|<!--)", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    rf"[ \t]*(?:</?(?:{'|'.join(block_names)})(?=[\s/>]|$)|{_PARTS_OF_ELEMENTS}|<!--)",
    re.IGNORECASE,
)


def split_markdown(html: str) -> tuple[str, list[str]]:
    """Separate Markdown from HTML.

    Markdown begins below a blank line, unless a tag begins there, and with a fence. It ends before
    the next tag of a block.

    Args:
        html: The source of an element, from its opening to its closing tag.

    Returns:
        The HTML with an element called `PART` in the place of each part, and the sources of the
        parts. The element's attribute `index` is the index of the source.
    """
    if not _BLANK_LINE.search(html) and "```" not in html and "~~~" not in html:
        return html, []
    splitter = _Splitter(html)
    return splitter.result(), splitter.parts


class _Splitter:
    """Goes through the lines of an element once."""

    def __init__(self, html: str) -> None:
        self.parts: list[str] = []
        self._lines = html.split("\n")
        self._html: list[str] = []
        self._raw_depth = 0
        self._fence_ends = _fence_ends(self._lines)

    def result(self) -> str:
        line, is_below_blank = 0, False
        while line < len(self._lines):
            text = self._lines[line]
            begins_part = line in self._fence_ends or (
                is_below_blank and text.strip() and not text.lstrip().startswith("<")
            )
            is_below_blank = not text.strip()
            if begins_part and line and not self._raw_depth:
                line = self._add_part(line)
                continue
            self._add_html(text)
            line += 1
        return "\n".join(self._html)

    def _add_html(self, text: str) -> None:
        for closing, _, closes_comment in _RAW.findall(text):
            closes = closing or closes_comment
            self._raw_depth = max(0, self._raw_depth - 1) if closes else self._raw_depth + 1
        self._html.append(text)

    def _add_part(self, start: int) -> int:
        """Add the part that begins at a line, and return the line after it."""
        part: list[str] = []
        line = start
        while line < len(self._lines):
            text = self._lines[line]
            if line in self._fence_ends:
                end = self._fence_ends[line]
                part += self._lines[line:end]
                line = end
                continue
            if _BLOCK_TAG.match(text):
                break
            tag = next((match for match in _TAG_IN_TEXT.finditer(text) if match["tag"]), None)
            if tag is not None:
                part.append(text[: tag.start()])
                self._lines[line] = text[tag.start() :]
                break
            part.append(text)
            line += 1
        self._html.append(f'<{PART} index="{len(self.parts)}"></{PART}>')
        self.parts.append(dedent("\n".join(part)))
        return line


def _fence_ends(lines: list[str]) -> dict[int, int]:
    """Return the line after each fenced code block, by the line that it begins with."""
    ends: dict[int, int] = {}
    start, fence = 0, ""
    for line, text in enumerate(lines):
        match = _FENCE.match(text)
        if match is None:
            continue
        if not fence:
            start, fence = line, match[1]
        elif match[1].startswith(fence) and not text.strip().strip(fence[0]):
            ends[start] = line + 1
            fence = ""
    return ends
