"""Searching the open folders: the posts at once, then their excerpts."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from reader.library.arrivals import Arrivals
from reader.library.events import Emit, IsCancelled, PostsFound
from reader.library.requests import SearchRequest
from reader.library.search_counts import SearchCounter
from reader.posts.catalogue import Catalogue
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.posts.search.filters import States
from reader.posts.search.hits import Hit, build_hit
from reader.posts.search.query import Query, parse_query
from reader.posts.search.titles import find_titles
from reader.store.arrivals import ArrivalStore
from reader.store.database import UnusableError
from reader.store.first_screen import index_path
from reader.store.indexed_load import load_indexed
from reader.store.search import Order, Searcher, find_posts
from reader.store.texts import Progress, TextIndex

_MAX_POSTS = 300
"""Number of posts that are listed; one more word narrows the result."""
_FIRST_HITS = 20
"""Number of excerpts, about a screen, that are emitted before the others."""


class PostSearch:
    """Searches the posts of the open folders.

    Args:
        folders: The open folders.
        path: Their index; without one, only what the catalogue holds is searched.
        options: As the posts were loaded.
        arrivals_path: Where it is kept when posts were first seen; None to keep it in memory.
        clock: Returns the current time, in seconds since 1970.
        languages: Codes of the preferred languages, best first.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        path: Path | None,
        options: LoadOptions,
        arrivals_path: Path | None = None,
        clock: Callable[[], float] = time.time,
        languages: tuple[str, ...] = (),
    ) -> None:
        self._folders = folders
        self._arrivals = Arrivals(ArrivalStore(arrivals_path, folders), clock)
        self._index_path = path
        self._options = options
        self._languages = languages
        self._searcher = None if path is None else Searcher(path, folders, options)
        self.counter = SearchCounter(folders, path, options)
        """Counts what saved searches find."""

    def run(self, request: SearchRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Emit `PostsFound`: at once without excerpts, then with the first, then with all."""
        query = parse_query(request.text)
        posts = self._find(request, query)
        emit(PostsFound(request.text, query, posts, {}))
        hits: dict[str, Hit] = {}
        for number, post in enumerate(posts, 1):
            if is_cancelled():
                return
            hits[post.path] = build_hit(post, query)
            if number in (_FIRST_HITS, len(posts)):
                emit(PostsFound(request.text, query, posts, dict(hits)))

    def _find(self, request: SearchRequest, query: Query) -> Sequence[Post]:
        order = Order.NEWEST if request.is_newest_first else Order.BEST
        catalogue, states = request.catalogue, request.states
        posts = find_posts(
            catalogue, self._searcher, query, _MAX_POSTS, order, states, is_by_story=True
        )
        return posts if request.is_indexed else _with_titles(posts, query, catalogue, states)

    def find(
        self, query: Query, limit: int, order: Order, states: States, progress: Progress
    ) -> Iterator[Hit]:
        """Bring the index up to date and yield the posts that a query finds. See `Library.find`."""
        try:
            yield from self._find_indexed(query, limit, order, states, progress)
        except UnusableError:
            # A cache that cannot be written is no reason to find nothing.
            with tempfile.TemporaryDirectory() as folder:
                path = index_path(Path(folder), self._folders)
                other = PostSearch(self._folders, path, self._options, languages=self._languages)
                yield from other._find_indexed(query, limit, order, states, progress)

    def _find_indexed(
        self, query: Query, limit: int, order: Order, states: States, progress: Progress
    ) -> Iterator[Hit]:
        assert self._index_path is not None
        catalogue = load_indexed(
            self._index_path,
            self._folders,
            self._options,
            self._arrivals.record,
            self._languages,
        )
        texts = TextIndex(self._index_path, self._folders, self._options)
        texts.update(lambda: False, progress)
        for post in find_posts(catalogue, self._searcher, query, limit, order, states):
            yield build_hit(post, query)


def _with_titles(
    posts: Sequence[Post], query: Query, catalogue: Catalogue, states: States
) -> Sequence[Post]:
    """Return the posts that the index found, then those that it has no words of yet."""
    found = {post.path for post in posts}
    others = (post for post in find_titles(catalogue, query, states) if post.path not in found)
    return catalogue.stories.one_each([*posts, *islice(others, _MAX_POSTS - len(posts))])
