"""What somebody typed into a search, as phrases to look for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reader.posts.search.words import NO_WORD_AFTER, NO_WORD_BEFORE, RUN, STRETCH, fold, words_of

_PARTS = re.compile(r'(?P<minus>-?)(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')
_SHORTEST_INNER = 3
"""Letters of a word that is also looked for within other words; shorter ones are in too many."""


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other; a bare word stands for all that begin with it."""

    text: str
    """As it was typed, without marks."""
    is_open: bool
    """Whether its last word may go on."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words as the index knows them."""
        words = words_of(self.text)
        # A run of the text need not end where this one does, so its last character says nothing.
        return tuple(words[:-1] if self._ends_in_pair(words) else words)

    @cached_property
    def opens_last(self) -> bool:
        """Whether the last of `words` stands for all that begin with it."""
        words = words_of(self.text)
        if not words or self._ends_in_pair(words):
            return False
        return self.is_open or RUN.fullmatch(words[-1]) is not None

    @staticmethod
    def _ends_in_pair(words: list[str]) -> bool:
        return (
            len(words) > 1
            and len(words[-2]) > 1
            and RUN.fullmatch(words[-2] + words[-1]) is not None
        )

    @property
    def inner(self) -> str | None:
        """What is looked for within words, too; None for a phrase and for a short word."""
        alone = self.words[0] if self.is_open and len(self.words) == 1 else ""
        return alone if len(alone) >= _SHORTEST_INNER and not RUN.search(alone) else None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds it in folded text: at the beginning of words, and a bare word also within."""
        source, end = "", 0
        for part in STRETCH.finditer(text := fold(self.text)):
            # Where scripts meet there is an end of a word, with a blank or without one.
            between = r"[\W_]*" if part.start() == end else r"[\W_]+"
            source += (between if source else "") + re.escape(part[0])
            end = part.end()
        if self.inner is not None:
            return re.compile(source)
        begins = "" if RUN.match(text.lstrip()) else NO_WORD_BEFORE
        ends = "" if self.is_open or RUN.match(text[end - 1 :]) else NO_WORD_AFTER
        return re.compile(f"{begins}{source}{ends}")


@dataclass(frozen=True)
class Query:
    """All of the wanted phrases, and none of the unwanted ones."""

    wanted: tuple[Phrase, ...] = ()
    unwanted: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.wanted)


def parse_query(text: str) -> Query:
    """Read what was typed: `word`, `begin*`, `"a phrase"`, and `-` before what must not be there.

    A quote that is not closed yet goes to the end. What has no letter or digit is passed over.
    """
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    for is_unwanted, phrase in _phrases(text):
        if phrase.words:
            (unwanted if is_unwanted else wanted).append(phrase)
    return Query(tuple(wanted), tuple(unwanted))


def _phrases(text: str) -> Iterator[tuple[bool, Phrase]]:
    for part in _PARTS.finditer(text):
        quoted, bare = part["quoted"], part["bare"]
        phrase = Phrase(bare.rstrip("*"), is_open=True) if bare else Phrase(quoted, is_open=False)
        yield part["minus"] == "-", phrase
