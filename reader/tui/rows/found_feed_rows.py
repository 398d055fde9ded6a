"""Feeds that were found at an address, each with its address and some headlines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from reader.text.counts import counted
from reader.text.wrap import truncate, truncate_middle
from reader.tui.rows.model import RowStyles, StackedRows, draw_row

_MARGIN = 2
_GAP = 2
_SPACE = 1
"""Empty lines between two feeds."""


class Found(Protocol):
    """What a row shows of a feed."""

    @property
    def url(self) -> str:
        """Its address."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def entries(self) -> int:
        """Number of its entries."""

    @property
    def headlines(self) -> tuple[str, ...]:
        """Titles of its first entries."""

    @property
    def subscribed(self) -> str | None:
        """Id of its subscription; None if there is none."""


class FoundFeedRows(StackedRows):
    """Feeds: name and number of entries, address, headlines; an empty line between them.

    Args:
        width: Width of the rows, in cells.
        feeds: The feeds, from top to bottom.
    """

    def __init__(self, width: int, feeds: Sequence[Found]) -> None:
        heights = [2 + len(feed.headlines) + _SPACE for feed in feeds]
        if heights:
            heights[-1] -= _SPACE
        super().__init__(heights, width)
        self._feeds = feeds

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:
        """Draw one line of a feed."""
        row = self.at(line)
        feed = self._feeds[row]
        segments = self._segments(feed, line - self.top(row), styles)
        lines = 2 + len(feed.headlines)
        return draw_row(segments, self.width, styles, is_cursor=row == cursor, lines=lines)

    def _segments(self, feed: Found, line: int, styles: RowStyles) -> list[Segment]:
        """Return the text of a line; none for the empty line below it."""
        margin, room = Segment(" " * _MARGIN), max(1, self.width - 2 * _MARGIN)
        if line == 0:
            count = "subscribed" if feed.subscribed else _entries(feed.entries)
            title = truncate(feed.title, max(1, room - cell_len(count) - _GAP))
            space = " " * max(_GAP, room - cell_len(title) - cell_len(count))
            return [margin, Segment(title, styles.title), Segment(space + count, styles.meta)]
        if line == 1:
            return [margin, Segment(truncate_middle(feed.url, room), styles.meta)]
        if line - 2 < len(feed.headlines):
            headline = truncate(feed.headlines[line - 2] or "(no title)", max(1, room - _GAP))
            return [margin, Segment(f"· {headline}", styles.description)]
        return []


def _entries(count: int) -> str:
    return counted(count, "entry", "entries")
