"""The sidebar: what posts can be selected by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import ClassVar

from reader.library.sidebar_rows import SidebarRow, SidebarSection
from reader.posts.facets import ALL, FacetKey
from reader.tui.messages import SidebarMoved
from reader.tui.rows.facet_rows import FacetRows, Numbers, needed_width
from reader.tui.widgets.line_list import LineList, row_classes


class Sidebar(LineList):
    """All posts, then views, categories, tags and so on. Posts `SidebarMoved`."""

    BORDER_TITLE = "Browse"
    ROLES = (*LineList.ROLES, "digit", "count", "unread", "special", "warning")
    COMPONENT_CLASSES: ClassVar[set[str]] = row_classes(ROLES)

    def __init__(self) -> None:
        super().__init__()
        self._content: Sequence[SidebarRow] = (ALL,)
        self.needed_width = 0
        """Width of rows of which no name is cut, in cells."""

    def show(
        self,
        rows: Sequence[SidebarRow],
        numbers: Numbers,
        chips: Collection[FacetKey],
        numbered: Sequence[FacetKey | None],
        cursor: int,
        *,
        failing: Collection[FacetKey] = (),
        part: str | None = None,
    ) -> None:
        """Show rows.

        Args:
            rows: The rows from top to bottom.
            numbers: Counts the posts of a value. It is called when its row is drawn.
            chips: Keys of the values that are selected.
            numbered: What the keys 1, 2 and so on select, by key; None for nothing.
            cursor: The row to put the cursor on.
            failing: Keys of the feeds that could not be fetched.
            part: What the names of the rows contain, if they are filtered; None for all rows.
        """
        if rows != self._content or not self.needed_width:
            self._content, width = rows, needed_width(rows, numbers)
            self.needed_width = width if part is None else max(width, self.needed_width)
        self.show_notice(f"No name contains {part}")
        self.show_rows(
            partial(
                FacetRows,
                rows=rows,
                numbers=numbers,
                chips=chips,
                numbered=numbered,
                failing=failing,
            )
        )
        with self.prevent(SidebarMoved):
            self.cursor = cursor

    def is_pressed_at_once(self, row: int) -> bool:
        """Return whether a row is a heading, which a click expands or collapses."""
        return isinstance(self._content[row], SidebarSection)

    def watch_cursor(self, old: int, new: int) -> None:
        super().watch_cursor(old, new)
        self.post_message(SidebarMoved())
