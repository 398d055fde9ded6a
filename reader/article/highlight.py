"""Lighting up parts of a line that is laid out already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from reader.article.line import Line
from reader.article.search import LitSpan


def lit(line: Line, spans: Sequence[LitSpan], style_of: Callable[[LitSpan], Style]) -> Line:
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
