"""Scroll positions that survive another width and another version of the article."""

from __future__ import annotations

from typing import NamedTuple

from reader.article.layout import Anchor, ArticleLayout
from reader.article.line import line_text

_MAX_TEXT = 200
"""Characters of a block that are compared."""
_MAX_DISTANCE = 200
"""Blocks before and after the old index that are searched."""


class ScrollPosition(NamedTuple):
    """A block of an article, identified by its index and its text."""

    block: int
    """Index of the block."""
    text: str
    """The beginning of its text."""
    line: int = 0
    """Line within the block, from 0; meaningful at the same width only."""


def position_at(layout: ArticleLayout, line: int) -> ScrollPosition:
    """Return the position of a line of the article."""
    block, line_in_block = layout.anchor_at(line)
    return ScrollPosition(block, _block_text(layout, block), line_in_block)


def line_of_position(layout: ArticleLayout, position: ScrollPosition) -> int | None:
    """Return the line at which a position is now.

    Returns:
        The line in the nearest block with the same text, else the first line of the block with the
        same index; None if the article has no such block.
    """
    count = len(layout.blocks)
    for distance in range(_MAX_DISTANCE + 1):
        for block in {position.block + distance, position.block - distance}:
            if 0 <= block < count and _block_text(layout, block) == position.text:
                return layout.offset_of(Anchor(block, position.line))
    return layout.top_of(position.block) if position.block < count else None


def _block_text(layout: ArticleLayout, block: int) -> str:
    """Return the beginning of the text of a block, which is the same at every width."""
    if not layout.blocks:
        return ""
    words = " ".join(line_text(line) for line in layout.block_lines(block)).split()
    return " ".join(words)[:_MAX_TEXT]
