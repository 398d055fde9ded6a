"""The saved searches, and how many unread posts each of them finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from reader.library.events import SearchesCounted
from reader.library.requests import SearchCountsRequest
from reader.posts.catalogue import Preview
from reader.posts.post import Post
from reader.tui.controllers.library import LibraryController, StartJob
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.debounce import Wait
from reader.tui.jobs import JobGroup
from reader.tui.preferences import Preferences

if TYPE_CHECKING:
    from reader.library.found_posts import FoundPosts


class SavedSearches:
    """Holds the saved searches, and has their posts counted in the background.

    Args:
        preferences: The searches of config.toml.
        library: The posts to search.
        marks: Which posts are read.
        start: Starts background jobs.
        on_change: Called when there are other searches or other numbers.
        create_wait: Creates the timer that puts off counting while changes follow each other, from
            what it calls back.
    """

    def __init__(
        self,
        preferences: Preferences,
        library: LibraryController,
        marks: ReadMarks,
        start: StartJob,
        on_change: Callable[[], object],
        create_wait: Callable[[Callable[[], object]], Wait],
    ) -> None:
        self._preferences = preferences
        self._library = library
        self._marks = marks
        self._start = start
        self._on_change = on_change
        self._wait = create_wait(self._count)
        self._unread_by_text: Mapping[str, int] = {}
        self._found: Mapping[str, FoundPosts] = {}

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts of the searches by their names, in the order of the file."""
        return self._preferences.settings.searches

    @property
    def unread(self) -> Mapping[str, int]:
        """The numbers of unread posts by the names of the searches, as far as they are known."""
        counts = self._unread_by_text
        return {name: counts[text] for name, text in self.texts.items() if text in counts}

    def test_for(self, text: str) -> Callable[[Post], bool] | None:
        """Return the test of whether a search finds a post; None if that is not known yet."""
        found = self._found.get(text)
        return None if found is None else found.has

    def name_of(self, text: str) -> str | None:
        """Return the name of the search with a text; None if it is not saved."""
        return next((name for name, saved in self.texts.items() if saved == text), None)

    def replace(self, texts: Mapping[str, str]) -> None:
        """Use other searches."""
        self._preferences.use_searches(texts)
        self._on_change()
        self.count_later()

    def count_later(self) -> None:
        """Count once nothing has changed for a moment."""
        is_partial = self._library.is_busy or isinstance(self._library.catalogue, Preview)
        if self.texts and not is_partial:
            self._wait.restart()

    def _count(self) -> None:
        request = SearchCountsRequest(
            tuple(dict.fromkeys(self.texts.values())),
            self._library.catalogue,
            self._marks.states,
            self._marks.store.marked_paths,
            self._library.is_indexed,
        )
        self._start(JobGroup.COUNTS, self._library.library.count_searches, request)

    def on_counted(self, event: SearchesCounted) -> None:
        """Use the numbers of the current posts; those of an earlier catalogue are ignored."""
        if event.catalogue is not self._library.catalogue:
            return
        is_other = (event.unread, event.found) != (self._unread_by_text, self._found)
        self._unread_by_text, self._found = event.unread, event.found
        if is_other:
            self._on_change()
