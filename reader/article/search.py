"""ArticleSearch something in an article, a little at a time, also where a line ends within it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.article.layout import Anchor, ArticleLayout
from reader.article.line import Line, line_text
from reader.posts.search.excerpt import TextSpan, find_spans
from reader.posts.search.query import Phrase
from reader.posts.search.words import fold, folded_with_positions
from reader.text.line_breaks import may_part

Finder: TypeAlias = Callable[[str], Sequence[TextSpan]]
"""Gives the places of something in the text of a block, in which newlines part lines."""

_BETWEEN = r"[\s▎|]+"
"""What may stand between two words that were typed side by side: the end of a line, and the bar
that a quote draws before the next."""


def text_finder(wanted: str) -> Finder:
    """Finds what was typed, wherever it stands; case, accents and line ends make no difference."""
    words = map(re.escape, fold(wanted).split())
    pattern = re.compile(_BETWEEN.join(words))

    def find(text: str) -> Sequence[TextSpan]:
        folded, places = folded_with_positions(text)
        return [
            (places[it.start()], places[it.end() - 1] + 1)
            for it in pattern.finditer(folded)
            if it.end() > it.start()
        ]

    return find


def phrase_finder(phrases: Sequence[Phrase]) -> Finder:
    """Finds what a search of the catalogue has found."""
    return lambda text: find_spans(text, phrases)


class MatchSpan(NamedTuple):
    """A part of a line that belongs to what was found."""

    start: int
    end: int
    number: int
    """Which of the finds in its block it belongs to."""


class ArticleSearch:
    """The places of something in a laid out article, in reading order.

    `search_more` searches the blocks in order; `anchors` and `is_complete` tell how far it has got.
    """

    def __init__(self, layout: ArticleLayout, find: Finder) -> None:
        self._layout = layout
        self._find = find
        self._next = 0
        self._lit: dict[int, Mapping[int, list[MatchSpan]]] = {}
        self.anchors: list[Anchor] = []
        """Where each of the finds begins."""
        self._before: dict[int, int] = {}
        """How many finds there are before a block that has some."""

    @property
    def is_complete(self) -> bool:
        """Whether the whole article has been looked through."""
        return self._next >= len(self._layout.blocks)

    def search_more(self, until: Callable[[], bool]) -> bool:
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

    def match_number(self, block: int, number: int) -> int | None:
        """The number in the article of a find of a block; None while it is not known."""
        before = self._before.get(block)
        return None if before is None else before + number

    def matches_in(self, block: int) -> Mapping[int, Sequence[MatchSpan]]:
        """What is to be lit in a block, by line; looks through it if that was not done yet."""
        known = self._lit.get(block)
        if known is None:
            known = self._lit[block] = self._look_through(block)
        return known

    def _take(self, block: int) -> None:
        lines = self.matches_in(block)
        first: dict[int, int] = {}
        for line, spans in lines.items():
            for span in spans:
                first.setdefault(span.number, line)
        if first:
            self._before[block] = len(self.anchors)
            self.anchors += [Anchor(block, first[number]) for number in sorted(first)]

    def _look_through(self, block: int) -> Mapping[int, list[MatchSpan]]:
        text, parts = unwrap_lines([line_text(line) for line in self._layout.block_lines(block)])
        lit: dict[int, list[MatchSpan]] = {}
        for number, (start, end) in enumerate(self._find(text)):
            for line, first, last in pieces(parts, start, end):
                lit.setdefault(line, []).append(MatchSpan(first, last, number))
        return lit


_LEFT = re.compile(r"[ ▎]*")
"""Blanks, and the bars that quotes draw, left of the text of a line."""


_HYPHEN = re.compile(r"\w\w[-/]$|\u2014$")


_IN_ADDRESS = re.compile(r"\w[-/._?&=,;:#%]$")


class Part(NamedTuple):
    """What one line gave to the unwrapped text."""

    start: int
    """Where it begins in the unwrapped text."""
    skipped: int
    """Characters at the beginning of the line that are left out."""
    length: int


def unwrap_lines(lines: Sequence[str]) -> tuple[str, Sequence[Part]]:
    """The lines as one text, and the part of each in it.

    A newline parts them, but where a line was broken within a word, or between two characters of
    a script without blanks, nothing does. Lines do not tell which it was; what is told here is
    what the rules of `breaks` make likely.
    """
    width = max(map(cell_len, lines), default=0)
    texts: list[str] = []
    parts: list[Part] = []
    at = 0
    before = ""
    for text in lines:
        left = _left_of(text)
        skipped = 0
        if parts and _is_within_word(before, text[left:], width):
            skipped = left
        elif parts:
            texts.append("\n")
            at += 1
        parts.append(Part(at, skipped, len(text) - skipped))
        texts.append(text[skipped:])
        at += len(text) - skipped
        before = text
    return "".join(texts), parts


def pieces(parts: Sequence[Part], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The line, the start and the end in it of each piece of a span of the unwrapped text."""
    first_line = max(bisect_right(parts, start, key=lambda part: part.start) - 1, 0)
    for line in range(first_line, len(parts)):
        part = parts[line]
        if part.start >= end:
            return
        first, last = max(start - part.start, 0), min(end - part.start, part.length)
        if first < last:
            yield line, first + part.skipped, last + part.skipped


def _left_of(text: str) -> int:
    found = _LEFT.match(text)
    return found.end() if found else 0


def _is_within_word(before: str, after: str, width: int) -> bool:
    if not before or not after:
        return False
    if may_part(before[-1], after[0]):
        return True
    if not (after[0].isalnum() or after[0] == "_"):
        return False
    if _HYPHEN.search(before):
        return True
    if " " in before[_left_of(before) :]:
        return False
    cells = cell_len(before)
    return cells == width or (cells * 2 > width and bool(_IN_ADDRESS.search(before)))


def highlight(
    line: Line, spans: Sequence[MatchSpan], style_of: Callable[[MatchSpan], Style]
) -> Line:
    """The line, with a style of its own over each of some parts that do not overlap."""
    if not spans:
        return line
    cuts = sorted({place for span in spans for place in span[:2]})
    drawn: list[Segment] = []
    start = 0
    for segment in line:
        for piece_start, text in _cut(segment.text, start, cuts):
            over = next((it for it in spans if it.start <= piece_start < it.end), None)
            own = segment.style or Style.null()
            drawn.append(Segment(text, segment.style if over is None else own + style_of(over)))
        start += len(segment.text)
    return tuple(drawn)


def _cut(text: str, start: int, cuts: Sequence[int]) -> list[tuple[int, str]]:
    """The pieces of a text that begins at a place, cut at some places, each with its own."""
    inner = [place - start for place in cuts if start < place < start + len(text)]
    edges = [0, *inner, len(text)]
    return [(start + first, text[first:end]) for first, end in pairwise(edges) if end > first]
