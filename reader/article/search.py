"""Searches an article, block by block, and highlights the matches in its lines."""

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
from reader.text.folding import fold, fold_with_offsets
from reader.text.line_breaks import can_break_between

# What to search for.

Finder: TypeAlias = Callable[[str], Sequence[TextSpan]]
"""Returns the spans of all matches in the text of a block, whose lines end with newlines."""

_BETWEEN_WORDS = r"[\s▎|]+"
"""What separates two words of a search in an article: whitespace, line ends, and the bar that a
quote draws at the left of the next line."""


def text_finder(text: str) -> Finder:
    """Return a finder for a text as it was typed; case, accents and line ends are ignored."""
    words = map(re.escape, fold(text).split())
    pattern = re.compile(_BETWEEN_WORDS.join(words))

    def find(block_text: str) -> Sequence[TextSpan]:
        folded, positions = fold_with_offsets(block_text)
        return [
            (positions[match.start()], positions[match.end() - 1] + 1)
            for match in pattern.finditer(folded)
            if match.end() > match.start()
        ]

    return find


def phrase_finder(phrases: Sequence[Phrase]) -> Finder:
    """Return a finder for the phrases of a search over all posts."""
    return lambda text: find_spans(text, phrases)


# The search.


class MatchSpan(NamedTuple):
    """The part of a match that lies in one line."""

    start: int
    """Index of the first character in the line."""
    end: int
    """Index after the last character."""
    number: int
    """Index of the match among those of its block; a wrapped match has a span in each line."""


class ArticleSearch:
    """All matches in an article, in reading order.

    `search_more` searches the blocks in order; `anchors` and `is_complete` tell how far it has got.

    Args:
        layout: The article.
        find: Finds the matches in the text of one block.
    """

    def __init__(self, layout: ArticleLayout, find: Finder) -> None:
        self.anchors: list[Anchor] = []
        """The first line of each match found so far."""
        self._layout = layout
        self._find = find
        self._next_block = 0
        self._matches: dict[int, Mapping[int, list[MatchSpan]]] = {}
        """Matches by block and by line of the block."""
        self._matches_before: dict[int, int] = {}
        """Number of matches before each block that has any."""

    @property
    def is_complete(self) -> bool:
        """Whether the whole article has been searched."""
        return self._next_block >= len(self._layout.blocks)

    def search_more(self, until: Callable[[], bool]) -> bool:
        """Search the next blocks until interrupted.

        Args:
            until: Called after every block; true interrupts.

        Returns:
            Whether the whole article has been searched.
        """
        while not self.is_complete:
            self._add_matches(self._next_block)
            self._next_block += 1
            if until():
                break
        return self.is_complete

    def matches_in(self, block: int) -> Mapping[int, Sequence[MatchSpan]]:
        """Return the matches in a block by line, searching the block if necessary."""
        known = self._matches.get(block)
        if known is None:
            known = self._matches[block] = self._search_block(block)
        return known

    def match_number(self, block: int, number: int) -> int | None:
        """Return the index in the whole article of a match in a block.

        Args:
            block: Index of the block.
            number: Index of the match in the block, as in `MatchSpan`.

        Returns:
            None if the search has not reached the block.
        """
        before = self._matches_before.get(block)
        return None if before is None else before + number

    def _add_matches(self, block: int) -> None:
        first_lines: dict[int, int] = {}
        for line, spans in self.matches_in(block).items():
            for span in spans:
                first_lines.setdefault(span.number, line)
        if first_lines:
            self._matches_before[block] = len(self.anchors)
            self.anchors += [Anchor(block, first_lines[number]) for number in sorted(first_lines)]

    def _search_block(self, block: int) -> Mapping[int, list[MatchSpan]]:
        lines = [line_text(line) for line in self._layout.block_lines(block)]
        text, parts = unwrap_lines(lines)
        matches: dict[int, list[MatchSpan]] = {}
        for number, (start, end) in enumerate(self._find(text)):
            for line, first, last in split_by_line(parts, start, end):
                matches.setdefault(line, []).append(MatchSpan(first, last, number))
        return matches


# Drawing the matches.


