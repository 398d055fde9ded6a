"""Counting the unread posts of saved searches, in the background.

What a search finds is cached for a catalogue. A mark changes the count without another search: the
posts without a mark pass all conditions on marks, or none of them does, so that only the posts with
a mark are examined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from reader.library.events import Emit, IsCancelled, SearchesCounted
from reader.library.found_posts import FoundPosts
from reader.library.requests import SearchCountsRequest
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.posts.search.filters import Filter
from reader.posts.search.query import Query, parse_query
from reader.posts.search.titles import find_titles
from reader.store.search import Order, Searcher, find_all_posts
from reader.text.folding import fold

_STATES_BY_MARK = ("read", "unread", "starred", "later")
"""States that follow from the mark of a post alone."""


class SearchCounter:
    """Counts the unread posts of searches.

    Args:
        folders: The open folders.
        path: Their index; without one, only what the catalogue holds is searched.
        options: As the posts were loaded.
    """

    def __init__(self, folders: Sequence[Path], path: Path | None, options: LoadOptions) -> None:
        self._searcher = None if path is None else Searcher(path, folders, options)
        self._found: dict[str, FoundPosts] = {}
        """What the searches of the last request found, by their texts."""

    def run(self, request: SearchCountsRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Emit `SearchesCounted`."""
        found: dict[str, FoundPosts] = {}
        unread: dict[str, int] = {}
        for text in request.texts:
            if is_cancelled():
                return
            known = self._found.get(text)
            if known is None or not known.is_current(request):
                known = self._find(text, request)
            found[text], unread[text] = known, known.count_unread(request.marked)
        self._found = found
        emit(SearchesCounted(request.catalogue, unread, found))

    def _find(self, text: str, request: SearchCountsRequest) -> FoundPosts:
        query, by_mark = _split(parse_query(text))
        catalogue, states = request.catalogue, request.states
        posts: Iterable[Post]
        if query:
            posts = find_all_posts(catalogue, self._searcher, query, Order.NEWEST, states)
            if not request.is_indexed:
                posts = chain(posts, find_titles(catalogue, query, states))
        else:
            posts = catalogue.posts if by_mark else ()
        posts = catalogue.stories.one_each(list(posts))
        by_path = {catalogue.translations_of(post)[0].path: post for post in posts}
        is_of_new = any(_state(part) == "new" for part in query.filters)
        return FoundPosts(catalogue, request.is_indexed, by_path, by_mark, states, is_of_new)


def _split(query: Query) -> tuple[Query, Sequence[Filter]]:
    """Return a query without its conditions on marks, and these conditions."""
    by_mark = [part for part in query.filters if _state(part) in _STATES_BY_MARK]
    others = tuple(part for part in query.filters if part not in by_mark)
    return replace(query, filters=others), by_mark


def _state(part: Filter) -> str | None:
    """Return the state that a condition is about; None for another condition."""
    return fold(part.value) if part.field == "is" else None
