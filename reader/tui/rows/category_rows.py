"""Categories with their number keys and how many posts each has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from reader.posts.catalogue import Category, CategoryKind
from reader.text.wrap import truncate
from reader.tui.rows.model import RowStyles, StackedRows, draw_row

_MAX_DIGIT = 9
_MAX_RAIL_WIDTH = 3
"""Maximum width that has room for the number keys only."""
_MAX_TOTAL_LENGTH = 3
"""Maximum characters of a total that is shown beside the number of unread posts."""


class CategoryRows(StackedRows):
    """One category per row.

    Args:
        width: Width of the rows, in cells.
        categories: The categories in their order.
        unread: Number of unread posts by the key of a category.
    """

    def __init__(
        self,
        width: int,
        categories: Sequence[Category],
        unread: Mapping[tuple[CategoryKind, str], int],
    ) -> None:
        super().__init__(repeat(1, len(categories)), width)
        self._categories = categories
        self._unread = unread

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:
        """Draw one category: number key, name, unread posts and all posts."""
        category = self._categories[line]
        digit = str(line) if line <= _MAX_DIGIT else " "
        unread, total = self._counts(category)
        if self.width <= _MAX_RAIL_WIDTH:
            style = styles.unread if unread else styles.digit
            segments = [Segment(" ", styles.count), Segment(f"{digit} ", style)]
            return draw_row(segments, self.width, styles, is_cursor=line == cursor)
        room = max(1, self.width - 5 - len(unread) - len(total))
        name = truncate(category.name, room)
        spaces = " " * max(0, room - cell_len(name))
        is_named = category.kind is CategoryKind.NAMED
        segments = [
            Segment(" ", styles.count),
            Segment(f"{digit} ", styles.digit),
            Segment(name, None if is_named else styles.special),
            Segment(f"{spaces} {unread}", styles.unread),
            Segment(f"{total} ", styles.count),
        ]
        return draw_row(segments, self.width, styles, is_cursor=line == cursor)

    def _counts(self, category: Category) -> tuple[str, str]:
        """The number of unread posts and that of all posts, as far as there is room."""
        unread, count = self._unread.get(category.key, 0), f"{category.count:,}"
        if not unread:
            return "", count
        total = f"/{count}" if len(count) <= _MAX_TOTAL_LENGTH else ""
        return f"{unread:,}", total
