"""Finding something in an article, a little at a time, also where a line ends within it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from reader.article.joined import joined, pieces
from reader.article.layout import Anchor, ArticleLayout
from reader.article.line import line_text
from reader.posts.search.excerpt import Span, find_spans
from reader.posts.search.query import Phrase
from reader.posts.search.words import fold, folded_with_places

Find: TypeAlias = Callable[[str], Sequence[Span]]
"""Gives the places of something in the text of a block, in which newlines part lines."""

_BETWEEN = r"[\s▎|]+"
"""What may stand between two words that were typed side by side: the end of a line, and the bar
that a quote draws before the next."""


def text_finder(wanted: str) -> Find:
    """Finds what was typed, wherever it stands; case, accents and line ends make no difference."""
    words = map(re.escape, fold(wanted).split())
    pattern = re.compile(_BETWEEN.join(words))

    def find(text: str) -> Sequence[Span]:
        folded, places = folded_with_places(text)
        return [
            (places[it.start()], places[it.end() - 1] + 1)
            for it in pattern.finditer(folded)
            if it.end() > it.start()
        ]

    return find


def phrase_finder(phrases: Sequence[Phrase]) -> Find:
    """Finds what a search of the catalogue has found."""
    return lambda text: find_spans(text, phrases)


class LitSpan(NamedTuple):
    """A part of a line that belongs to what was found."""

    start: int
    end: int
    number: int
    """Which of the finds in its block it belongs to."""


class Finding:
    """The places of something in a laid out article, in reading order.

    Blocks are looked through one after the other by `go_on`; `anchors` and `is_complete` tell how
    far that has got.
    """

    def __init__(self, layout: ArticleLayout, find: Find) -> None:
        self._layout = layout
        self._find = find
        self._next = 0
        self._lit: dict[int, Mapping[int, list[LitSpan]]] = {}
        self.anchors: list[Anchor] = []
        """Where each of the finds begins."""
        self._before: dict[int, int] = {}
        """How many finds there are before a block that has some."""

    @property
    def is_complete(self) -> bool:
        """Whether the whole article has been looked through."""
        return self._next >= len(self._layout.blocks)

    def go_on(self, until: Callable[[], bool]) -> bool:
        """Look through further blocks until told to stop.

        Args:
            until: Asked after every block; true ends this slice.

        Returns:
            Whether the whole article has been looked through.
        """
        while not self.is_complete:
            self._take(self._next)
            self._next += 1
            if until():
                break
        return self.is_complete

    def number_of(self, block: int, number: int) -> int | None:
        """The number in the article of a find of a block; None while it is not known."""
        before = self._before.get(block)
        return None if before is None else before + number

    def lit(self, block: int) -> Mapping[int, Sequence[LitSpan]]:
        """What is to be lit in a block, by line; looks through it if that was not done yet."""
        known = self._lit.get(block)
        if known is None:
            known = self._lit[block] = self._look_through(block)
        return known

    def _take(self, block: int) -> None:
        lines = self.lit(block)
        first: dict[int, int] = {}
        for line, spans in lines.items():
            for span in spans:
                first.setdefault(span.number, line)
        if first:
            self._before[block] = len(self.anchors)
            self.anchors += [Anchor(block, first[number]) for number in sorted(first)]

    def _look_through(self, block: int) -> Mapping[int, list[LitSpan]]:
        text, parts = joined([line_text(line) for line in self._layout.block_lines(block)])
        lit: dict[int, list[LitSpan]] = {}
        for number, (start, end) in enumerate(self._find(text)):
            for line, first, last in pieces(parts, start, end):
                lit.setdefault(line, []).append(LitSpan(first, last, number))
        return lit
