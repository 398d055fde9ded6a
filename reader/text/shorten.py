"""Shortening titles that begin alike, so that what tells them apart stays visible."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from reader.text.cell_widths import graphemes
from reader.text.clean import clean_line
from reader.text.line_breaks import SIMPLE
from reader.text.wrap import ELLIPSIS, truncate, wrap_plain

_MAX_WORD = 16
"""Characters before a difference in which the beginning of its word is looked for."""
_MAX_HEAD_CELLS = 8
"""Cells of the common beginning that are kept when the rest needs all others."""
_MIN_HEAD_CELLS = 2
"""Cells of the common beginning that are kept so that the rest begins with a whole word."""
_ASCII_WORD = re.compile(rf"[#A-Za-z0-9._-]{{1,{_MAX_WORD}}}\Z")


def truncate_apart(text: str, width: int, others: Iterable[str]) -> str:
    """Return text cut to at most `width` cells, in the middle if it would look like another one.

    `Bitcoin Optech Newsletter #418` becomes `Bitcoin Opt… #418` beside `… #417`, and
    `Bitcoin Optech N…` alone.

    Args:
        text: Any text; it is cleaned with `clean_line`.
        width: Cells.
        others: Texts that it is to differ from; not iterated over if the text fits.
    """
    text = clean_line(text)
    shown = truncate(text, width)
    if shown == text:
        return text
    differences = _differences(text, shown.removesuffix(ELLIPSIS), others)
    return _cut_between(text, width, differences) if differences else shown


def wrap_apart(text: str, width: int, max_lines: int, others: Iterable[str]) -> list[str]:
    """Wrap text as `wrap_plain` does; text with too many lines is cut as by `truncate_apart`.

    Args:
        text: Any text; it is cleaned with `clean_line`.
        width: Cells; a width below 2 counts as 2.
        max_lines: Maximum number of lines.
        others: Texts that it is to differ from; not iterated over if the text fits.
    """
    lines = wrap_plain(text, width)
    if len(lines) <= max_lines:
        return lines
    text = clean_line(text)
    kept = text[: text.find(lines[max_lines - 1]) + len(lines[max_lines - 1])]
    differences = _differences(text, kept, others)
    if differences:
        for cells in range(width * max_lines, width, -2):
            cut = wrap_plain(_cut_between(text, cells, differences), width)
            if len(cut) <= max_lines:
                return cut
    return wrap_plain(text, width, max_lines=max_lines)


def _differences(text: str, kept: str, others: Iterable[str]) -> list[int]:
    """Return where the texts that begin as what is kept differ from the text, in order."""
    alike = {other for other in others if other.startswith(kept) and other != text}
    return sorted({_first_difference(text, other, len(kept)) for other in alike})


def _first_difference(text: str, other: str, start: int) -> int:
    end = min(len(text), len(other))
    return next((index for index in range(start, end) if text[index] != other[index]), end)


def _cut_between(text: str, width: int, differences: Sequence[int]) -> str:
    """Leave out the text before the differences, or before the last one if there is no room."""
    room = width - 1 - min(_MAX_HEAD_CELLS, width // 3)
    first, last = differences[0], differences[-1]
    starts: Sequence[int] = range(len(text))
    if not SIMPLE.fullmatch(text):
        starts = [start for start, _, _ in graphemes(text, width)[0]]
    first_word, last_word = _word_start(text, first), _word_start(text, last)
    attempts = (
        (first_word, room),
        (first_word, width - _MIN_HEAD_CELLS),
        (first, room),
        (last_word, room),
        (last_word, width - _MIN_HEAD_CELLS),
        (last, room),
    )
    for wanted, cells in attempts:
        start = starts[bisect_right(starts, wanted) - 1]
        tail = truncate(text[start:], cells)
        # The character at the last difference must be visible.
        if start + len(tail.removesuffix(ELLIPSIS)) > min(last, starts[-1]):
            break
    return truncate(text[:start], max(0, width - cell_len(tail))) + tail


def _word_start(text: str, index: int) -> int:
    """Return where the word at an index begins, with the space before it; else the index."""
    space = text.rfind(" ", max(0, index - _MAX_WORD), index + 1)
    if space >= 0:
        return space
    word = _ASCII_WORD.search(text, 0, index)
    return word.start() if word else index
