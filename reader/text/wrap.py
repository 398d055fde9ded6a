"""Wrapping and truncating plain text to a width in terminal cells."""

from __future__ import annotations

from rich.cells import cell_len

from reader.text.cell_widths import graphemes
from reader.text.clean import clean_line
from reader.text.line_breaks import SIMPLE, break_spans

ELLIPSIS = "…"
_MIN_MIDDLE_WIDTH = 5
"""Minimum width at which text is cut in its middle, and not at its end."""


def fold(text: str, width: int) -> list[str]:
    """Cut text into pieces of at most `width` cells, between graphemes and with all its spaces.

    Args:
        text: Text without tabs and controls, as `clean_line` returns it.
        width: Cells, at least 1. A wider grapheme is a piece of its own.

    Returns:
        At least one piece; an empty one for empty text.
    """
    if len(text) <= width and SIMPLE.fullmatch(text):
        return [text]
    if SIMPLE.fullmatch(text):
        return [text[start : start + width] for start in range(0, len(text), width)]
    pieces: list[str] = []
    start, cells = 0, 0
    for first, _, size in graphemes(text, width)[0]:
        if cells + size > width and first > start:
            pieces.append(text[start:first])
            start, cells = first, 0
        cells += size
    return [*pieces, text[start:]]


def wrap_plain(text: str, width: int, max_lines: int | None = None) -> list[str]:
    """Wrap text into lines of at most `width` cells.

    Args:
        text: Any text; it is cleaned with `clean_line`.
        width: Cells; a width below 2 counts as 2, so that every character fits.
        max_lines: Maximum number of lines. If there are more, the last one ends in `…`.

    Returns:
        At least one line; an empty one for empty text.
    """
    text = clean_line(text)
    lines = [text[start:end] for start, end in break_spans(text, max(width, 2))]
    if max_lines is None or len(lines) <= max_lines:
        return lines
    kept = lines[:max_lines]
    kept[-1] = truncate(f"{kept[-1]} {lines[max_lines]}{ELLIPSIS}", width)
    return kept


def truncate(text: str, width: int) -> str:
    """Return text cut to at most `width` cells; text that was cut ends in `…`.

    Args:
        text: Any text; it is cleaned with `clean_line`.
        width: Cells. Nothing fits in 0 cells, and only the ellipsis in 1.
    """
    text = clean_line(text)
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return ELLIPSIS[:width]
    kept = fold(text, width - 1)[0].rstrip(" ")
    return (kept if cell_len(kept) < width else "") + ELLIPSIS


def truncate_middle(text: str, width: int) -> str:
    """Return text cut to at most `width` cells; text that was cut has a `…` in its middle.

    Args:
        text: Any text; it is cleaned with `clean_line`.
        width: Cells, as for `truncate`.
    """
    text = clean_line(text)
    if cell_len(text) <= width:
        return text
    if width < _MIN_MIDDLE_WIDTH:
        return truncate(text, width)
    start = fold(text, (width + 1) // 2 - 1)[0].rstrip(" ")
    room = width - cell_len(start) - 1
    end = ""
    for first, _, size in reversed(graphemes(text, room)[0]):
        if size > room:
            break
        end, room = text[first:], room - size
    return start + ELLIPSIS + end.lstrip(" ")
