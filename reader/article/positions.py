"""A place in an article that is found again in another width, and in another version of it."""

from __future__ import annotations

from typing import NamedTuple

from reader.article.layout import Anchor, ArticleLayout
from reader.article.line import line_text

_MOST_CHARACTERS = 200
_FARTHEST = 200
"""Blocks before and after the old place that are looked at."""


class ScrollPosition(NamedTuple):
    """A block, and what it says."""

    block: int
    text: str
    line: int = 0
    """Line within the block; it says nothing at another width."""


def position_at(layout: ArticleLayout, line: int) -> ScrollPosition:
    """The block that a line of the article belongs to."""
    block, within = layout.anchor_at(line)
    return ScrollPosition(block, _text_of(layout, block), within)


def line_of_position(layout: ArticleLayout, place: ScrollPosition) -> int | None:
    """Where a place is now: in the nearest block that says the same, else in the one that has its
    number; None where the article has not so many blocks."""
    count = len(layout.blocks)
    for distance in range(_FARTHEST + 1):
        for block in {place.block + distance, place.block - distance}:
            if 0 <= block < count and _text_of(layout, block) == place.text:
                return layout.offset_of(Anchor(block, place.line))
    return layout.top_of(place.block) if place.block < count else None


def _text_of(layout: ArticleLayout, block: int) -> str:
    """The beginning of what a block says, whatever the width that it is laid out for."""
    if not layout.blocks:
        return ""
    words = " ".join(line_text(line) for line in layout.block_lines(block)).split()
    return " ".join(words)[:_MOST_CHARACTERS]
