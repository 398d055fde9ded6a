"""Counting the unread posts of saved searches, in the background.

What a search finds is cached for a catalogue. A mark changes the count without another search: the
posts without a mark pass all conditions on marks, or none of them does, so that only the posts with
a mark are examined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from reader.library.events import Emit, IsCancelled, SearchesCounted
from reader.library.requests import SearchCountsRequest
from reader.posts.catalogue import Catalogue
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.posts.search.filters import Filter
from reader.posts.search.query import Query, parse_query
from reader.posts.search.titles import find_titles
from reader.store.search import MAX_FILTERED, Order, Searcher, find_posts
from reader.text.folding import fold

_STATES_BY_MARK = ("read", "unread", "starred", "later")
"""States that follow from the mark of a post alone."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The posts that a search finds whatever their marks are."""

    catalogue: Catalogue
    is_indexed: bool
    posts: Mapping[str, Post]
    """The posts by path."""

    def is_current(self, request: SearchCountsRequest) -> bool:
        return self.catalogue is request.catalogue and self.is_indexed is request.is_indexed


class SearchCounter:
    """Counts the unread posts of searches.

    Args:
        folders: The open folders.
        path: Their index; without one, only what the catalogue holds is searched.
        options: As the posts were loaded.
    """

    def __init__(self, folders: Sequence[Path], path: Path | None, options: LoadOptions) -> None:
        self._searcher = None if path is None else Searcher(path, folders, options)
        self._found: dict[str, _Found] = {}
        """What the searches of the last request found, by their texts."""

    def run(self, request: SearchCountsRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Emit `SearchesCounted`."""
        counts: dict[str, int] = {}
        found: dict[str, _Found] = {}
        for text in request.texts:
            if is_cancelled():
                return
            query, by_mark = _split(parse_query(text))
            known = self._found.get(text)
            if known is None or not known.is_current(request):
                known = self._find(request, query, is_by_mark=bool(by_mark))
            found[text] = known
            counts[text] = _count_unread(known.posts, by_mark, request)
        self._found = found
        emit(SearchesCounted(request.catalogue, counts))

    def _find(self, request: SearchCountsRequest, query: Query, *, is_by_mark: bool) -> _Found:
        catalogue, states = request.catalogue, request.states
        posts: Iterable[Post]
        if query:
            posts = find_posts(catalogue, self._searcher, query, MAX_FILTERED, Order.NEWEST, states)
            if not request.is_indexed:
                posts = chain(posts, find_titles(catalogue, query, states))
        else:
            posts = catalogue.posts if is_by_mark else ()
        posts = catalogue.stories.one_each(list(posts))
        return _Found(catalogue, request.is_indexed, {post.path: post for post in posts})


def _split(query: Query) -> tuple[Query, Sequence[Filter]]:
    """Return a query without its conditions on marks, and these conditions."""
    by_mark = [
        part for part in query.filters if part.field == "is" and fold(part.value) in _STATES_BY_MARK
    ]
    others = tuple(part for part in query.filters if part not in by_mark)
    return replace(query, filters=others), by_mark


def _count_unread(
    posts: Mapping[str, Post], by_mark: Sequence[Filter], request: SearchCountsRequest
) -> int:
    """Count the unread posts that meet the conditions on marks."""
    is_unread = request.states["unread"]

    def is_counted(post: Post) -> bool:
        return is_unread(post) and all(part.matches(post, request.states) for part in by_mark)

    marked = [posts[path] for path in request.marked if path in posts]
    unmarked = next((post for path, post in posts.items() if path not in request.marked), None)
    count = sum(map(is_counted, marked))
    if unmarked is not None and is_counted(unmarked):
        count += len(posts) - len(marked)
    return count
