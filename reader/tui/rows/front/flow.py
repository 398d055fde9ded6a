"""Lets rows flow down columns of equal height, as the stories of a newspaper do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

_MAX_LONGER = 3
"""Number of lines that columns may be longer than necessary, so that less of them is empty."""


class Extent(NamedTuple):
    """The number of lines that a row may take."""

    min: int
    max: int


class Slot(NamedTuple):
    """The place of a row."""

    column: int
    top: int
    height: int


class Flow:
    """Rows that flow down columns.

    Args:
        extents: The lines of the rows, in reading order.
        columns: Number of columns.
    """

    def __init__(self, extents: Sequence[Extent], columns: int) -> None:
        self._extents = extents
        self._columns = columns
        self._min = [0, *accumulate(extent.min for extent in extents)]
        """Lines that the rows above each row take at least."""
        self._max = [0, *accumulate(extent.max for extent in extents)]
        bottom = -(-self._min[-1] // columns)
        while (ends := self._break_at(bottom)) is None:
            bottom += 1
        self._ends = ends
        """The row after the last one of each column."""
        self.bottom = bottom
        """The line below the last one."""
        for longer in range(bottom + 1, bottom + 1 + _MAX_LONGER):
            ends = self._break_at(longer)
            if ends is not None and self._blank(ends, longer) < self.blank(self.bottom):
                self._ends, self.bottom = ends, longer

    def blank(self, bottom: int) -> int:
        """Return the number of lines that stay empty if the columns end at a line."""
        return self._blank(self._ends, bottom)

    def slots(self, bottom: int) -> list[Slot]:
        """Return the place of each row, in columns that end at a line.

        Rows take more lines where they can. After that, lines between rows stay empty, so that all
        columns have the same height.
        """
        slots: list[Slot] = []
        start = 0
        for column, end in enumerate(self._ends):
            slots += _fill(column, self._extents[start:end], bottom)
            start = end
        return slots

    def _break_at(self, bottom: int) -> list[int] | None:
        """Return the row after the last one of each column; None if not all rows fit in."""
        ends: list[int] = []
        start = 0
        for columns in range(self._columns, 0, -1):
            share = (self._min[-1] - self._min[start]) / columns
            end = start
            while end < len(self._extents) and self._min[end + 1] - self._min[start] <= bottom:
                # The row belongs to the column that more than half of it would be in.
                middle = (self._min[end] + self._min[end + 1]) / 2 - self._min[start]
                if middle > share and columns > 1:
                    break
                end += 1
            ends.append(end)
            start = end
        return ends if start == len(self._extents) else None

    def _blank(self, ends: Sequence[int], bottom: int) -> int:
        blank = 0
        start = 0
        for end in ends:
            gaps = max(0, end - start - 1)
            blank += max(0, bottom - (self._max[end] - self._max[start]) - gaps)
            start = end
        return blank


def _fill(column: int, extents: Sequence[Extent], bottom: int) -> list[Slot]:
    """Return the places of the rows of a column."""
    heights = [extent.min for extent in extents]
    spare = bottom - sum(heights)
    while spare > 0 and (growing := _growing(heights, extents)):
        for number in growing[:spare]:
            heights[number] += 1
        spare -= min(spare, len(growing))
    # The empty lines are spread evenly over the column, one at most between two rows.
    gaps = len(heights) - 1
    empty = min(spare, gaps)
    slots: list[Slot] = []
    top = 0
    for number, height in enumerate(heights):
        slots.append(Slot(column, top, height))
        top += height
        if number < gaps:
            top += (number + 1) * empty // gaps - number * empty // gaps
    return slots


def _growing(heights: Sequence[int], extents: Sequence[Extent]) -> list[int]:
    """Return the rows that can take another line."""
    pairs = enumerate(zip(heights, extents, strict=True))
    return [number for number, (height, extent) in pairs if height < extent.max]
