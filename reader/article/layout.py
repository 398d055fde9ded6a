"""An article as lines: laid out on demand, block by block, whatever its length."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.article.blocks import Block
from reader.article.line import MIN_WIDTH, Line
from reader.article.palette import Palette

_KEPT_LINES = 4_000
"""Rendered lines kept for blocks that are not asked for any more."""


class Anchor(NamedTuple):
    """A place in an article that stays the same when widths and heights change."""

    block: int
    line: int
    """Line within the block."""


class ArticleLayout:
    """The lines of an article at one width, in one palette.

    Heights of blocks that were not seen yet are estimates, so offsets below them may move when
    they are laid out. Keep a place as an `Anchor`: take it before, ask `offset_of` after.
    """

    def __init__(self, blocks: Sequence[Block], width: int, palette: Palette) -> None:
        self.blocks = list(blocks)
        self.width = max(width, MIN_WIDTH)
        self.palette = palette
        self._heights = Heights(block.estimate(self.width) for block in blocks)
        self._known = bytearray(len(blocks))
        self._next_unknown = 0
        self._rendered: OrderedDict[int, list[Line]] = OrderedDict()
        self._rendered_lines = 0

    def extend(self, blocks: Sequence[Block]) -> None:
        """Let more blocks follow the last one."""
        self.blocks += blocks
        self._heights.extend(block.estimate(self.width) for block in blocks)
        self._known += bytes(len(blocks))

    @property
    def height(self) -> int:
        """Lines of the whole article: those known, and estimates for the rest."""
        return self._heights.total

    @property
    def is_complete(self) -> bool:
        """Whether every height is known."""
        return self._first_unknown() >= len(self.blocks)

    def line(self, y: int) -> Line:
        """One line; an empty one outside of the article."""
        found = self.lines(y, y + 1)
        return found[0] if found else ()

    def lines(self, start: int, stop: int) -> list[Line]:
        """The lines from `start` up to before `stop`, fewer where the article ends.

        Lays out the blocks they are in. Lines above `start` do not move by it.
        """
        if not 0 <= start < self.height:
            return []
        index, skip = self._heights.at(start)
        found: list[Line] = []
        while len(found) < stop - start and index < len(self.blocks):
            lines = self._lines_of(index)
            found += lines[skip:]
            skip = max(skip - len(lines), 0)
            index += 1
        return found[: stop - start]

    def anchor_at(self, y: int) -> Anchor:
        """The place of a line; the nearest one for a line outside of the article."""
        if not self.height:
            return Anchor(0, 0)
        return Anchor(*self._heights.at(min(max(y, 0), self.height - 1)))

    def top_of(self, block: int) -> int:
        """Where a block begins. Lays it out, as it is about to be seen."""
        return self.offset_of(Anchor(block, 0))

    def offset_of(self, anchor: Anchor) -> int:
        """Where a place is now. Lays its block out, as it is about to be seen."""
        if not self.blocks:
            return 0
        index = min(max(anchor.block, 0), len(self.blocks) - 1)
        height = len(self._lines_of(index))
        place = self._heights.above(index) + min(max(anchor.line, 0), max(height - 1, 0))
        return max(min(place, self.height - 1), 0)

    def block_lines(self, block: int) -> Sequence[Line]:
        """The lines of one block. Lays it out."""
        return self._lines_of(block)

    def lay_out_more(self, until: Callable[[], bool]) -> bool:
        """Learn the heights of further blocks, first to last, until told to stop.

        Args:
            until: Asked after every block; true ends this slice.

        Returns:
            Whether every height is known.
        """
        while (index := self._first_unknown()) < len(self.blocks):
            self._lines_of(index)
            if until():
                break
        return self.is_complete

    def _first_unknown(self) -> int:
        found = self._known.find(0, self._next_unknown)
        self._next_unknown = len(self._known) if found < 0 else found
        return self._next_unknown

    def _lines_of(self, index: int) -> list[Line]:
        lines = self._rendered.get(index)
        if lines is not None:
            self._rendered.move_to_end(index)
            return lines
        lines = self.blocks[index].lay_out(self.width, self.palette)
        if not self._known[index]:
            self._known[index] = 1
            self._heights[index] = len(lines)
        self._rendered[index] = lines
        self._rendered_lines += len(lines)
        while self._rendered_lines > _KEPT_LINES and len(self._rendered) > 1:
            self._rendered_lines -= len(self._rendered.popitem(last=False)[1])
        return lines


_SHELF = 256


class Heights:
    """Heights in lines, on shelves of 256 whose sums are kept.

    Asking and correcting touch one shelf and the list of shelves: some microseconds at 100,000
    blocks.
    """

    def __init__(self, heights: Iterable[int]) -> None:
        self._heights: list[int] = []
        self._shelves: list[int] = []
        self.total = 0
        self.extend(heights)

    def extend(self, heights: Iterable[int]) -> None:
        """Let more blocks follow."""
        # The last shelf is filled up first.
        start = len(self._heights) // _SHELF
        self._heights += heights
        self._shelves[start:] = [
            sum(self._heights[first : first + _SHELF])
            for first in range(start * _SHELF, len(self._heights), _SHELF)
        ]
        self.total = sum(self._shelves)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> int:
        return self._heights[index]

    def __setitem__(self, index: int, height: int) -> None:
        change = height - self._heights[index]
        self._heights[index] = height
        self._shelves[index // _SHELF] += change
        self.total += change

    def above(self, index: int) -> int:
        """Lines above a block."""
        shelf = index // _SHELF
        return sum(self._shelves[:shelf]) + sum(self._heights[shelf * _SHELF : index])

    def at(self, line: int) -> tuple[int, int]:
        """The block that a line falls in, and the line's place within it.

        Raises:
            IndexError: The line is outside of 0 to `total`.
        """
        if not 0 <= line < self.total:
            raise IndexError(line)
        shelf, line = _locate(self._shelves, line)
        start = shelf * _SHELF
        index, line = _locate(self._heights[start : start + _SHELF], line)
        return start + index, line


def _locate(sizes: list[int], line: int) -> tuple[int, int]:
    ends = list(accumulate(sizes))
    index = bisect_right(ends, line)
    return index, line - (ends[index] - sizes[index])
