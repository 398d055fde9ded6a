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
    SYMBOL_LETTERS,
    name_terms,
    names_and_words,
    split_words,
)
from reader.text.folding import fold

_PARTS = re.compile(
    r'(?P<minus>-?)(?:(?P<field>[a-z]+):(?:"(?P<name>[^"]*)(?P<closed>"?)|(?P<value>[^\s"]+))'
    r'|"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))'
)
_NO_NAME_BEFORE = r"(?<![\w.$@])"
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

    @cached_property
    def _parts(self) -> tuple[str, ...]:
        return tuple(names_and_words(fold(self.text)))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The terms for the names with symbols in the phrase, such as `C++` and `node.js`.

        Each matches all names that begin with it.
        """
        return tuple(name_terms(fold(self.text)))

    @property
    def is_name(self) -> bool:
        """Whether the phrase is a single name with symbols."""
        return len(self._parts) == len(self.names) == 1

    @property
    def inside(self) -> str | None:
        """The term to search for inside words; None for a phrase or a short word."""
        if not (self.match_inside and self.is_prefix):
            return None
        if self.is_name:
            return self.names[0]
        word = self.words[0] if len(self.words) == 1 else ""
        return word if len(word) >= MIN_INSIDE_LETTERS and not RUN.search(word) else None

    def is_inside(self, term: str, offset: int) -> bool:
        """Whether an indexed term matches that contains `inside` at an offset above 0.

        A name matches within longer names, but not within words: `a-b` is not in `extra-big`.
        """
        if not self.is_name:
            return SYMBOL_LETTERS.isdisjoint(term)
        return term[offset] in SYMBOL_LETTERS or term[offset - 1] in SYMBOL_LETTERS

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A pattern for folded text that matches at the beginning of words, or also inside."""
        source, was_run = "", False
        for part in self._parts:
            is_run = RUN.match(part) is not None
            # A change of script ends a word, with a space or without one.
            separator = r"[\W_]+" if is_run is was_run else r"[\W_]*"
            source += (separator if source else "") + re.escape(part)
            was_run = is_run
        return re.compile(f"{self._pattern_before}{source}{self._pattern_after}")

    @property
    def _pattern_before(self) -> str:
        first = self._parts[0] if self._parts else ""
        if first[:1].isalnum():
            may_be_inside = self.inside is not None and not self.is_name
            return "" if may_be_inside or RUN.match(first) else NO_WORD_BEFORE
        return "" if self.inside is not None else _NO_NAME_BEFORE

    @property
    def _pattern_after(self) -> str:
        last = self._parts[-1] if self._parts else ""
        is_open = self.is_prefix or RUN.match(last) is not None or bool(name_terms(last))
        return "" if is_open else NO_WORD_AFTER


@dataclass(frozen=True)
class Query:
    """A search query. A post must match all of its parts."""

    required: tuple[Phrase, ...] = ()
    """Phrases that a post must have."""
    excluded: tuple[Phrase, ...] = ()
    """Phrases that a post must not have."""
    filters: tuple[Filter, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to search for."""
        return bool(self.required or self.excluded or self.filters)

    @property
    def errors(self) -> tuple[str, ...]:
        """The errors in the values of filters, each with its remedy."""
        return tuple(error for error in (part.error for part in self.filters) if error is not None)

    @property
    def is_about_hidden(self) -> bool:
        """Whether to search the hidden posts instead of the listed ones."""
        return any(part.is_about_hidden for part in self.filters)

    def matches_filters(self, post: Post, states: States = NO_STATES) -> bool:
        """Whether a post passes all filters.

        Args:
            post: The post.
            states: The states of `filters.MARKED_STATES` that are known.
        """
        return all(part.matches(post, states) for part in self.filters)

    def matches_text(self, folded: str) -> bool:
        """Whether a text has all required phrases and none of the excluded ones.

        Args:
            folded: The text, as `fold` returns it.
        """
        has_required = all(phrase.pattern.search(folded) for phrase in self.required)
        return has_required and not any(phrase.pattern.search(folded) for phrase in self.excluded)


def parse_query(text: str) -> Query:
    """Parse a query as typed.

    A query consists of words (`word` or `prefix*`), phrases (`"a phrase"`) and filters by the
    fields of `filters.FIELDS`: the beginning of a name (`field:value`) or a whole name
    (`field:"a value"`). A `-` excludes what follows it. An unclosed quote extends to the end, and
    its value is still the beginning of a name. Parts without letters and digits are ignored, and so
    is a field whose value is not typed yet (`field:`).
    """
    required: list[Phrase] = []
    excluded: list[Phrase] = []
    filters: list[Filter] = []
    for part in _PARTS.finditer(text):
        is_excluded = part["minus"] == "-"
        value = part["name"] or part["value"]
        if part["field"] in FIELDS and value:
            filters.append(Filter(part["field"], value, is_excluded, bool(part["closed"])))
        elif not _is_unfinished(part) and (phrase := _phrase(part)).words:
            (excluded if is_excluded else required).append(phrase)
    return Query(tuple(required), tuple(excluded), tuple(filters))


def _is_unfinished(part: re.Match[str]) -> bool:
    """Whether a part is a field without a value."""
    typed = part[0].removeprefix("-").rstrip('"')
    return typed.endswith(":") and typed[:-1] in FIELDS


def _phrase(part: re.Match[str]) -> Phrase:
    if part["quoted"] is not None:
        return Phrase(part["quoted"], is_prefix=False)
    # `word:` is an ordinary word if there is no such field.
    return Phrase(part[0].removeprefix("-").rstrip("*").replace('"', ""), is_prefix=True)
