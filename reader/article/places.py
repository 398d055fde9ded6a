"""A place in an article that is found again in another width, and in another version of it."""

from __future__ import annotations

from typing import NamedTuple

from reader.article.layout import Anchor, ArticleLayout
from reader.article.line import line_text

_MOST_CHARACTERS = 200
_FARTHEST = 200
"""Blocks before and after the old place that are looked at."""


class Place(NamedTuple):
    """A block, and what it says."""

    block: int
    text: str


def place_at(layout: ArticleLayout, line: int) -> Place:
    """The block that a line of the article belongs to."""
    block = layout.anchor_at(line).block
    return Place(block, _text_of(layout, block))


def line_of_place(layout: ArticleLayout, place: Place) -> int | None:
    """Where the block of a place begins now: the nearest that says the same, else the one that has
    its number; None where the article has not so many blocks."""
    count = len(layout.blocks)
    for distance in range(_FARTHEST + 1):
        for block in {place.block + distance, place.block - distance}:
            if 0 <= block < count and _text_of(layout, block) == place.text:
                return layout.top_of(block)
    return layout.top_of(place.block) if place.block < count else None


def _text_of(layout: ArticleLayout, block: int) -> str:
    """The beginning of what a block says, whatever the width that it is laid out for."""
    top = layout.offset_of(Anchor(block, 0))
    bottom = layout.offset_of(Anchor(block, 1_000_000))
    words = " ".join(line_text(line) for line in layout.lines(top, bottom + 1)).split()
    return " ".join(words)[:_MOST_CHARACTERS]
