"""The width of spacing marks, the vowel signs of Indic and Southeast Asian scripts.

In Unicode they have the category Mc. Terminals disagree about them: in xterm, tmux and VTE, such a
mark takes a cell of its own; in Kitty, it shares the cell of its letter. Rich, which measures all
text of the app, always expects the latter, so that letters would be lost in the other terminals.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

import rich.cells
from rich.cells import CellTable, cached_cell_len, get_character_cell_size, split_graphemes

MARK_PROBE = "\u0915\u093f"
"""A Devanagari letter and a spacing mark: two cells if marks have cells of their own, else one."""
_MAX_CLUSTER_CELLS = 6
"""Cells of a letter and its marks that are kept together; real syllables have up to five."""
_VIRAMA_CLASS = 9
"""Combining class of the marks that join two consonants."""
_FIRST_MARK = "\u0900"

# Rich has no setting for the width of a character. All its functions look up this one by name;
# tests/unit/text/test_cell_widths.py fails if that changes.
_NAME = "load_cell_table"
_rich_table: Callable[[str], CellTable] = vars(rich.cells)[_NAME]


def use_wide_marks(*, are_wide: bool) -> bool:
    """Let spacing marks count one cell each in all of the process, or none as Rich does.

    Returns:
        Whether that is a change, after which everything has to be measured again.
    """
    table = _wide_table if are_wide else _rich_table
    if vars(rich.cells)[_NAME] is table:
        return False
    vars(rich.cells)[_NAME] = table
    get_character_cell_size.cache_clear()
    cached_cell_len.cache_clear()
    return True


@lru_cache(maxsize=2)
def _wide_table(version: str) -> CellTable:
    """Return Rich's table without the spacing marks; a missing character counts one cell."""
    table = _rich_table(version)
    widths: list[tuple[int, int, int]] = []
    for first, last, width in table.widths:
        if width or last < ord(_FIRST_MARK):
            widths.append((first, last, width))
            continue
        start = first
        for code in range(first, last + 1):
            if unicodedata.category(chr(code)) == "Mc":
                widths += [(start, code - 1, 0)] if start < code else []
                start = code + 1
        widths += [(start, last, 0)] if start <= last else []
    return table._replace(widths=widths)


def graphemes(text: str, width: int) -> tuple[list[tuple[int, int, int]], int]:
    """Return the start, end and cells of each grapheme of a text, and the cells of all of it.

    A letter stays with its marks, also if these have cells of their own, and with the consonant
    that a virama joins to it: see https://www.unicode.org/reports/tr29/.

    Args:
        text: Any text.
        width: Cells that a grapheme with marks may have at most.
    """
    spans, total = split_graphemes(text)
    if not text or max(text) < _FIRST_MARK:
        return spans, total
    limit = min(width, _MAX_CLUSTER_CELLS)
    joined: list[tuple[int, int, int]] = []
    for start, end, cells in spans:
        if joined and _continues(text, start) and joined[-1][2] + cells <= limit:
            first, _, before = joined[-1]
            joined[-1] = first, end, before + cells
        else:
            joined.append((start, end, cells))
    return joined, total


def _continues(text: str, index: int) -> bool:
    """Return whether a character belongs to the grapheme before it."""
    if text[index] < _FIRST_MARK:
        return False
    return (
        unicodedata.category(text[index]) == "Mc"
        or unicodedata.combining(text[index - 1]) == _VIRAMA_CLASS
    )
