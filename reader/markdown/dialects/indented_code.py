"""Which parts of a body are indented code, in which no dialect has a meaning."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from markdown_it import MarkdownIt


class IndentedCode:
    """The indented code blocks of a text, found by the block rules of the parser.

    Whether a line is indented code depends on the blocks around it: list items, footnotes and
    callouts have indented content of their own. See
    https://spec.commonmark.org/0.31.2/#indented-code-blocks.

    Args:
        text: The text, with `\\n` as its line break.
        parser: The parser that the text is parsed with later.
    """

    def __init__(self, text: str, parser: MarkdownIt) -> None:
        tokens = parser.block.parse(text, parser, {}, []) or []
        maps = [token.map for token in tokens if token.type == "code_block" and token.map]
        starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))] if maps else []
        self._starts = [starts[first] for first, _ in maps]
        self._ends = [min(starts[end], len(text)) for _, end in maps]

    def end_at(self, offset: int) -> int | None:
        """Return the end of the code block that an offset is in, or None if it is in none."""
        index = bisect_right(self._starts, offset) - 1
        return self._ends[index] if index >= 0 and offset < self._ends[index] else None
