"""The numbers of unread and of all posts beside the rows of the sidebar."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

from reader.library.facet_counts import FacetCounts
from reader.posts.catalogue import Preview
from reader.posts.facets import (
    ALL,
    FEATURED,
    HIDDEN,
    LATER,
    NEW,
    STARRED,
    UNREAD,
    VIEWS,
    Facet,
    FacetValue,
)
from reader.posts.post import Post
from reader.posts.search.filters import POST_STATES
from reader.posts.selection import EVERYTHING, Selection, table_of
from reader.tui.controllers.library import LibraryController
from reader.tui.controllers.read_marks import ReadMarks


class Searches(Protocol):
    """What the class needs of the saved searches."""

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts of the searches by their names."""

    @property
    def unread(self) -> Mapping[str, int]:
        """The numbers of unread posts by the names of the searches, as far as they are known."""

    def test_for(self, text: str) -> Callable[[Post], bool] | None:
        """Return the test of whether a search finds a post; None if that is not known yet."""


class FacetNumbers:
    """Counts posts for the sidebar, and finds the posts of views.

    Args:
        library: The posts to count.
        marks: Which posts are read, and the states that views show.
        searches: The saved searches, which are views as well.
    """

    def __init__(self, library: LibraryController, marks: ReadMarks, searches: Searches) -> None:
        self._library = library
        self._marks = marks
        self._searches = searches
        self._chips = EVERYTHING
        self._unread_hidden: int | None = None
        """Number of unread hidden posts; None if it is not counted since the last change."""
        self._counts = FacetCounts(library.catalogue.facets, EVERYTHING, self.find_view)

    @property
    def views(self) -> Sequence[FacetValue]:
        """All views, also those without posts."""
        return (*VIEWS, *self._saved_searches)

    @property
    def _saved_searches(self) -> list[FacetValue]:
        texts = self._searches.texts
        return [FacetValue(Facet.VIEW, name, query=text) for name, text in texts.items()]

    def select(self, chips: Selection) -> None:
        """Count the posts that are left by other chips, or in another catalogue."""
        self._chips = chips
        self._counts = FacetCounts(table_of(self._library.catalogue, chips), chips, self.find_view)
        self._counts.set_view(FEATURED, self._counts.table.featured)
        self.update()

    def update(self) -> None:
        """Count what was marked or has become new since."""
        self._marks.count_unread(self._library.catalogue)
        self._unread_hidden = None
        stories, marks = self._library.catalogue.stories, self._marks.store
        self._counts.set_read(stories.paths_of(marks.read_paths) if stories else marks.read_paths)
        for view, paths in ((STARRED, marks.starred_paths), (LATER, marks.later_paths)):
            self._counts.set_view(view, self._positions(stories.paths_of(paths)))
        self._counts.set_view(NEW, self._positions(self._marks.new_paths))

    def _positions(self, paths: Iterable[str]) -> Collection[int]:
        """Return the indices of some posts. Thousands may be new."""
        by_path = self._counts.table.position_by_path
        return set(map(by_path.__getitem__, by_path.keys() & paths))

    def find_view(self, view: FacetValue) -> Callable[[Post], bool] | None:
        """Return the test of whether a post is in a view; None if what it finds is not known yet.

        Posts that were just read stay in the view of unread posts until the list is rebuilt.
        """
        if view == UNREAD:
            return self._marks.counts_as_unread
        if view.is_saved_search:
            return self._searches.test_for(view.query)
        states = {**POST_STATES, **self._marks.states}
        return states.get(view.query.removeprefix("is:"))

    def has_posts(self, value: FacetValue) -> bool:
        """Whether there are posts with a value besides the chips; True for saved searches."""
        if value == HIDDEN:
            # With other chips, their numbers do not tell whether a hidden post passes them.
            return bool(self._library.catalogue.withheld) and not self._chips
        if value.is_saved_search:
            return True
        return self._counts.has_posts(value)

    def numbers(self, value: FacetValue) -> tuple[int | None, int | None]:
        """Return the numbers of unread and of all posts with a value.

        Before the folders are loaded, the first is None, and for views the second as well. All
        posts are counted without regard to the chips, because selecting them drops the chips.
        """
        catalogue = self._library.catalogue
        if value.key == ALL.key:
            if isinstance(catalogue, Preview):
                return None, catalogue.count
            return self._marks.unread_count, len(catalogue)
        if value == HIDDEN:
            if self._unread_hidden is None:
                self._unread_hidden = sum(map(self._marks.is_unread, catalogue.withheld))
            return self._unread_hidden, len(catalogue.withheld)
        if value.is_saved_search:
            return self._searches.unread.get(value.name), None
        if not isinstance(catalogue, Preview):
            return self._counts.unread(value), self._counts.total(value)
        return None, None if value.facet is Facet.VIEW else value.count
