"""Lighting up, in lines that are laid out already, what was searched for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from reader.article.line import Line, line_text
from reader.posts.search.excerpt import find_spans
from reader.posts.search.query import Phrase


def is_lit(line: Line, phrases: Sequence[Phrase]) -> bool:
    """Whether one of the phrases stands in the line."""
    return bool(find_spans(line_text(line), phrases))


def lit(line: Line, phrases: Sequence[Phrase], style: Style) -> Line:
    """The line, with that style over what was searched for."""
    spans = find_spans(line_text(line), phrases)
    if not spans:
        return line
    cuts = sorted({place for span in spans for place in span})
    drawn: list[Segment] = []
    start = 0
    for segment in line:
        for piece_start, text in _cut(segment.text, start, cuts):
            is_in = any(first <= piece_start < end for first, end in spans)
            own = segment.style or Style.null()
            drawn.append(Segment(text, own + style if is_in else segment.style))
        start += len(segment.text)
    return tuple(drawn)


def _cut(text: str, start: int, cuts: Sequence[int]) -> list[tuple[int, str]]:
    """The pieces of a text that begins at a place, cut at some places, each with its own."""
    inner = [place - start for place in cuts if start < place < start + len(text)]
    edges = [0, *inner, len(text)]
    return [(start + first, text[first:end]) for first, end in pairwise(edges) if end > first]
