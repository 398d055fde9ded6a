"""ArticleSearch posts by their words."""

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
from reader.store.database import connect_to_read, meta_value
from reader.store.folder_keys import FolderKeys, Key
from reader.store.texts import moment_of

_NEWEST = """
SELECT folder, relative, number, {}
FROM fulltext JOIN texts ON number = fulltext.rowid JOIN files USING (folder, relative)
WHERE fulltext MATCH ? AND hidden IS NULL ORDER BY fulltext.rowid DESC LIMIT ?
"""
_UNRANKED = _NEWEST.format("0.0")
_RANKED = _NEWEST.format("bm25(fulltext, 12.0, 4.0, 6.0, 1.0)")
"""With SQLite's figure, for which it counts all posts that have a word; the title weighs most."""
_CANDIDATES = 1_000
"""The newest posts of a match among which the best are looked for, and the newest by title: what
is rare is ranked whole, and what is everywhere costs no more."""
_HALF_LIFE = 5 * 365 * 86_400
"""Seconds in which a post loses half of its weight beside an equal one of the newest."""
_WIDEST = 1_000_000
"""Posts of which the filters choose."""
_MOST_TERMS = 500
"""Words of the index that one typed word is taken for, of those it stands within."""


class Order(Enum):
    """Which of the posts found come first."""

    BEST = "best"
    """Those with all of it in the title, then the others; of each, where the words are rare or
    often there, the newer before the older."""
    NEWEST = "newest"


class _Match(NamedTuple):
    folder: int
    relative: bytes
    number: int
    bm25: float
    """SQLite's figure: the lower, the better; below 0."""

    @property
    def key(self) -> Key:
        return self.folder, self.relative


_Spell: TypeAlias = Callable[[Phrase], str]
"""A phrase in the language of FTS5."""


class Searcher(FolderKeys):
    """Searches the text index of some folders, as far as it has been built.

    Args:
        path: The index, as `first_screen.index_path` gives it.
        folders: In the order in which they were opened.
        options: As the posts were read.
    """

    def __init__(self, path: Path, folders: Sequence[Path], options: LoadOptions) -> None:
        super().__init__(folders, options)
        self._path = path
        self._terms = ""
        """Every word of the index, a line each."""
        self._terms_of = ""
        """The state of the index that they were taken from."""

    def find(self, query: Query, limit: int, order: Order = Order.BEST) -> list[str]:
        """Paths of the posts that a query finds: those with its words, then those that have them
        within other words; none where there is no index.

        Args:
            query: What to look for; an empty one finds nothing.
            limit: How many posts at most.
            order: Which come first.
        """
        connection = connect_to_read(self._path, self.fingerprint) if query else None
        if connection is None:
            return []
        try:
            with closing(connection):
                found = self._find(connection, query, limit, order)
                return [self.path_of(*match.key) for match in found]
        except sqlite3.Error:  # nothing has been written yet, or it is damaged
            return []

    def _find(
        self, connection: sqlite3.Connection, query: Query, limit: int, order: Order
    ) -> list[_Match]:
        spell = _begun if order is Order.NEWEST else _whole_or_begun
        found = _ordered(connection, _expression(query, spell), limit, order)
        if len(found) < limit and any(phrase.inside for phrase in query.required):
            terms = self._terms_now(connection)
            within = _expression(query, lambda phrase: _begun_or_within(phrase, terms))
            met = {match.key for match in found}
            more = _ordered(connection, within, limit, order)
            found += [match for match in more if match.key not in met]
        return found[:limit]

    def _terms_now(self, connection: sqlite3.Connection) -> str:
        state = meta_value(connection, "sequence") or ""
        if state != self._terms_of:
            connection.execute(
                "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, fulltext, row)"
            )
            self._terms = "\n".join(
                term for (term,) in connection.execute("SELECT term FROM temp.terms")
            )
            self._terms_of = state
        return self._terms


