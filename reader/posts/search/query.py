"""Parse a search query into phrases and filters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from reader.posts.post import Post
from reader.posts.search.filters import FIELDS, NO_STATES, Filter, States
from reader.posts.search.words import (
    NO_WORD_AFTER,
    NO_WORD_BEFORE,
    RUN,
    WORD_OR_RUN,
    fold,
    split_words,
)

_PARTS = re.compile(
    r'(?P<minus>-?)(?:(?P<field>[a-z]+):(?:"(?P<name>[^"]*)"?|(?P<value>[^\s"]+))'
    r'|"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))'
)
MIN_INSIDE_LETTERS = 3
"""Minimum number of letters of a word that is also searched for inside other words."""


@dataclass(frozen=True)
class Phrase:
    """A sequence of words, or a single word that matches all words that begin with it."""

    text: str
    """The phrase as typed, without quotes and operators."""
    is_prefix: bool
    """Whether the last word matches all words that begin with it."""
    match_inside: bool = True
    """Whether the phrase is also searched for inside words, if it is a single long word."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the phrase, as in the search index."""
        words = split_words(self.text)
        # The last character of a run is a word of its own only at the end of a run in the text.
        return tuple(words[:-1] if self._ends_in_pair(words) else words)

    @cached_property
    def last_is_prefix(self) -> bool:
        """Whether the last of `words` matches all words that begin with it."""
        words = split_words(self.text)
        if not words or self._ends_in_pair(words):
            return False
        return self.is_prefix or RUN.fullmatch(words[-1]) is not None

    @staticmethod
    def _ends_in_pair(words: list[str]) -> bool:
        """Whether the last word is the second character of the pair before it."""
        return (
            len(words) > 1
            and len(words[-2]) > 1
            and RUN.fullmatch(words[-2] + words[-1]) is not None
        )

    @property
    def _is_one_prefix(self) -> bool:
        return self.match_inside and self.is_prefix and len(self.words) == 1

    @property
    def inside(self) -> str | None:
        """The word to search for inside words, or None for a phrase or a short word."""
        word = self.words[0] if self._is_one_prefix else ""
        return word if len(word) >= MIN_INSIDE_LETTERS and not RUN.search(word) else None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A pattern for folded text that matches at the beginning of words, or also inside."""
        source, end, was_run = "", 0, False
        for word in WORD_OR_RUN.finditer(text := fold(self.text)):
            is_run = RUN.match(word[0]) is not None
            # A change of script ends a word, with a space or without one.
            separator = r"[\W_]+" if is_run is was_run else r"[\W_]*"
            source += (separator if source else "") + re.escape(word[0])
            end, was_run = word.end(), is_run
        if self.inside is not None:
            return re.compile(source)
        before = "" if RUN.match(text.lstrip()) else NO_WORD_BEFORE
        after = "" if self.is_prefix or RUN.match(text[end - 1 :]) else NO_WORD_AFTER
        return re.compile(f"{before}{source}{after}")


@dataclass(frozen=True)
class Query:
    """A search query. A post must match all of its parts."""

    required: tuple[Phrase, ...] = ()
    """Phrases that a post must have."""
    excluded: tuple[Phrase, ...] = ()
    """Phrases that a post must not have."""
    filters: tuple[Filter, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to search for. Excluded phrases alone find nothing."""
        return bool(self.required or self.filters)

    @property
    def errors(self) -> tuple[str, ...]:
        """The errors in the values of filters, each with its remedy."""
        return tuple(error for error in (part.error for part in self.filters) if error is not None)

    def matches_filters(self, post: Post, states: States = NO_STATES) -> bool:
        """Whether a post passes all filters.

        Args:
            post: The post.
            states: The states of `filters.MARKED_STATES` that are known.
        """
        return all(part.matches(post, states) for part in self.filters)


def parse_query(text: str) -> Query:
    """Parse a query as typed.

    A query consists of words (`word` or `prefix*`), phrases (`"a phrase"`) and filters by the
    fields of `filters.FIELDS` (`field:value` or `field:"a value"`). A `-` excludes what follows it.
    An unclosed quote extends to the end. Parts without letters and digits are ignored.
    """
    required: list[Phrase] = []
    excluded: list[Phrase] = []
    filters: list[Filter] = []
    for part in _PARTS.finditer(text):
        is_excluded = part["minus"] == "-"
        value = part["name"] or part["value"]
        if part["field"] in FIELDS and value:
            filters.append(Filter(part["field"], value, is_excluded))
        elif (phrase := _phrase(part)).words:
            (excluded if is_excluded else required).append(phrase)
    return Query(tuple(required), tuple(excluded), tuple(filters))


def _phrase(part: re.Match[str]) -> Phrase:
    if part["quoted"] is not None:
        return Phrase(part["quoted"], is_prefix=False)
    # `word:` is an ordinary word if there is no such field.
    return Phrase(part[0].removeprefix("-").rstrip("*").replace('"', ""), is_prefix=True)
