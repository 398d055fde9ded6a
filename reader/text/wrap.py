"""Plain text into lines of so many cells."""

from __future__ import annotations

from rich.cells import cell_len, split_graphemes

from reader.text.clean import clean_line
from reader.text.line_breaks import SIMPLE, break_spans

ELLIPSIS = "…"


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
    text = clean_line(text)
    lines = [text[start:end] for start, end in break_spans(text, max(width, 2))]
    if max_lines is None or len(lines) <= max_lines:
        return lines
    kept = lines[:max_lines]
    kept[-1] = truncate(f"{kept[-1]} {lines[max_lines]}{ELLIPSIS}", width)
    return kept


def truncate(text: str, width: int) -> str:
    """The text if it fits in `width` cells, else as much of it as does with `…` at the end."""
    text = clean_line(text)
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return ELLIPSIS[:width]
    kept = fold(text, width - 1)[0].rstrip(" ")
    return (kept if cell_len(kept) < width else "") + ELLIPSIS