def _ordered(
    connection: sqlite3.Connection, expression: str, limit: int, order: Order
) -> list[_Match]:
    if order is Order.NEWEST:
        return _matches(connection, _UNRANKED, expression, limit)
    newest = _matches(connection, _RANKED, expression, _CANDIDATES)
    titled = _matches(connection, _RANKED, f"title : ({expression})", _CANDIDATES)
    titles = {match.key for match in titled}
    found = [*titled, *(match for match in newest if match.key not in titles)]
    last = max((moment_of(match.number) for match in found), default=0)

    def rank(match: _Match) -> tuple[bool, float, int]:
        age = last - moment_of(match.number)
        return match.key not in titles, match.bm25 / (1 + age / _HALF_LIFE), -match.number

    return sorted(found, key=rank)[:limit]


def _matches(
    connection: sqlite3.Connection, select: str, expression: str, limit: int
) -> list[_Match]:
    return list(map(_Match._make, connection.execute(select, (expression, limit))))


def _expression(query: Query, spell: _Spell) -> str:
    wanted = " AND ".join(f"({spell(phrase)})" for phrase in query.required)
    excluded = " OR ".join(_begun(phrase) for phrase in query.excluded)
    return f"({wanted}) NOT ({excluded})" if excluded else wanted


def _begun(phrase: Phrase) -> str:
    """The words one after the other; the last may be the beginning of one."""
    return f'"{" ".join(phrase.words)}"{" *" if phrase.last_is_prefix else ""}'


def _whole_or_begun(phrase: Phrase) -> str:
    """The same, in which a whole word counts more than one that only begins so."""
    begun = _begun(phrase)
    return f"{begun.removesuffix(' *')} OR {begun}" if phrase.last_is_prefix else begun


def _begun_or_within(phrase: Phrase, terms: str) -> str:
    return " OR ".join((_begun(phrase), *(f'"{term}"' for term in _within(phrase, terms))))


def _within(phrase: Phrase, terms: str) -> Iterator[str]:
    """Words that the phrase stands within."""
    inner = phrase.inside
    if inner is None:
        return
    at, count = terms.find(inner), 0
    while at >= 0 and count < _MOST_TERMS:
        start = terms.rfind("\n", 0, at) + 1
        end = terms.find("\n", at)
        end = len(terms) if end < 0 else end
        if start != at:
            count += 1
            yield terms[start:end]
        at = terms.find(inner, end)


def find_posts(
    catalogue: Catalogue,
    searcher: Searcher | None,
    query: Query,
    limit: int,
    order: Order = Order.BEST,
    states: States = NO_STATES,
) -> list[Post]:
    """The posts of a catalogue that a query finds; with filters alone, the newest.

    Args:
        catalogue: What is open; of it the hidden posts are not found.
        searcher: Knows the words of these posts; without it none of them is found by words.
        query: What to look for.
        limit: How many posts at most.
        order: Which come first.
        states: What the reader's marks say of a post.
    """
    if query.required:
        most = _WIDEST if query.filters else limit
        paths = [] if searcher is None else searcher.find(query, most, order)
        posts = filter(None, map(catalogue.get_by_path, paths))
        found = (
            post for post in posts if post.hidden is None and query.matches_filters(post, states)
        )
    else:
        without = _with_any(searcher, query.excluded)
        passing = (
            post for post in catalogue.posts if query and query.matches_filters(post, states)
        )
        found = (post for post in passing if post.path not in without)
    return list(islice(found, limit))


def _with_any(searcher: Searcher | None, phrases: Iterable[Phrase]) -> set[str]:
    """Paths of the posts with at least one of the phrases, as words of their own."""
    if searcher is None:
        return set()
    exact = (Query((replace(phrase, match_inside=False),)) for phrase in phrases)
    return {path for query in exact for path in searcher.find(query, _WIDEST, Order.NEWEST)}