def highlight(
    line: Line, spans: Sequence[MatchSpan], style_for: Callable[[MatchSpan], Style]
) -> Line:
    """Return a line in which each span is combined with a style.

    Args:
        line: The line.
        spans: Spans of the line that do not overlap.
        style_for: Returns the style of a span.
    """
    if not spans:
        return line
    cuts = sorted({index for span in spans for index in span[:2]})
    drawn: list[Segment] = []
    start = 0
    for segment in line:
        for part_start, text in _cut(segment.text, start, cuts):
            span = next((span for span in spans if span.start <= part_start < span.end), None)
            style = segment.style
            if span is not None:
                style = (style or Style.null()) + style_for(span)
            drawn.append(Segment(text, style))
        start += len(segment.text)
    return tuple(drawn)


def _cut(text: str, start: int, cuts: Sequence[int]) -> list[tuple[int, str]]:
    """Cut a text, and return each part with its index in the line.

    Args:
        text: Part of a line.
        start: Index of the text in the line.
        cuts: Ascending indices in the line.
    """
    inner = [cut - start for cut in cuts if start < cut < start + len(text)]
    edges = [0, *inner, len(text)]
    return [(start + first, text[first:end]) for first, end in pairwise(edges) if end > first]


# Joining wrapped lines, so that matches across line ends are found.

_LEFT_MARGIN = re.compile(r"[ ▎]*")
"""Spaces and the bars of quotes to the left of the text of a line."""
_SPLIT_AFTER = re.compile(r"\w\w[-/]$|\u2014$")
"""End of a line at which a long word may have been split."""
_SPLIT_IN_ADDRESS = re.compile(r"\w[-/._?&=,;:#%]$")
"""End of a line at which a long address may have been split."""


class UnwrappedLine(NamedTuple):
    """The part of unwrapped text that comes from one line."""

    start: int
    """Index in the unwrapped text."""
    skipped: int
    """Characters at the beginning of the line that are left out."""
    length: int


def unwrap_lines(lines: Sequence[str]) -> tuple[str, Sequence[UnwrappedLine]]:
    """Join the lines of a block to one text.

    Lines are separated by a newline. Where a line was broken within a word, or between two
    characters of a script without spaces, nothing separates them. Lines do not tell how they were
    broken, so this is a guess from the rules of `reader.text.line_breaks`.

    Returns:
        The text, and for each line its part of the text.
    """
    width = max(map(cell_len, lines), default=0)
    texts: list[str] = []
    parts: list[UnwrappedLine] = []
    length = 0
    previous = ""
    for text in lines:
        margin = _left_margin(text)
        skipped = 0
        if parts and _is_split_word(previous, text[margin:], width):
            skipped = margin
        elif parts:
            texts.append("\n")
            length += 1
        parts.append(UnwrappedLine(length, skipped, len(text) - skipped))
        texts.append(text[skipped:])
        length += len(text) - skipped
        previous = text
    return "".join(texts), parts


def split_by_line(
    parts: Sequence[UnwrappedLine], start: int, end: int
) -> Iterator[tuple[int, int, int]]:
    """Split a span of unwrapped text; yield the line, and the start and end in the line."""
    first_line = max(bisect_right(parts, start, key=lambda part: part.start) - 1, 0)
    for line in range(first_line, len(parts)):
        part = parts[line]
        if part.start >= end:
            return
        first, last = max(start - part.start, 0), min(end - part.start, part.length)
        if first < last:
            yield line, first + part.skipped, last + part.skipped


def _left_margin(text: str) -> int:
    found = _LEFT_MARGIN.match(text)
    return found.end() if found else 0


def _is_split_word(before: str, after: str, width: int) -> bool:
    """Return whether a line break between two lines is probably within a word.

    Args:
        before: The upper line.
        after: The lower line without its margin.
        width: Width of the widest line of the block in cells.
    """
    if not before or not after:
        return False
    if can_break_between(before[-1], after[0]):
        return True
    if not (after[0].isalnum() or after[0] == "_"):
        return False
    if _SPLIT_AFTER.search(before):
        return True
    if " " in before[_left_margin(before) :]:
        return False
    cells = cell_len(before)
    return cells == width or (cells * 2 > width and bool(_SPLIT_IN_ADDRESS.search(before)))
