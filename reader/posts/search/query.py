"""What somebody typed into a search, as phrases to look for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from reader.posts.post import Post
from reader.posts.search.filters import FIELDS, NO_STATES, Filter, States
from reader.posts.search.words import NO_WORD_AFTER, NO_WORD_BEFORE, RUN, STRETCH, fold, split_words

_PARTS = re.compile(
    r'(?P<minus>-?)(?:(?P<field>[a-z]+):(?:"(?P<name>[^"]*)"?|(?P<value>[^\s"]+))'
    r'|"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))'
)
MIN_INSIDE_LETTERS = 3
"""Letters of a word that is also looked for within other words; shorter ones are in too many."""


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other; a bare word stands for all that begin with it."""

    text: str
    """As it was typed, without marks."""
    is_prefix: bool
    """Whether its last word may go on."""
    match_inside: bool = True
    """Whether it is looked for within other words, too."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words as the index knows them."""
        words = split_words(self.text)
        # A run of the text need not end where this one does, so its last character says nothing.
        return tuple(words[:-1] if self._ends_in_pair(words) else words)

    @cached_property
    def last_is_prefix(self) -> bool:
        """Whether the last of `words` stands for all that begin with it."""
        words = split_words(self.text)
        if not words or self._ends_in_pair(words):
            return False
        return self.is_prefix or RUN.fullmatch(words[-1]) is not None

    @staticmethod
    def _ends_in_pair(words: list[str]) -> bool:
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
        """What is looked for within words, too; None for a phrase and for a short word."""
        alone = self.words[0] if self._is_one_prefix else ""
        return alone if len(alone) >= MIN_INSIDE_LETTERS and not RUN.search(alone) else None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds it in folded text: at the beginning of words, and a bare word also within."""
        source, end = "", 0
        for part in STRETCH.finditer(text := fold(self.text)):
            # Where scripts meet there is an end of a word, with a blank or without one.
            between = r"[\W_]*" if part.start() == end else r"[\W_]+"
            source += (between if source else "") + re.escape(part[0])
            end = part.end()
        if self.inside is not None:
            return re.compile(source)
        begins = "" if RUN.match(text.lstrip()) else NO_WORD_BEFORE
        ends = "" if self.is_prefix or RUN.match(text[end - 1 :]) else NO_WORD_AFTER
        return re.compile(f"{begins}{source}{ends}")


@dataclass(frozen=True)
class Query:
    """All of the required phrases, none of the excluded, in posts that all filters let pass."""

    required: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    filters: tuple[Filter, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.required or self.filters)

    @property
    def errors(self) -> tuple[str, ...]:
        """What could not be understood, each with its remedy."""
        return tuple(one.error for one in self.filters if one.error is not None)

    def matches_filters(self, post: Post, states: States = NO_STATES) -> bool:
        """Whether all filters let the post pass, given what the reader's marks say of it."""
        return all(it.matches(post, states) for it in self.filters)


def parse_query(text: str) -> Query:
    """Read what was typed: `word`, `begin*`, `"a phrase"`, `field:value` or `field:"a value"` of
    the fields in `filters.FIELDS`, and `-` before what must not be there.

    A quote that is not closed yet goes to the end. What has no letter or digit is passed over.
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
    # A word before a colon that names no field is a word.
    return Phrase(part[0].removeprefix("-").rstrip("*").replace('"', ""), is_prefix=True)
