"""The screen of a terminal that measures characters in its own way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from rich.cells import get_character_cell_size

_SEQUENCE = re.compile(
    "\x1b\\[([\\d;]*)([A-Za-z])|\x1b\\[[0-?]*[ -/]*[@-~]|\x1b[\\]_P].*?\x1b\\\\|\x1b.|.", re.DOTALL
)


def wide_marks(character: str) -> int:
    """Return the cells of a character in xterm and tmux, where a spacing mark has its own."""
    if unicodedata.category(character) == "Mc":
        return 1
    return narrow_marks(character)


def narrow_marks(character: str) -> int:
    """Return the cells of a character in Kitty, where all marks share the cell of their letter."""
    if unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf"):
        return 0
    return get_character_cell_size(character)


class CellScreen:
    """Rows of cells, each with the characters that were drawn in it.

    Args:
        columns: Cells of a row.
        rows: Number of rows.
        width: Returns the cells that a character takes.
        fill: What all cells contain at first.
    """

    def __init__(
        self, columns: int, rows: int, width: Callable[[str], int], fill: str = " "
    ) -> None:
        self.cells = [[fill] * columns for _ in range(rows)]
        self._width = width
        self._row = self._column = 0

    def row(self, number: int) -> str:
        """Return the text of a row."""
        return "".join(self.cells[number])

    def feed(self, output: str) -> None:
        """Draw output, without wrapping at the right edge."""
        for found in _SEQUENCE.finditer(output):
            if found[2] == "H":
                row, _, column = found[1].partition(";")
                self._row, self._column = int(row or 1) - 1, int(column or 1) - 1
            elif found[2] == "G":
                self._column = int(found[1] or 1) - 1
            elif found.group() == "\n":
                self._row, self._column = self._row + 1, 0
            elif found.group()[0] >= " ":
                self._draw(found.group())

    def _draw(self, character: str) -> None:
        cells = self.cells[self._row]
        size = self._width(character)
        if size == 0:
            last = max(0, self._column - 1)
            while last and not cells[last]:
                last -= 1
            cells[last] += character
            return
        if self._column + size > len(cells):
            return
        if not cells[self._column]:
            cells[self._column - 1] = " "
        end = self._column + size
        if end < len(cells) and not cells[end]:
            cells[end] = " "
        cells[self._column : end] = [character, *[""] * (size - 1)]
        self._column = end
