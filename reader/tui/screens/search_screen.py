"""Searching the opened folders, behind what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.getters import query_one
from textual.timer import Timer

from reader.tui.controllers.panes import Pane
from reader.tui.jobs import start_searching
from reader.tui.messages import PostsFound, QueryTyped, SearchClosed
from reader.tui.screens.folder_screen import FolderScreen
from reader.tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from reader.library.search import PostSearch
    from reader.posts.search.completions import Completions
    from reader.posts.search.filters import States

_TYPING_DELAY = 0.04
"""Seconds without a key after which is searched for what was typed."""


class SearchScreen(FolderScreen):
    """Keeps what is searched for and what was found; a subclass shows it, and is told."""

    search_box = query_one(SearchBox)

    def __init__(self, folders: Sequence[Path], cache_folder: Path | None) -> None:
        super().__init__(folders, cache_folder)
        self.found: PostsFound | None = None
        """What the search that is on has found; None while none is on."""
        self.finds_newest_first = False
        self._query = ""
        self._typing: Timer | None = None
        self._completions: Completions | None = None

    def search_changed(self, *, is_new: bool) -> None:
        """Called when something else was found, or nothing is searched for any more.

        Args:
            is_new: Whether something else is searched for, and not the same once more.
        """

    @cached_property
    def post_search(self) -> PostSearch:
        """Searches the opened folders, and keep_results what it has learnt of their words."""
        from reader.library.search import PostSearch  # late: a start searches for nothing

        return PostSearch(self.folders, self.index_path)

    def complete_search(self, text: str) -> str | None:
        """A search as it may go on, by the fields of the opened posts."""
        from reader.posts.search.completions import Completions  # late, as above

        if self._completions is None or self._completions.catalogue is not self.catalogue:
            self._completions = Completions(self.catalogue)
        return self._completions.complete(text)

    def search_states(self) -> States:
        """What a search may ask of a post that only this screen can tell."""
        return {}

    @property
    def is_in_search_box(self) -> bool:
        """Whether the reader is typing a search."""
        return self.search_box.has_focus

    def action_search(self) -> None:
        self.enter(Pane.LIST)
        self.search_box.begin()

    @on(QueryTyped)
    def _take_query(self, message: QueryTyped) -> None:
        self._query = message.text.strip()
        if self._typing is not None:
            self._typing.stop()
        if self._query:
            self._typing = self.set_timer(_TYPING_DELAY, self.search_again)
        elif self.found is not None:
            self.found = None
            self.search_changed(is_new=True)

    def search_again(self) -> None:
        """Search once more for the same, in what is there now; nothing while no search is on."""
        if self._query:
            start_searching(self, self._query, is_newest_first=self.finds_newest_first)

    @on(PostsFound)
    def _take_found(self, message: PostsFound) -> None:
        if message.text == self._query:
            is_new = self.found is None or self.found.text != message.text
            self.found = message
            self.search_changed(is_new=is_new)

    @on(SearchClosed)
    def _leave_box(self, message: SearchClosed) -> None:
        if not message.keep_results:
            self.end_search()
        self.enter(Pane.LIST)

    def end_search(self) -> None:
        """Search for nothing, and list again what was listed before."""
        self.search_box.end()
        self._query = ""
        if self.found is not None:
            self.found = None
            self.search_changed(is_new=True)

    def action_go_out(self) -> None:
        if self._query and self.pane is Pane.LIST:
            self.end_search()
        else:
            super().action_go_out()
