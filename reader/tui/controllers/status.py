"""The status at the top and the key hints at the bottom of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from typing import Protocol

from reader.library.listing import Section, are_complete
from reader.text.counts import counted
from reader.tui.controllers.library import LibraryController
from reader.tui.controllers.list import ListController
from reader.tui.controllers.panes import PaneController
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.panes import Pane


class Title(Protocol):
    """What the controller needs of the masthead."""

    status: str
    warning: str
    """What the person must not miss, such as marks that are not saved."""


class Hints(Protocol):
    """What the controller needs of the footer."""

    def offer(
        self, place: str, problem_count: int, skipped_count: int, failed_count: int = 0
    ) -> None:
        """Show the key hints of a place, and the numbers of problems, of skipped files and of
        failed feeds."""


class Cursor(Protocol):
    """What the controller needs of the list."""

    @property
    def cursor_number(self) -> int:
        """Position of the cursor among the posts, from 1; 0 for none."""

    @property
    def post_count(self) -> int:
        """Number of posts listed."""

    @property
    def sections(self) -> Sequence[Section]:
        """The sections listed, from top to bottom."""


class StatusController:
    """Keeps the masthead and the footer up to date.

    Args:
        masthead: Shows the status.
        key_hints: Shows the key hints.
        post_list: The position of the cursor.
        library: The progress of loading and indexing.
        marks: How many posts are unread.
        listing: Whether the list is a front page, Later, or what a search found.
        panes: The pane with the focus.
        is_finding: Returns whether text is being found in the article.
        picked: The posts that are picked in the list.
        failing_count: Returns how many feeds could not be fetched.
        warning: Returns what is not saved or missing, in a few words; empty if nothing is.
    """

    def __init__(
        self,
        masthead: Title,
        key_hints: Hints,
        post_list: Cursor,
        library: LibraryController,
        marks: ReadMarks,
        listing: ListController,
        panes: PaneController,
        is_finding: Callable[[], bool],
        picked: Sized,
        failing_count: Callable[[], int],
        warning: Callable[[], str],
    ) -> None:
        self._masthead = masthead
        self._key_hints = key_hints
        self._post_list = post_list
        self._library = library
        self._marks = marks
        self._listing = listing
        self._panes = panes
        self._is_finding = is_finding
        self._picked = picked
        self._failing_count = failing_count
        self._warning = warning

    def show(self) -> None:
        """Show the position of the cursor, the progress of loading and indexing, and a warning."""
        parts = (self._library.indexing, self._library.progress or self._counts)
        self._masthead.status = " · ".join(part for part in parts if part)
        self._masthead.warning = self._warning()

    @property
    def _counts(self) -> str:
        """The position in the list and, if it is of all posts, how many are unread and hidden."""
        catalogue = self._library.catalogue
        counts = [self._position]
        if self._listing.shows_everything:
            unread = self._marks.unread_count if len(catalogue) else 0
            hidden = len(catalogue.withheld)
            counts += [
                f"{unread:,} unread" if unread else "",
                f"{hidden:,} hidden" if hidden else "",
            ]
        return " · ".join(filter(None, counts))

    @property
    def _position(self) -> str:
        """The position among all posts of the list; for a front page, the number of all posts."""
        if self._listing.is_front_page:
            count = len(self._library.catalogue)
            return counted(count, "post") if count else ""
        number, count = self._post_list.cursor_number, self._post_list.post_count
        is_complete = are_complete(self._post_list.sections)
        # The row to continue an article has no number.
        return f"{number:,} of {count:,}" if number and is_complete else ""

    def offer_hints(self, typing_in: str | None) -> None:
        """Show the key hints of the pane or box that has the focus.

        Args:
            typing_in: `bindings.SEARCH`, `FIND` or `FILTER` while that box is typed into.
        """
        library = self._library
        self._key_hints.offer(
            typing_in or self._place,
            len(library.problems),
            len(library.other_files),
            self._failing_count(),
        )

    @property
    def _place(self) -> str:
        pane = self._panes.current
        is_typed = self._listing.shows_results and not self._listing.shows_selected_search
        if pane is Pane.ARTICLE and self._is_finding():
            return "finding"
        if pane is Pane.LIST and len(self._picked):
            return "picked"
        if pane is Pane.LIST and self._listing.shows_later:
            return "found later" if is_typed else "later"
        if pane is Pane.LIST and self._listing.shows_results:
            return "found" if is_typed else "saved"
        if pane is Pane.SIDEBAR and self._listing.has_chips:
            return "filtered"
        return "front" if pane is Pane.LIST and self._listing.is_front_page else pane
