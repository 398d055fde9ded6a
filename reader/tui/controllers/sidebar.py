"""What is selected: the chips and the value under the sidebar's cursor; and the sidebar's rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

from reader.library.sidebar_rows import (
    Sections,
    SidebarGroup,
    SidebarRow,
    SidebarSection,
    default_expanded,
    facet_sections,
    index_of_row,
    matching_sections,
    numbered_values,
    sidebar_rows,
)
from reader.posts.facets import ALL, LISTED_FACETS, Facet, FacetKey, FacetTable, FacetValue
from reader.posts.post import Post
from reader.posts.selection import EVERYTHING, Selection, select_posts, table_of
from reader.text.folding import fold_name
from reader.tui.controllers.facet_numbers import FacetNumbers
from reader.tui.controllers.last_session import LastSession, SavedValue
from reader.tui.controllers.library import LibraryController
from reader.tui.rows.facet_rows import Numbers


class SidebarView(Protocol):
    """What the controller needs of the sidebar."""

    cursor: int
    """The row under the cursor, from 0; -1 if there is none."""

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
        """Show rows, the numbers beside them, which values are chips, which have number keys, and
        which feeds could not be fetched; put the cursor on one.

        If the rows are only those whose names contain a text, `part` is that text.
        """


class SidebarController:
    """Holds what is selected, and decides which rows the sidebar has.

    Args:
        sidebar: Shows the rows.
        library: The posts to select from.
        numbers: Counts the posts of each row.
        on_change: Called when something was selected; with False if it selects the same posts.
    """

    def __init__(
        self,
        sidebar: SidebarView,
        library: LibraryController,
        numbers: FacetNumbers,
        on_change: Callable[[bool], object],
    ) -> None:
        self.chips = Selection()
        """The values that stay selected, as shown above the list."""
        self.expanded: frozenset[Facet] | None = None
        """The expanded sections; None until the person changes one."""
        self.filter_text = ""
        """What the names of the shown values contain; empty while all rows are shown."""
        self._value: FacetValue = ALL
        """The value that the cursor is on, or was on before it came to a heading."""
        self._row_before_filter: SidebarRow = ALL
        self._rows: Sequence[SidebarRow] = (ALL,)
        self._values: Sections = {}
        """The values that the chips leave, without the views."""
        self._sections: Sections = {}
        """The sections of the rows."""
        self._failing: frozenset[FacetKey] = frozenset()
        self._sidebar = sidebar
        self._library = library
        self._numbers = numbers
        self._on_change = on_change

    # What is selected.

    @property
    def selection(self) -> Selection:
        """The chips, and the value under the cursor."""
        value = self._value
        is_exclusive = value.facet is not Facet.VIEW and self._table.is_exclusive(value.facet)
        return self.chips.with_value(value, is_exclusive=is_exclusive)

    @property
    def preview(self) -> FacetValue | None:
        """The value under the cursor; None if all posts or a chip are under it."""
        return None if self._value.key == ALL.key or self._value in self.chips else self._value

    @property
    def search_text(self) -> str:
        """The query of the selection if it has to be searched for; empty if it has not.

        A saved search may contain words, which only the index finds.
        """
        return self.selection.query if _has_saved_search(self.selection) else ""

    def posts(self) -> Sequence[Post]:
        """Return the selected posts, newest first."""
        return select_posts(self._library.catalogue, self.selection, self._numbers.find_view)

    @property
    def is_untouched(self) -> bool:
        """Whether the person has selected nothing yet, nor moved the cursor."""
        return not self.chips and self._sidebar.cursor <= 0

    @property
    def choice_count(self) -> int:
        """Number of rows to choose from besides the views; 0 before there are posts."""
        catalogue = self._library.catalogue
        if not len(catalogue):
            return 0
        table = catalogue.facets
        return 1 + sum(len(table.listed(facet)) for facet in LISTED_FACETS if table.divides(facet))

    @property
    def _table(self) -> FacetTable:
        return table_of(self._library.catalogue, self.chips)

    # The rows.

    @property
    def row(self) -> SidebarRow:
        """The row under the cursor."""
        cursor = self._sidebar.cursor
        return self._rows[cursor] if 0 <= cursor < len(self._rows) else ALL

    def show_catalogue(self) -> None:
        """Show the values of another catalogue; the cursor stays on its row."""
        self.count_catalogue()
        self.show_counted()

    def count_catalogue(self) -> None:
        """Count the posts of another catalogue, which `show_counted` is going to show."""
        self._select(self.chips)

    def show_counted(self) -> None:
        """Show what was counted."""
        self._show(self.row)

    def show_searches(self) -> None:
        """Show the saved searches again, and what they leave, because they find other posts."""
        if _has_saved_search(self.chips):
            self.show_catalogue()
        else:
            self.show_marks()

    def show_marks(self) -> None:
        """Show the numbers and the views again because posts were marked."""
        self._numbers.update()
        self._show(self.row)

    def show_failing_feeds(self, names: Iterable[str]) -> None:
        """Mark the feeds that could not be fetched, and no others.

        Args:
            names: Their names, as their posts have them.
        """
        failing = frozenset(FacetValue(Facet.FEED, name).key for name in names)
        if failing != self._failing:
            self._failing = failing
            self._show(self.row)

    def _show(self, row: SidebarRow) -> None:
        """Show the rows as they are now, with the cursor on one of them if it still exists."""
        self._sections = self._make_sections()
        self._rows = self._make_rows()
        cursor = index_of_row(self._rows, row, near=self._sidebar.cursor)
        if cursor is None:
            cursor = min(max(self._sidebar.cursor, 0), len(self._rows) - 1)
            if self._rows and isinstance(self._rows[cursor], SidebarGroup):
                cursor += 1  # the feeds of the group
            if row == self._value and not self.filter_text:
                other = self._rows[cursor]
                self._value = other if isinstance(other, FacetValue) else ALL
        keys = [chip.key for chip in self.chips.values]
        self._sidebar.show(
            self._rows,
            self._numbers.numbers,
            keys,
            self._numbered,
            cursor,
            failing=self._failing,
            part=self.filter_text or None,
        )

    @property
    def _numbered(self) -> list[FacetKey | None]:
        searches = [view for view in self._numbers.views if view.is_saved_search]
        return numbered_values(searches, self._table, self._expanded_sections)

    def _make_rows(self) -> list[SidebarRow]:
        rows = sidebar_rows(self._sections, self._shown_expanded)
        return rows if self.filter_text else [ALL, *rows]

    def _make_sections(self) -> Sections:
        part, values = fold_name(self.filter_text), self._values
        if part:
            values = matching_sections(self._table, part)
        selected = (self._value.key, *(chip.key for chip in self.chips.values))
        views = [
            view
            for view in self._numbers.views
            # A view that has become empty stays while it is selected.
            if part in fold_name(view.name)
            and (self._numbers.has_posts(view) or view.key in selected)
        ]
        return {Facet.VIEW: views, **values} if views else values

    def _select(self, chips: Selection) -> None:
        """Use other chips, or the same ones in another catalogue."""
        self.chips = chips
        self._numbers.select(chips)
        self._values = facet_sections(self._table, chips, self._numbers.has_posts)

    @property
    def _shown_expanded(self) -> Collection[Facet]:
        """The sections whose values are shown: all of them while the rows are filtered."""
        return tuple(Facet) if self.filter_text else self._expanded_sections

    @property
    def _expanded_sections(self) -> frozenset[Facet]:
        return default_expanded(self._values) if self.expanded is None else self.expanded

    def _expand_for(self, row: SidebarRow) -> None:
        """Expand the section of a row."""
        if row != ALL and row.facet not in self._expanded_sections:
            self.expanded = self._expanded_sections | {row.facet}

    # Selecting.

    def follow_cursor(self) -> None:
        """Select the value that the cursor has come to; a heading leaves the selection as it is."""
        row = self.row if self._rows else self._value
        if isinstance(row, FacetValue) and row.key != self._value.key:
            before, self._value = self.selection, row
            if self.selection != before:
                self._on_change(True)

    def go_in(self) -> bool:
        """Make the value under the cursor a chip, or expand or collapse the section under it.

        Returns:
            Whether a value was selected, so that the list comes next.
        """
        row = self.row
        if not isinstance(row, FacetValue):
            if isinstance(row, SidebarSection):
                self._toggle_section(row)
        elif row.key == ALL.key:
            self.clear()
        else:
            before, self._value = self.selection, row
            self._set_chips(self.selection, row, before)
        return isinstance(row, FacetValue)

    def _toggle_section(self, section: SidebarSection) -> None:
        if not self.filter_text:
            self.expanded = self._expanded_sections ^ {section.facet}
            self._show(section)

    def select_number(self, number: int) -> bool:
        """Move the cursor to the value with a number; 0 drops all chips and selects all posts.

        Returns:
            Whether a row has that number.
        """
        if number == 0:
            self.clear()
            return True
        key = self._numbered[number - 1]
        for index, row in enumerate(self._rows):
            if isinstance(row, FacetValue) and row.key == key:
                self._sidebar.cursor = index
                self.follow_cursor()
                return True
        return False

    def select_only(self, value: FacetValue) -> None:
        """Select a value, and drop all chips."""
        self.select_silently(value)
        self._on_change(True)

    def select_silently(self, value: FacetValue = ALL, chips: Selection = EVERYTHING) -> None:
        """Select a value and chips; the caller shows the posts."""
        self.filter_text = ""
        self._value = value
        self._select(chips)
        self._sections = self._make_sections()
        self._expand_for(value)
        if index_of_row(self._make_rows(), value) is None:
            # A month whose year is not selected has no row.
            self._select(self.selection)
        self._show(self._value)

    def restore(self, session: LastSession) -> None:
        """Select what was selected in an earlier session; the caller shows the posts.

        Views that no longer exist are not selected. Other values may return with their posts.
        """
        if session.expanded is not None:
            self.expanded = frozenset(map(Facet, session.expanded))
        chips = filter(None, map(self._find_value, session.chips))
        value = session.value and self._find_value(session.value)
        self.select_silently(value or ALL, Selection(tuple(chips)))

    def _find_value(self, saved: SavedValue) -> FacetValue | None:
        facet, name = Facet(saved[0]), saved[1]
        if facet is Facet.VIEW:
            return next((view for view in self._numbers.views if view.name == name), None)
        return self._library.catalogue.facets.get(facet, name) or FacetValue(facet, name)

    def session(self, post: Post | None, *, is_reading: bool) -> LastSession | None:
        """Return what to restore at the next start; None without a post.

        Args:
            post: The post under the list's cursor.
            is_reading: Whether the article is in use.
        """
        if post is None:
            return None
        chips = tuple((chip.facet.value, chip.name) for chip in self.chips.values)
        preview, expanded = self.preview, self.expanded
        return LastSession(
            chips,
            None if preview is None else (preview.facet.value, preview.name),
            post.path,
            is_reading,
            expanded=None if expanded is None else tuple(sorted(f.value for f in expanded)),
        )

    def clear(self) -> None:
        """Drop all chips, and select all posts."""
        before, self._value = self.selection, ALL
        self._set_chips(EVERYTHING, ALL, before)

    def remove_chip(self, name: str) -> None:
        """Remove a chip with a description, unless it is gone already: it was clicked twice."""
        chip = next((chip for chip in self.chips.values if chip.description == name), None)
        if chip is not None:
            self._remove(chip)

    def _remove(self, chip: FacetValue, *, keep_row: bool = False) -> None:
        """Remove a chip.

        Args:
            chip: One of the chips.
            keep_row: Whether the cursor stays on the value of the chip, which then remains
                selected. Otherwise it returns to all posts.
        """
        before = self.selection
        if self._value.key == chip.key and not keep_row:
            self._value = ALL
        row = self._value if isinstance(self.row, FacetValue) else self.row
        self._set_chips(self.chips.without(chip), row, before)

    def remove_last(self, *, keep_row: bool = False) -> bool:
        """Remove the last chip; return whether there was one.

        Args:
            keep_row: Whether the cursor stays on the value of the chip, which remains selected.
        """
        if not self.chips:
            return False
        self._remove(self.chips.values[-1], keep_row=keep_row)
        return True

    def _set_chips(self, chips: Selection, row: SidebarRow, before: Selection) -> None:
        if self.filter_text:
            self.filter_text = ""
            self._expand_for(row)
        self._select(chips)
        self._show(row)
        self._on_change(self.selection != before)

    # Going from section to section, and to rows by their names.

    def step_section(self, step: int) -> bool:
        """Move the cursor to the next heading (step 1) or to the one above it (step -1).

        Returns:
            Whether there was one.
        """
        end = len(self._rows) if step > 0 else -1
        for index in range(self._sidebar.cursor + step, end, step):
            if isinstance(self._rows[index], SidebarSection):
                self._sidebar.cursor = index
                return True
        return False

    def filter(self, text: str) -> None:
        """Show only the values whose names contain a text, with the cursor on the first of them.

        An empty text shows all rows again.
        """
        if not self.filter_text:
            self._row_before_filter = self.row
        self.filter_text = text.strip()
        first = next(iter(self._make_sections().values()), None) if self.filter_text else None
        self._show(first[0] if first else self._row_before_filter)
        self.follow_cursor()

    def end_filter(self, *, keep_row: bool) -> None:
        """Show all rows again.

        Args:
            keep_row: Whether the cursor stays on its value, whose section is then expanded.
                Otherwise it returns to where it was before.
        """
        if self.filter_text:
            row = self.row if keep_row and self._rows else self._row_before_filter
            self.filter_text = ""
            self._expand_for(row)
            self._show(row)
            self.follow_cursor()


def _has_saved_search(selection: Selection) -> bool:
    return any(value.is_saved_search for value in selection.values)
