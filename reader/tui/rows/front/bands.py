"""Bands of a front page: sections beside each other, each of which flows down its columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.tui.rows.front.cards import Columns, Part, Sheet
from reader.tui.rows.front.flow import Flow

MIN_HEIGHT = 5
"""Minimum number of lines that are worth a band of their own, with an empty line above it."""
_MAX_EXCESS, _MAX_ORPHANS = 4, 2
"""Number of lines that a band may be higher than wanted if it is for a few posts, and how few: they
are not worth a band of their own."""


class _Stream(NamedTuple):
    """A part in some of the columns of a page."""

    part: Part
    columns: Columns
    """A few posts have fewer and wider columns."""
    flow: Flow

    @property
    def height(self) -> int:
        """Number of lines, with the heading."""
        return 1 + self.flow.bottom


class Bands:
    """Places parts in bands, so that as little as possible stays empty.

    Args:
        sheet: What is placed on the page.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._flows: dict[tuple[int, int, int, int], Flow] = {}
        """What is known of parts, by their first row, their length, and the width and number of
        their columns. A part that gets no place in a band is tried again in the next one."""

    def place(
        self,
        parts: Sequence[Part],
        columns: Columns,
        top: int,
        height: int,
        *,
        is_beside: bool = False,
    ) -> tuple[list[Part], int]:
        """Place some of the parts, at least the beginning of the first one.

        Args:
            parts: All parts to place, in reading order.
            columns: The columns of the band.
            top: The first line of the band.
            height: Lines that the band should have at most. Nobody has to scroll back to the top of
                a column if they are all visible.
            is_beside: Whether the band is beside something of that height. It is stretched then to
                that height, unless there is room for another band.

        Returns:
            The parts that are left, and the line below the band.
        """
        best = min(
            self._divisions(parts, columns), key=lambda streams: _waste(streams, columns, height)
        )
        left = list(parts[len(best) :])
        excess = best[0].height - height
        if len(best) == 1 and excess > 0:
            beginning, rest = self._beginning(parts, columns, height)
            is_rest_small = len(rest) > len(left) and len(rest[0].posts) <= _MAX_ORPHANS
            if excess > _MAX_EXCESS or not is_rest_small:
                best, left = beginning, rest
        lines = max(stream.height for stream in best)
        if is_beside and lines < height < lines + MIN_HEIGHT:
            lines = height
        return left, self._add(best, columns, top, lines)

    def _beginning(
        self, parts: Sequence[Part], columns: Columns, height: int
    ) -> tuple[list[_Stream], list[Part]]:
        """Return as many posts of the first part as fit, and the parts that are left."""
        part, *others = parts

        def height_of(count: int) -> int:
            return self._stream(part.split(count)[0], columns, 0, columns.count).height

        counts = range(1, len(part.posts) + 1)
        count = max(1, bisect_right(counts, height, key=height_of))
        beginning, rest = part.split(count)
        left = [rest, *others] if rest.posts else others
        return [self._stream(beginning, columns, 0, columns.count)], left

    def _add(self, streams: Sequence[_Stream], band: Columns, top: int, lines: int) -> int:
        sheet = self._sheet
        bottom = top + lines
        for stream in streams:
            columns, part = stream.columns, stream.part
            sheet.add_heading(part, columns.left, top, columns.span(columns.count))
            for number, slot in enumerate(stream.flow.slots(bottom - top - 1)):
                corner = columns.left_of(slot.column), top + 1 + slot.top
                sheet.add_post(part, number, corner, (columns.width, slot.height))
            if columns.left > band.left:
                sheet.add_rule(columns, 0, top, bottom)
            for column in range(1, columns.count):
                sheet.add_rule(columns, column, top + 1, bottom)
        return bottom

    def _divisions(self, parts: Sequence[Part], columns: Columns) -> Iterator[list[_Stream]]:
        """Yield the ways to divide the columns among the next parts, one or more each."""
        # The rest of a section is alone, so that it does not look like a section of its own.
        most = 1 if parts[0].heading is None else min(columns.count, len(parts))
        known: dict[tuple[int, int, int], _Stream] = {}
        for count in range(1, most + 1):
            for widths in _divide(columns.count, count):
                streams: list[_Stream] = []
                first = 0
                for number, width in enumerate(widths):
                    key = (number, first, width)
                    if key not in known:
                        known[key] = self._stream(parts[number], columns, first, width)
                    streams.append(known[key])
                    first += width
                yield streams

    def _stream(self, part: Part, band: Columns, first: int, count: int) -> _Stream:
        columns = Columns.across(band.left_of(first), band.span(count), min(count, len(part.posts)))
        key = (part.first, len(part.posts), columns.width, columns.count)
        flow = self._flows.get(key)
        if flow is None:
            extents = self._sheet.extents(part, columns.width)
            flow = self._flows[key] = Flow(extents, columns.count)
        return _Stream(part, columns, flow)


def _waste(streams: Sequence[_Stream], columns: Columns, height: int) -> float:
    """Return how bad a division is: which share of the band is empty or below its height."""
    lines = max(stream.height for stream in streams)
    blank = sum(stream.flow.blank(lines - 1) * stream.columns.width for stream in streams)
    too_high = max(0, lines - height) if len(streams) > 1 else 0
    return blank / (columns.span(columns.count) * lines) + too_high / height


def _divide(columns: int, count: int) -> Iterator[tuple[int, ...]]:
    """Yield the ways to divide columns into a number of groups."""
    if count == 1:
        yield (columns,)
        return
    for first in range(1, columns - count + 2):
        for others in _divide(columns - first, count - 1):
            yield (first, *others)
