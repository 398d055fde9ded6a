"""Which parts of a body are indented code, in which no dialect has a meaning."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from markdown_it import MarkdownIt

_INDENTED = re.compile(r" {4}| {0,3}\t")
_CODE_IN_MARKER_LINE = re.compile(
    r"(?:[ \t]*(?:[-*+:>]|\d{1,9}[.)]|\[[^\]]{0,200}\]:))+(?: {4}| *\t)"
)
"""A line that begins an item or a quote with indented code."""
_TEXT = re.compile(
    r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)]) {1,4}(?:\[[ xX]\] +)?)?(?!\d{1,9}[.)])[^\W_][^|>]*$"
)
"""A line that is certainly text, which indented code cannot follow."""
_MAX_LINES_UP = 30


class IndentedCode:
    """The indented code blocks of a text.

    Whether a line is indented code depends on the blocks around it: list items, footnotes and
    callouts have indented content of their own. The block rules of the parser tell, but only if a
    look at the lines above leaves it open, because that takes as long as parsing the text. See
    https://spec.commonmark.org/0.31.2/#indented-code-blocks.

    Args:
        text: The text, with `\\n` as its line break.
        parser: The parser that the text is parsed with later.
    """

    def __init__(self, text: str, parser: MarkdownIt) -> None:
        self._text = text
        self._parser = parser
        self._last_offset = self._last_start = 0

    def end_at(self, offset: int) -> int | None:
        """Return the end of the code block that an offset is in, or None if it is in none."""
        if not self._may_be_code(offset):
            return None
        starts, ends = self._blocks
        index = bisect_right(starts, offset) - 1
        return ends[index] if index >= 0 and offset < ends[index] else None

    @cached_property
    def _blocks(self) -> tuple[list[int], list[int]]:
        """The offsets at which the code blocks start and end, in order."""
        tokens = self._parser.block.parse(self._text, self._parser, {}, []) or []
        maps = [token.map for token in tokens if token.type == "code_block" and token.map]
        lines = self._text.split("\n") if maps else []
        offsets = [0, *accumulate(len(line) + 1 for line in lines)]
        return [offsets[first] for first, _ in maps], [
            min(offsets[end], len(self._text)) for _, end in maps
        ]

    def _may_be_code(self, offset: int) -> bool:
        """Return whether the line of an offset and the lines above it are compatible with code."""
        start = self._start_of_line(offset)
        if _CODE_IN_MARKER_LINE.match(self._text, start):
            return True
        if not _INDENTED.match(self._text, start):
            return False
        end = offset
        for _ in range(_MAX_LINES_UP):
            if not _INDENTED.match(self._text, start):
                return _TEXT.match(self._text[start:end]) is None
            if start == 0:
                return True
            end = start - 1
            start = self._text.rfind("\n", 0, end) + 1
        return True

    def _start_of_line(self, offset: int) -> int:
        """Return the start of an offset's line. Increasing offsets take linear time altogether."""
        searched = self._last_offset if self._last_offset <= offset else 0
        newline = self._text.rfind("\n", searched, offset)
        if newline >= 0 or not searched:
            self._last_start = newline + 1
        self._last_offset = offset
        return self._last_start
