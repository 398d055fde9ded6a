"""Search for posts by their words, with SQLite's FTS5: https://www.sqlite.org/fts5.html."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

from reader.posts.catalogue import Catalogue
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.posts.search.filters import NO_STATES, States
from reader.posts.search.query import Query
from reader.store.database import connect_to_read, meta_value
from reader.store.expressions import Expression, parts_of_words, whole_words
from reader.store.folder_keys import FolderKeys, Key
from reader.store.texts import row_seconds

_SELECT = """
SELECT folder, relative, number, {}
FROM fulltext JOIN texts ON number = fulltext.rowid JOIN files USING (folder, relative)
WHERE fulltext MATCH ? AND (hidden IS NOT NULL) = ? ORDER BY fulltext.rowid DESC LIMIT ?
"""
_UNRANKED = _SELECT.format("0.0")
_RANKED = _SELECT.format("bm25(fulltext, 12.0, 4.0, 6.0, 1.0)")
"""With weights for title, description, names and body. This query is slower, since bm25 counts all
posts that contain a word: https://www.sqlite.org/fts5.html#the_bm25_function"""
MAX_CANDIDATES = 1_000
"""Maximum number of matches to rank, and as many again that match by their titles. If there are
more, the newest are ranked, and the others follow, newest first."""
_ALL = -1
"""As the limit of a query: none (https://www.sqlite.org/lang_select.html#the_limit_clause)."""
_HALF_LIFE = 5 * 365 * 86_400
"""Age in seconds, relative to the newest match, at which the score of a post is halved."""


class Order(Enum):
    """The order of search results."""

    BEST = "best"
    """First the posts that match by their titles, then the others. Within each group by relevance,
    which decreases with age. Of more than `MAX_CANDIDATES` posts, the others follow, newest first.
    """
    NEWEST = "newest"


class _Match(NamedTuple):
    folder: int
    relative: bytes
    number: int
    bm25: float
    """The score that SQLite computes: below 0, and lower for a better match."""

    @property
    def key(self) -> Key:
        return self.folder, self.relative


IsCancelled: TypeAlias = Callable[[], bool]
"""Whether the result of a search is no longer needed."""


def never() -> bool:
    """Let a search run to its end."""
    return False


class Searcher:
    """Searches the words of the posts of some folders, as far as they are indexed.

    Args:
        path: The index, as `first_screen.index_path` returns it.
        folders: The folders, in the order in which they were opened.
        options: The options that the posts are loaded with.
    """

    def __init__(self, path: Path, folders: Sequence[Path], options: LoadOptions) -> None:
        self.keys = FolderKeys(folders, options)
        self._path = path
        self._terms = ""
        """Every indexed word, each on a line of its own."""
        self._terms_state = ""
        """The state of the index that `_terms` was loaded from."""

    def matches(
        self, query: Query, order: Order, *, inside: bool = False, is_cancelled: IsCancelled = never
    ) -> Iterator[str]:
        """Yield the paths of all posts that match a query, the first ones at once.

        There are none without an index. The filters of the query are ignored, but for whether it
        is about hidden posts.

        Args:
            query: The query; one without required phrases matches nothing.
            order: The order of the posts.
            inside: Whether to yield the posts that contain some of the words only within other
                words, instead of those that contain all of them.
            is_cancelled: Whether to stop.
        """
        if not query.required:
            return
        connection = connect_to_read(self._path, self.keys.fingerprint)
        if connection is None:
            return
        try:
            with closing(connection):
                index = _Index(connection, query.is_about_hidden)
                find = self._inside if inside else _whole
                for match in find(index, query, order, is_cancelled):
                    yield self.keys.path_for(*match.key)
        except sqlite3.Error:  # no words are indexed yet, or the index is damaged
            return

    def _inside(
        self, index: _Index, query: Query, order: Order, is_cancelled: IsCancelled
    ) -> Iterator[_Match]:
        expressions = parts_of_words(query, self._current_terms(index.connection))
        if len(expressions) <= 1:
            for expression in expressions:
                yield from index.ordered(expression, order)
            return
        found: dict[int, _Match] = {}
        for expression in expressions:
            if is_cancelled():
                return
            found.update((match.number, match) for match in index.newest(expression))
        yield from (found[number] for number in sorted(found, reverse=True))

    def _current_terms(self, connection: sqlite3.Connection) -> str:
        """Return all indexed words:
        https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module"""
        state = meta_value(connection, "sequence") or ""
        if state != self._terms_state:
            connection.execute(
                "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, fulltext, row)"
            )
            self._terms = "\n".join(
                term for (term,) in connection.execute("SELECT term FROM temp.terms")
            )
            self._terms_state = state
        return self._terms


