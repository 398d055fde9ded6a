"""Queries in the syntax of SQLite's FTS5:
https://www.sqlite.org/fts5.html#full_text_query_syntax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from reader.posts.search.query import Phrase, Query

MAX_TERMS = 500
"""Maximum number of indexed words that one expression expands a part of a word to."""


@dataclass(frozen=True, slots=True)
class Expression:
    """What a post must match, and what it must not match."""

    required: str
    excluded: str = ""

    def __str__(self) -> str:
        return self._excluding(f"({self.required})")

    @property
    def in_titles(self) -> str:
        """The same for the posts whose titles match."""
        return self._excluding(f"(title : ({self.required}))")

    def _excluding(self, required: str) -> str:
        return f"{required} NOT ({self.excluded})" if self.excluded else required


def whole_words(query: Query, *, ranks_whole: bool) -> Expression:
    """Match the words of a query, and words that begin with them.

    Args:
        query: The query.
        ranks_whole: Whether a match of a whole word gets a higher score, which takes longer.
    """
    write = _whole_or_prefix if ranks_whole else _prefix
    return Expression(_all_of(map(write, query.required)), _excluded(query))


def parts_of_words(query: Query, terms: str) -> list[Expression]:
    """Match the posts that contain some of the words only within other words.

    Args:
        query: The query.
        terms: Every indexed word, each on a line of its own.

    Returns:
        Several expressions if there are more than `MAX_TERMS` words for a part. A post can match
        more than one of them. None if no part is searched for within words.
    """
    if not any(phrase.inside for phrase in query.required):
        return []
    whole = _all_of(map(_prefix, query.required))
    alternatives = [_prefix_or_within(phrase, terms) for phrase in query.required]
    excluded = " OR ".join(filter(None, (_excluded(query), f"({whole})")))
    return [Expression(_all_of(parts), excluded) for parts in product(*alternatives)]


def _all_of(parts: Iterable[str]) -> str:
    return " AND ".join(f"({part})" for part in parts)


def _excluded(query: Query) -> str:
    return " OR ".join(map(_prefix, query.excluded))


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


def _prefix_or_within(phrase: Phrase, terms: str) -> Iterator[str]:
    """Yield what matches as `_prefix` does, or an indexed word that contains the phrase."""
    prefix, within = _prefix(phrase), _terms_with(phrase, terms)
    yield " OR ".join((prefix, *(f'"{term}"' for term in islice(within, MAX_TERMS))))
    while batch := list(islice(within, MAX_TERMS)):
        yield " OR ".join(f'"{term}"' for term in batch)


def _terms_with(phrase: Phrase, terms: str) -> Iterator[str]:
    """Yield the indexed terms that contain the phrase, but do not begin with it."""
    inner = phrase.inside
    if inner is None:
        return
    position = terms.find(inner)
    while position >= 0:
        start = terms.rfind("\n", 0, position) + 1
        end = terms.find("\n", position)
        end = len(terms) if end < 0 else end
        term = terms[start:end]
        if start != position and phrase.is_inside(term, position - start):
            yield term
        position = terms.find(inner, end)
