"""Search for posts by their words, with SQLite's FTS5: https://www.sqlite.org/fts5.html."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeAlias

from reader.posts.catalogue import Catalogue
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.posts.search.filters import NO_STATES, States
from reader.posts.search.query import Phrase, Query
from reader.posts.stories import NO_STORIES
from reader.store.database import connect_to_read, meta_value
from reader.store.folder_keys import FolderKeys, Key
from reader.store.texts import row_seconds

_SELECT = """
SELECT folder, relative, number, {}
FROM fulltext JOIN texts ON number = fulltext.rowid JOIN files USING (folder, relative)
WHERE fulltext MATCH ? AND hidden IS NULL ORDER BY fulltext.rowid DESC LIMIT ?
"""
_UNRANKED = _SELECT.format("0.0")
_RANKED = _SELECT.format("bm25(fulltext, 12.0, 4.0, 6.0, 1.0)")
"""With weights for title, description, names and body. This query is slower, since bm25 counts all
posts that contain a word: https://www.sqlite.org/fts5.html#the_bm25_function"""
MAX_CANDIDATES = 1_000
"""Maximum number of matches to rank, and as many again that match by their titles. If there are
more, the newest are ranked."""
_HALF_LIFE = 5 * 365 * 86_400
"""Age in seconds, relative to the newest match, at which the score of a post is halved."""
MAX_FILTERED = 1_000_000
"""Maximum number of matches to which filters are applied."""
MAX_TERMS = 500
"""Maximum number of indexed words that one part of a word is expanded to."""


class Order(Enum):
    """The order of search results."""

    BEST = "best"
    """First the posts that match by their titles, then the others. Within each group by relevance,
    which decreases with age."""
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


_PhraseWriter: TypeAlias = Callable[[Phrase], str]
"""Returns a phrase in the query syntax of FTS5."""


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

    def find(self, query: Query, limit: int, order: Order = Order.BEST) -> list[str]:
        """Return the paths of the listed posts that match a query; none without an index.

        Posts that contain the words come first, and then those that contain them within other
        words. The filters of the query are ignored.

        Args:
            query: The query; one without required phrases matches nothing.
            limit: Maximum number of paths to return.
            order: The order of each of the two groups.
        """
        if not query.required:
            return []
        connection = connect_to_read(self._path, self.keys.fingerprint)
        if connection is None:
            return []
        try:
            with closing(connection):
                matches = self._find(connection, query, limit, order)
                return [self.keys.path_for(*match.key) for match in matches]
        except sqlite3.Error:  # no words are indexed yet, or the index is damaged
            return []

    def _find(
        self, connection: sqlite3.Connection, query: Query, limit: int, order: Order
    ) -> list[_Match]:
        write = _prefix if order is Order.NEWEST else _whole_or_prefix
        matches = _ordered_matches(connection, _expression(query, write), limit, order)
        if len(matches) < limit and any(phrase.inside for phrase in query.required):
            terms = self._current_terms(connection)
            expression = _expression(query, lambda phrase: _prefix_or_within(phrase, terms))
            seen = {match.key for match in matches}
            more = _ordered_matches(connection, expression, limit, order)
            matches += [match for match in more if match.key not in seen]
        return matches[:limit]

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


def _ordered_matches(
    connection: sqlite3.Connection, expression: str, limit: int, order: Order
) -> list[_Match]:
    if order is Order.NEWEST:
        return _matches(connection, _UNRANKED, expression, limit)
    newest = _matches(connection, _RANKED, expression, MAX_CANDIDATES)
    titled = _matches(connection, _RANKED, f"title : ({expression})", MAX_CANDIDATES)
    titled_keys = {match.key for match in titled}
    candidates = [*titled, *(match for match in newest if match.key not in titled_keys)]
    last = max((row_seconds(match.number) for match in candidates), default=0)

    def rank(match: _Match) -> tuple[bool, float, int]:
        age = last - row_seconds(match.number)
        return match.key not in titled_keys, match.bm25 / (1 + age / _HALF_LIFE), -match.number

    return sorted(candidates, key=rank)[:limit]


