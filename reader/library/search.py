"""Searching the open folders: the first posts at once, then all, and excerpts of those in sight."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reader.library.arrivals import Arrivals
from reader.library.events import Emit, ExcerptsBuilt, IsCancelled, PostsFound
from reader.library.open_folders import OpenFolders
from reader.library.requests import ExcerptRequest, SearchRequest
from reader.library.search_counts import SearchCounter
from reader.posts.catalogue import Catalogue
from reader.posts.loading.lanes import Hanging
from reader.posts.post import Post
from reader.posts.search.completions import Completions
from reader.posts.search.filters import States
from reader.posts.search.hits import Hit, build_hit
from reader.posts.search.query import Query, parse_query
from reader.posts.search.titles import find_titles
from reader.store.arrivals import ArrivalStore
from reader.store.database import UnusableError
from reader.store.first_screen import index_path
from reader.store.indexed_load import load_indexed
from reader.store.search import Order, Searcher, find_all_posts, find_posts
from reader.store.texts import Progress, TextIndex

_FIRST_POSTS = 300
"""Number of posts, some screens, that are emitted before the others are found."""
_BATCH = 10
"""Number of excerpts that are emitted together."""


class PostSearch:
    """Searches the posts of the open folders.

    Args:
        opened: The open folders. Without an index, only what the catalogue holds is searched.
    """

    def __init__(self, opened: OpenFolders) -> None:
        self._opened = opened
        folders, path, options = opened.folders, opened.index_path, opened.options
        self._arrivals = Arrivals(ArrivalStore(opened.arrivals_path, folders), opened.clock)
        self._searcher = None if path is None else Searcher(path, folders, options)
        self._completions: Completions | None = None
        self.counter = SearchCounter(folders, path, options)
        """Counts what saved searches find."""

    def run(self, request: SearchRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Emit `PostsFound`: the first posts at once, then all.

        Until all posts are indexed, some are found by their titles only.
        """
        query = parse_query(request.text)
        stories = request.catalogue.stories
        posts: list[Post] = []

        def emit_found(whole: int, *, is_complete: bool) -> None:
            # A story keeps its place when other translations of it are found later.
            shown = stories.one_each(posts[:whole])
            known = set(stories.paths_of(post.path for post in shown))
            inside = stories.one_each([post for post in posts[whole:] if post.path not in known])
            found = (*shown, *inside)
            emit(PostsFound(request.text, query, found, len(inside), is_complete=is_complete))

        def collect(found: Iterator[Post], whole: int | None = None) -> None:
            for post in found:
                posts.append(post)
                if len(posts) == _FIRST_POSTS:
                    emit_found(len(posts) if whole is None else whole, is_complete=False)
                if is_cancelled():
                    return

        collect(self._matches(request, query, is_cancelled))
        whole = len(posts)
        if 0 < whole < _FIRST_POSTS and query.required:
            emit_found(whole, is_complete=False)  # parts of words take longer to find
        inside = self._matches(request, query, is_cancelled, inside=True)
        if request.is_indexed:
            collect(inside, whole)
        else:
            collect(inside)
            collect(_with_titles(request, query, posts))
            whole = len(posts)
        if not is_cancelled():
            emit_found(whole, is_complete=request.is_indexed or self._searcher is None)

    def complete(self, text: str, catalogue: Catalogue) -> str | None:
        """Return a query with the name or value of a field completed; None if there is none."""
        if self._completions is None or self._completions.catalogue is not catalogue:
            self._completions = Completions(catalogue)
        return self._completions.complete(text)

    def _matches(
        self,
        request: SearchRequest,
        query: Query,
        is_cancelled: IsCancelled,
        *,
        inside: bool = False,
    ) -> Iterator[Post]:
        order = Order.NEWEST if request.is_newest_first else Order.BEST
        return find_posts(
            request.catalogue,
            self._searcher,
            query,
            order,
            request.states,
            inside=inside,
            is_cancelled=is_cancelled,
        )

    def build_excerpts(
        self, request: ExcerptRequest, emit: Emit, is_cancelled: IsCancelled
    ) -> None:
        """Emit `ExcerptsBuilt` for some posts at a time. See `ExcerptRequest`."""
        query = parse_query(request.text)
        for start in range(0, len(request.posts), _BATCH):
            hits: dict[str, Hit] = {}
            for post in request.posts[start : start + _BATCH]:
                if is_cancelled():
                    return
                hits[post.path] = build_hit(post, query)
            emit(ExcerptsBuilt(request.text, hits))

    def find(
        self,
        query: Query,
        order: Order,
        states: States,
        progress: Progress,
        on_waiting: Callable[[str], object],
    ) -> Sequence[Post]:
        """Bring the index up to date and return the posts that a query finds. See
        `Library.find`."""
        hanging = Hanging(on_begin=on_waiting)
        try:
            return self._find_indexed(query, order, states, progress, hanging)
        except UnusableError:
            # A cache that cannot be written is no reason to find nothing.
            with tempfile.TemporaryDirectory() as folder:
                path = index_path(Path(folder), self._opened.folders)
                other = PostSearch(replace(self._opened, index_path=path, arrivals_path=None))
                return other._find_indexed(query, order, states, progress, hanging)

    def _find_indexed(
        self, query: Query, order: Order, states: States, progress: Progress, hanging: Hanging
    ) -> Sequence[Post]:
        opened = self._opened
        path, folders, options = opened.index_path, opened.folders, opened.options
        assert path is not None
        catalogue = load_indexed(
            path, folders, options, self._arrivals.record, opened.languages, hanging
        )
        texts = TextIndex(path, folders, options)
        texts.update(lambda: False, progress)
        return find_all_posts(catalogue, self._searcher, query, order, states)


def _with_titles(request: SearchRequest, query: Query, posts: Sequence[Post]) -> Iterator[Post]:
    """Yield the posts that the index has no words of yet, but that match by their titles."""
    found = {post.path for post in posts}
    for post in find_titles(request.catalogue, query, request.states):
        if post.path not in found:
            yield post
