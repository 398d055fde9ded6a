"""The current search: what was typed, and what it found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.library.events import ExcerptsBuilt, PostsFound
from reader.library.requests import ExcerptRequest, SearchRequest
from reader.tui.controllers.library import LibraryController, StartJob
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.jobs import JobGroup

if TYPE_CHECKING:
    from reader.posts.post import Post
    from reader.posts.search.hits import Hit
    from reader.posts.search.query import Phrase

MAX_HITS = 2_000
"""Maximum number of excerpts that are kept, many times those of a screen."""


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
        self.hits: dict[str, Hit] = {}
        """Excerpts of the results that have been in sight, by path; the latest `MAX_HITS`."""
        self.is_newest_first = False
        self._awaited: frozenset[str] = frozenset()
        """Paths of the posts whose excerpts are being built."""

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
            self._drop_hits()
            self._on_change(True)

    def _drop_hits(self) -> None:
        self.hits, self._awaited = {}, frozenset()

    def _drop_outdated_hits(self) -> None:
        """Drop the excerpts of posts that were loaded again, as their texts may differ."""
        get = self._library.catalogue.get_by_path
        outdated = [path for path, hit in self.hits.items() if get(path) is not hit.post]
        if outdated:
            self.hits = {path: hit for path, hit in self.hits.items() if path not in outdated}
            self._awaited = frozenset()

    def on_posts_found(self, event: PostsFound) -> None:
        """Use the results of the current search; those of an earlier text are ignored.

        Without anything to search for yet, as in `tag:`, there are no results.
        """
        if event.text == self.text and not event.query:
            self._drop_results()
        elif event.text == self.text:
            is_other = self.results is None or self.results.text != event.text
            if is_other:
                self._drop_hits()
            self._drop_outdated_hits()
            self.results = event
            self._on_change(is_other)

    # Excerpts.

    def build_excerpts(self, posts: Sequence[Post]) -> None:
        """Build the excerpts of these posts, unless that is being done already.

        Args:
            posts: Found posts without an excerpt, in the order in which they are needed.
        """
        paths = frozenset(post.path for post in posts)
        if self.results is not None and not paths <= self._awaited:
            self._awaited = paths
            request = ExcerptRequest(self.results.text, tuple(posts))
            self._start(JobGroup.EXCERPTS, self._library.library.build_excerpts, request)

    def on_excerpts_built(self, event: ExcerptsBuilt) -> bool:
        """Keep the excerpts; return False if they are those of an earlier search."""
        if self.results is None or self.results.text != event.text:
            return False
        self.hits |= event.hits
        for path in list(self.hits)[:-MAX_HITS]:
            del self.hits[path]
        return True

    def complete(self, text: str) -> str | None:
        """Return the text with the name or value of a field completed; None if there is none."""
        return self._library.library.complete(text, self._library.catalogue)
