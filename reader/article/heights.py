"""Heights of very many blocks, and the sums of them, cheap to ask and cheap to correct."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

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