def _matches(
    connection: sqlite3.Connection, select: str, expression: str, limit: int
) -> list[_Match]:
    return list(map(_Match._make, connection.execute(select, (expression, limit))))


def _expression(query: Query, write: _PhraseWriter) -> str:
    """Return a query in FTS5's syntax: https://www.sqlite.org/fts5.html#full_text_query_syntax."""
    required = " AND ".join(f"({write(phrase)})" for phrase in query.required)
    excluded = " OR ".join(_prefix(phrase) for phrase in query.excluded)
    return f"({required}) NOT ({excluded})" if excluded else required


def _prefix(phrase: Phrase) -> str:
    """Match the words in sequence, and all names. The last one may be the beginning of a word."""
    names = [f'"{name}" *' for name in phrase.names]
    if phrase.is_name:
        return names[0]
    words = f'"{" ".join(phrase.words)}"{" *" if phrase.last_is_prefix else ""}'
    return f"({' AND '.join((words, *names))})" if names else words


def _whole_or_prefix(phrase: Phrase) -> str:
    """Match as `_prefix` does, with a higher score if the last word is a whole word."""
    prefix = _prefix(phrase)
    whole = prefix.removesuffix(" *")
    return prefix if whole == prefix else f"{whole} OR {prefix}"


def _prefix_or_within(phrase: Phrase, terms: str) -> str:
    """Match as `_prefix` does, and all indexed words that contain the phrase."""
    return " OR ".join((_prefix(phrase), *(f'"{term}"' for term in _terms_with(phrase, terms))))


def _terms_with(phrase: Phrase, terms: str) -> Iterator[str]:
    """Yield the indexed terms that contain the phrase, but do not begin with it."""
    inner = phrase.inside
    if inner is None:
        return
    position, count = terms.find(inner), 0
    while position >= 0 and count < MAX_TERMS:
        start = terms.rfind("\n", 0, position) + 1
        end = terms.find("\n", position)
        end = len(terms) if end < 0 else end
        term = terms[start:end]
        if start != position and phrase.is_inside(term, position - start):
            count += 1
            yield term
        position = terms.find(inner, end)


def find_posts(
    catalogue: Catalogue,
    searcher: Searcher | None,
    query: Query,
    limit: int,
    order: Order = Order.BEST,
    states: States = NO_STATES,
    *,
    is_by_story: bool = False,
) -> list[Post]:
    """Return the listed posts of a catalogue that match a query.

    A query without required words returns its matches newest first: all posts but those with an
    excluded word.

    Args:
        catalogue: The posts of the opened folders.
        searcher: Searches the words of these posts; None if they are not indexed, in which case no
            post matches a word.
        query: The query; an empty one matches nothing.
        limit: Maximum number of posts to return.
        order: The order of the posts.
        states: The marks that filters such as `is:unread` refer to.
        is_by_story: Whether a story is returned once: in the most preferred language that matches.
            Otherwise each of its translations that matches is returned.
    """
    stories = catalogue.stories if is_by_story else NO_STORIES
    if query.required:
        max_matches = MAX_FILTERED if query.filters or stories else limit
        paths = [] if searcher is None else searcher.find(query, max_matches, order)
        posts = filter(None, map(catalogue.get_by_path, paths))
        found: Iterable[Post] = (
            post for post in posts if post.hidden is None and query.matches_filters(post, states)
        )
    else:
        excluded = _paths_with_any(searcher, query.excluded)
        passing = (
            post for post in catalogue.all_posts if query and query.matches_filters(post, states)
        )
        found = (post for post in passing if post.path not in excluded)
    if stories:
        found = stories.one_each(list(found))
    return list(islice(found, limit))


def _paths_with_any(searcher: Searcher | None, phrases: Iterable[Phrase]) -> set[str]:
    """Return the paths of the posts with one of these phrases, as words of their own."""
    if searcher is None:
        return set()
    queries = (Query((replace(phrase, match_inside=False),)) for phrase in phrases)
    return {path for query in queries for path in searcher.find(query, MAX_FILTERED, Order.NEWEST)}
