"""The categories and how many posts each has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from reader.posts.catalogue import Category, CategoryKind
from reader.tui.messages import CategorySelected
from reader.tui.rows.category_rows import CategoryRows
from reader.tui.widgets.line_list import LineList


class CategorySidebar(LineList):
    """All, Featured, then the categories of the posts. Moving the cursor shows a category."""

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

    def show_categories(self, categories: Sequence[Category]) -> None:
        """Show categories; the cursor stays on its category if that is among them."""
        selected = self.selected
        self._categories = categories
        self._show()
        keys = [category.key for category in categories]
        with self.prevent(CategorySelected):
            self.cursor = keys.index(selected.key) if selected and selected.key in keys else 0

    def show_unread(self, unread: Mapping[tuple[CategoryKind, str], int]) -> None:
        """Show the number of unread posts, by the key of a category."""
        self._unread = unread
        self._show()

    def _show(self) -> None:
        self.show_rows(partial(CategoryRows, categories=self._categories, unread=self._unread))

    def select(self, position: int) -> None:
        """Move to the category at a position, counted from 0, if there is one."""
        if 0 <= position < len(self._categories):
            self.cursor = position

    def select_category(self, category: Category) -> None:
        """Move to a category, if it is listed."""
        keys = [listed.key for listed in self._categories]
        if category.key in keys:
            self.cursor = keys.index(category.key)

    def select_silently(self, category: Category) -> None:
        """Move to a category without a message, if it is listed."""
        with self.prevent(CategorySelected):
            self.select_category(category)

    def watch_cursor(self, old: int, new: int) -> None:
        super().watch_cursor(old, new)
        if self.selected:
            self.post_message(CategorySelected(self.selected))
