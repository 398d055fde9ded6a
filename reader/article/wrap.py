"""Styled runs into lines, and the same for plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, split_graphemes

from reader.article.line import Run, clean, keep_joined
from reader.text.line_breaks import SIMPLE, Span, break_spans

ELLIPSIS = "…"


def wrap_runs(runs: Sequence[Run], width: int) -> list[list[Run]]:
    """Break runs into lines of at most `width` cells; each piece keeps its style.

    Runs without any text give no line.
    """
    runs = keep_joined(runs)
    text = "".join(text for text, _ in runs)
    if not text:
        return []
    spans = break_spans(text, max(width, 2))
    if len(runs) == 1:
        style = runs[0][1]
        return [[(text[start:end], style)] for start, end in spans]
    return cut_runs(runs, spans)


def cut_runs(runs: Sequence[Run], spans: Iterable[Span]) -> list[list[Run]]:
    """The parts of runs that lie in ascending spans of their text."""
    lines: list[list[Run]] = []
    index, offset = 0, 0  # the run that a span begins in, and where that run begins
    for start, end in spans:
        line: list[Run] = []
        while index < len(runs):
            text, style = runs[index]
            past = offset + len(text)
            piece = text[max(start - offset, 0) : max(end - offset, 0)]
            if piece:
                line.append((piece, style))
            if past > end:
                break
            index, offset = index + 1, past
        lines.append(line)
    return lines


def fold(text: str, width: int) -> list[str]:
    """Cut safe text into pieces of at most `width` cells between graphemes, blanks kept."""
    if len(text) <= width and SIMPLE.fullmatch(text):
        return [text]
    if SIMPLE.fullmatch(text):
        return [text[start : start + width] for start in range(0, len(text), width)]
    pieces: list[str] = []
    start, cells = 0, 0
    for first, _, size in split_graphemes(text)[0]:
        if cells + size > width and first > start:
            pieces.append(text[start:first])
            start, cells = first, 0
        cells += size
    return [*pieces, text[start:]]


def wrap_plain(text: str, width: int, max_lines: int | None = None) -> list[str]:
    """Break plain text into lines; when there are more than `max_lines`, the last ends in `…`.

    Always gives at least one line, an empty one for an empty text.
    """
    text = clean(text)
    lines = [text[start:end] for start, end in break_spans(text, max(width, 2))]
    if max_lines is None or len(lines) <= max_lines:
        return lines
    kept = lines[:max_lines]
    kept[-1] = truncate(f"{kept[-1]} {lines[max_lines]}{ELLIPSIS}", width)
    return kept


def truncate(text: str, width: int) -> str:
    """The text if it fits in `width` cells, else as much of it as does with `…` at the end."""
    text = clean(text)
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return ELLIPSIS[:width]
    kept = fold(text, width - 1)[0].rstrip(" ")
    return (kept if cell_len(kept) < width else "") + ELLIPSIS
