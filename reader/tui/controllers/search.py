"""The current search: what was typed, and what it found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.library.events import PostsFound
from reader.library.requests import SearchRequest
from reader.tui.controllers.library import LibraryController, StartJob
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.jobs import JobGroup

if TYPE_CHECKING:
    from reader.posts.search.completions import Completions
    from reader.posts.search.query import Phrase


class SearchController:
    """Holds the current search: its text and its results.

    Args:
        library: The posts, and the search for them.
        marks: Tests of the mark of a post that a search can use.
        start: Starts background jobs.
        on_change: Called when the results change or are removed; with True if they are those of
            another search, and False if they are those of the same one.
    """

    def __init__(
        self,
        library: LibraryController,
        marks: ReadMarks,
        start: StartJob,
        on_change: Callable[[bool], object],
    ) -> None:
        self._library = library
        self._marks = marks
        self._start = start
        self._on_change = on_change
        self.text = ""
        """The text to search for; empty while there is no search."""
        self.results: PostsFound | None = None
        """The results; None before the first ones."""
        self.is_newest_first = False
        self._completions: Completions | None = None

    @property
    def phrases(self) -> Sequence[Phrase]:
        """The phrases that are highlighted in articles."""
        return self.results.query.required if self.results else ()

    def type(self, text: str) -> bool:
        """Set the text that was typed; return whether to `run` a search for it."""
        self.text = text.strip()
        if not self.text:
            self._drop_results()
        return bool(self.text)

    def run(self) -> None:
        """Search for the current text in the current catalogue; do nothing without a text."""
        if self.text:
            request = SearchRequest(
                self.text,
                self._library.catalogue,
                self._marks.states,
                self._library.is_indexed,
                self.is_newest_first,
            )
            self._start(JobGroup.SEARCH, self._library.library.search, request)

    def toggle_order(self) -> None:
        """Show the newest posts first, or the best."""
        self.is_newest_first = not self.is_newest_first
        self.run()

    def end(self) -> None:
        """End the search."""
        self.text = ""
        self._drop_results()

    def _drop_results(self) -> None:
        if self.results is not None:
            self.results = None
            self._on_change(True)

    def on_posts_found(self, event: PostsFound) -> None:
        """Use the results of the current search; those of an earlier text are ignored.

        Without anything to search for yet, as in `tag:`, there are no results.
        """
        if event.text == self.text and not event.query:
            self._drop_results()
        elif event.text == self.text:
            is_other = self.results is None or self.results.text != event.text
            self.results = event
            self._on_change(is_other)

    def complete(self, text: str) -> str | None:
        """Return the text with the name or value of a field completed; None if there is none."""
        # Late: a start does not search (`make bench ARGS=start`).
        from reader.posts.search.completions import Completions

        catalogue = self._library.catalogue
        if self._completions is None or self._completions.catalogue is not catalogue:
            self._completions = Completions(catalogue)
        return self._completions.complete(text)
