"""The categories and how many posts each has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from reader.posts.catalogue import Category, CategoryKind
from reader.text.wrap import truncate
from reader.tui.messages import CategorySelected
from reader.tui.widgets.line_list import LineList

_LAST_DIGIT = 9
_LONGEST_COUNT = 3
"""Characters of a count that is told beside that of the unread posts."""


class CategorySidebar(LineList):
    """All, Featured, then the catalogue's categories. Moving the cursor shows the category."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor",
        "row--digit",
        "row--count",
        "row--unread",
        "row--special",
    }
    BORDER_TITLE = "Categories"

    def __init__(self) -> None:
        super().__init__()
        self._categories: Sequence[Category] = ()
        self._unread: Mapping[tuple[CategoryKind, str], int] = {}

    @property
    def selected(self) -> Category | None:
        """The category under the cursor."""
        if 0 <= self.cursor < len(self._categories):
            return self._categories[self.cursor]
        return None

    def show_unread(self, unread: Mapping[tuple[CategoryKind, str], int]) -> None:
        """Show how many posts of each category are unread, by its key."""
        self._unread = unread
        self.rows_redrawn()

    def show_categories(self, categories: Sequence[Category]) -> None:
        """Show these, with the cursor on the category it stood on if that is still there."""
        before = self.selected
        self._categories = categories
        self.rows_changed()
        keys = [it.key for it in categories]
        kept = keys.index(before.key) if before and before.key in keys else 0
        with self.prevent(CategorySelected):
            self.cursor = kept

    def select(self, position: int) -> None:
        """Move to the category at that place, counted from 0, if there is one."""
        if 0 <= position < len(self._categories):
            self.cursor = position

    def select_category(self, category: Category) -> None:
        """Move to that category, if it is listed."""
        for position, it in enumerate(self._categories):
            if it.key == category.key:
                self.cursor = position

    def row_count(self) -> int:
        return len(self._categories)

    def cursor_moved(self) -> None:
        if self.selected:
            self.post_message(CategorySelected(self.selected))

    def _counts(self, category: Category) -> tuple[str, str]:
        """How many of its posts are unread, and of how many, as far as there is room."""
        unread, count = self._unread.get(category.key, 0), f"{category.count:,}"
        if not unread:
            return "", count
        of_all = f"/{count}" if len(count) <= _LONGEST_COUNT else ""
        return f"{unread:,}", of_all

    def draw(self, row: int, line: int) -> Strip:  # noqa: ARG002 - rows of one line
        category = self._categories[row]
        is_cursor = row == self.cursor
        digit = str(row) if row <= _LAST_DIGIT else " "
        unread, of_all = self._counts(category)
        room = max(1, self.line_width - 5 - len(unread) - len(of_all))
        name = truncate(category.name, room)
        blank = " " * max(0, room - cell_len(name))
        named = category.kind is CategoryKind.NAMED
        segments = [
            Segment("▌" if is_cursor else " ", self.component("row--count")),
            Segment(f"{digit} ", self.component("row--digit")),
            Segment(name, None if named else self.component("row--special")),
            Segment(f"{blank} {unread}", self.component("row--unread")),
            Segment(f"{of_all} ", self.component("row--count")),
        ]
        return self.cursor_strip(it.text for it in segments) if is_cursor else self.strip(segments)
