"""The lines of an article, laid out block by block as they are needed."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.article.blocks import Block
from reader.article.line import MIN_WIDTH, Line
from reader.article.palette import Palette

_MAX_CACHED_LINES = 4_000
"""Lines kept of blocks that have been laid out."""
_BUCKET_SIZE = 256
"""Heights in one bucket of `Heights`."""


class Anchor(NamedTuple):
    """A position in an article that is independent of the heights of the blocks above."""

    block: int
    """Index of the block."""
    line: int
    """Line within the block, from 0."""


class ArticleLayout:
    """The lines of an article at one width and in one palette.

    Until a block has been laid out, its height is an estimate. Line numbers below such a block
    change when it is laid out. To keep a position, convert it to an `Anchor` before and back with
    `offset_of` after.

    Args:
        blocks: The blocks of the article.
        width: Width in cells; at least MIN_WIDTH is used.
        palette: The styles to draw in.
    """

    def __init__(self, blocks: Sequence[Block], width: int, palette: Palette) -> None:
        self.blocks = list(blocks)
        self.width = max(width, MIN_WIDTH)
        self.palette = palette
        self._heights = Heights(block.estimate(self.width) for block in blocks)
        self._is_known = bytearray(len(blocks))
        """1 for each block whose height is known."""
        self._first_unknown = 0
        self._cache: OrderedDict[int, list[Line]] = OrderedDict()
        """Lines by block index, least recently used first."""
        self._cached_lines = 0

    def extend(self, blocks: Sequence[Block]) -> None:
        """Append blocks to the article."""
        self.blocks += blocks
        self._heights.extend(block.estimate(self.width) for block in blocks)
        self._is_known += bytes(len(blocks))

    @property
    def height(self) -> int:
        """Number of lines of the article; estimated until `is_complete`."""
        return self._heights.total

    @property
    def is_complete(self) -> bool:
        """Whether the heights of all blocks are known."""
        return self._find_unknown() >= len(self.blocks)

    def line(self, y: int) -> Line:
        """Return one line, counted from 0; an empty one outside the article."""
        found = self.lines(y, y + 1)
        return found[0] if found else ()

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the lines from `start` up to but not including `stop`.

        The blocks they belong to are laid out. Lines above `start` keep their numbers.

        Returns:
            Fewer lines where the article ends; none for a `start` outside the article.
        """
        if not 0 <= start < self.height:
            return []
        index, skip = self._heights.at(start)
        found: list[Line] = []
        while len(found) < stop - start and index < len(self.blocks):
            lines = self._lay_out(index)
            found += lines[skip:]
            skip = max(skip - len(lines), 0)
            index += 1
        return found[: stop - start]

    def block_lines(self, block: int) -> Sequence[Line]:
        """Return the lines of the block with this index."""
        return self._lay_out(block)

    def anchor_at(self, y: int) -> Anchor:
        """Return the anchor of a line; for a line outside the article, that of the nearest line."""
        if not self.height:
            return Anchor(0, 0)
        return Anchor(*self._heights.at(min(max(y, 0), self.height - 1)))

    def offset_of(self, anchor: Anchor) -> int:
        """Return the line of an anchor. The block of the anchor is laid out.

        An anchor outside its block or outside the article is moved to the nearest line.
        """
        if not self.blocks:
            return 0
        index = min(max(anchor.block, 0), len(self.blocks) - 1)
        height = len(self._lay_out(index))
        offset = self._heights.above(index) + min(max(anchor.line, 0), max(height - 1, 0))
        return max(min(offset, self.height - 1), 0)

    def top_of(self, block: int) -> int:
        """Return the first line of a block. The block is laid out."""
        return self.offset_of(Anchor(block, 0))

    def lay_out_more(self, until: Callable[[], bool]) -> bool:
        """Lay out the blocks whose height is unknown, in order, until interrupted.

        Args:
            until: Called after every block; true interrupts.

        Returns:
            Whether the heights of all blocks are known.
        """
        while (index := self._find_unknown()) < len(self.blocks):
            self._lay_out(index)
            if until():
                break
        return self.is_complete

    def _find_unknown(self) -> int:
        """Return the index of the first block of unknown height; the number of blocks if none."""
        found = self._is_known.find(0, self._first_unknown)
        self._first_unknown = len(self._is_known) if found < 0 else found
        return self._first_unknown

    def _lay_out(self, index: int) -> list[Line]:
        lines = self._cache.get(index)
        if lines is not None:
            self._cache.move_to_end(index)
            return lines
        lines = self.blocks[index].lay_out(self.width, self.palette)
        if not self._is_known[index]:
            self._is_known[index] = 1
            self._heights[index] = len(lines)
        self._cache[index] = lines
        self._cached_lines += len(lines)
        while self._cached_lines > _MAX_CACHED_LINES and len(self._cache) > 1:
            self._cached_lines -= len(self._cache.popitem(last=False)[1])
        return lines


class Heights:
    """The heights of blocks in lines, with sums over buckets of 256.

    Queries and updates touch one bucket and the list of sums: some microseconds for 100,000 blocks.
    """

    def __init__(self, heights: Iterable[int]) -> None:
        self._heights: list[int] = []
        self._sums: list[int] = []
        """Sum of each bucket."""
        self.total = 0
        """Sum of all heights."""
        self.extend(heights)

    def extend(self, heights: Iterable[int]) -> None:
        """Append heights."""
        # The last bucket may not be full, so its sum is computed again.
        start = len(self._heights) // _BUCKET_SIZE
        self._heights += heights
        self._sums[start:] = [
            sum(self._heights[first : first + _BUCKET_SIZE])
            for first in range(start * _BUCKET_SIZE, len(self._heights), _BUCKET_SIZE)
        ]
        self.total = sum(self._sums)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> int:
        return self._heights[index]

    def __setitem__(self, index: int, height: int) -> None:
        change = height - self._heights[index]
        self._heights[index] = height
        self._sums[index // _BUCKET_SIZE] += change
        self.total += change

    def above(self, index: int) -> int:
        """Return the number of lines above a block."""
        bucket = index // _BUCKET_SIZE
        return sum(self._sums[:bucket]) + sum(self._heights[bucket * _BUCKET_SIZE : index])

    def at(self, line: int) -> tuple[int, int]:
        """Return the index of the block that contains a line, and the line within that block.

        Raises:
            IndexError: The line is not in the range from 0 to `total` - 1.
        """
        if not 0 <= line < self.total:
            raise IndexError(line)
        bucket, line = _locate(self._sums, line)
        start = bucket * _BUCKET_SIZE
        index, line = _locate(self._heights[start : start + _BUCKET_SIZE], line)
        return start + index, line


def _locate(sizes: list[int], line: int) -> tuple[int, int]:
    """Return the index of the item that contains a line, and the line within that item."""
    ends = list(accumulate(sizes))
    index = bisect_right(ends, line)
    return index, line - (ends[index] - sizes[index])