class _Index(NamedTuple):
    """The indexed words of the posts that are searched."""

    connection: sqlite3.Connection
    is_about_hidden: bool

    def newest(self, expression: Expression) -> Iterator[_Match]:
        """Yield all matches of an expression, newest first."""
        return self._select(_UNRANKED, str(expression), _ALL)

    def ordered(self, expression: Expression, order: Order) -> Iterator[_Match]:
        """Yield all matches of an expression in an order."""
        if order is Order.NEWEST:
            yield from self.newest(expression)
            return
        newest = list(self._select(_RANKED, str(expression), MAX_CANDIDATES))
        titled = self._select(_RANKED, expression.in_titles, MAX_CANDIDATES)
        ranked = _ranked(newest, list(titled))
        yield from ranked
        if len(newest) == MAX_CANDIDATES:
            numbers = {match.number for match in ranked}
            yield from (match for match in self.newest(expression) if match.number not in numbers)

    def _select(self, select: str, expression: str, limit: int) -> Iterator[_Match]:
        values = (expression, self.is_about_hidden, limit)
        return map(_Match._make, self.connection.execute(select, values))


def _ranked(newest: Sequence[_Match], titled: Sequence[_Match]) -> list[_Match]:
    """Return matches in the order `BEST`."""
    titled_keys = {match.key for match in titled}
    candidates = [*titled, *(match for match in newest if match.key not in titled_keys)]
    last = max((row_seconds(match.number) for match in candidates), default=0)

    def rank(match: _Match) -> tuple[bool, float, int]:
        age = last - row_seconds(match.number)
        return match.key not in titled_keys, match.bm25 / (1 + age / _HALF_LIFE), -match.number

    return sorted(candidates, key=rank)


def _whole(
    index: _Index, query: Query, order: Order, _is_cancelled: IsCancelled
) -> Iterator[_Match]:
    return index.ordered(whole_words(query, ranks_whole=order is Order.BEST), order)


def find_posts(
    catalogue: Catalogue,
    searcher: Searcher | None,
    query: Query,
    order: Order = Order.BEST,
    states: States = NO_STATES,
    *,
    inside: bool = False,
    is_cancelled: IsCancelled = never,
) -> Iterator[Post]:
    """Yield the posts of a catalogue that match a query, the first ones at once.

    They are listed posts, or hidden ones if the query is about these. A query without required
    words yields its matches newest first: all posts but those with an excluded word. Each
    translation of a story that matches is yielded.

    Args:
        catalogue: The posts of the opened folders.
        searcher: Searches the words of these posts; None if they are not indexed, in which case no
            post matches a word.
        query: The query; an empty one matches nothing.
        order: The order of the posts.
        states: The marks that filters such as `is:unread` refer to.
        inside: Whether to yield the posts that contain some of the words only within other words,
            instead of those that contain all of them.
        is_cancelled: Whether to stop.
    """
    searched = catalogue.withheld if query.is_about_hidden else catalogue.all_posts
    if query.required:
        paths: Iterable[str] = ()
        if searcher is not None:
            paths = searcher.matches(query, order, inside=inside, is_cancelled=is_cancelled)
        posts = filter(None, map(catalogue.get_by_path, paths))
        is_listed = not query.is_about_hidden
        found = (post for post in posts if (post.hidden is None) is is_listed)
    elif query and not inside:
        excluded = _paths_with_any(searcher, query)
        found = (post for post in searched if post.path not in excluded)
    else:
        return
    yield from (post for post in found if query.matches_filters(post, states))


def find_all_posts(
    catalogue: Catalogue, searcher: Searcher | None, query: Query, order: Order, states: States
) -> list[Post]:
    """Return what `find_posts` yields: posts with the words, then posts with parts of words."""
    groups = (
        find_posts(catalogue, searcher, query, order, states, inside=inside)
        for inside in (False, True)
    )
    return list(chain(*groups))


def _paths_with_any(searcher: Searcher | None, query: Query) -> set[str]:
    """Return the paths of the posts with an excluded phrase, as words of their own."""
    if searcher is None:
        return set()
    hidden = tuple(part for part in query.filters if part.is_about_hidden)
    queries = (
        Query((replace(phrase, match_inside=False),), filters=hidden) for phrase in query.excluded
    )
    return {path for other in queries for path in searcher.matches(other, Order.NEWEST)}
