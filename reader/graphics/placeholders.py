"""Characters that stand for the cells of pictures until they are written to the terminal.

On the screen of Textual a picture is text: each of its cells is a character that nothing else is
written with, and that is told from all others. So it scrolls, is cut off and covered as text is,
and whoever writes to the terminal puts the dots in its place. (Kitty has such a character of its
own, U+10EEEE with marks behind it that say which cell it is; Rich cuts between it and its marks.)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import ReferenceType, ref

from rich.segment import Segment

from reader.graphics.canvas import FIRST_PLACEHOLDER, LAST_PLACEHOLDER, Canvas

if TYPE_CHECKING:
    import PIL.Image

_RUN = re.compile(f"[{FIRST_PLACEHOLDER}-{LAST_PLACEHOLDER}]+")
_FIRST, _END = ord(FIRST_PLACEHOLDER), ord(LAST_PLACEHOLDER) + 1


class NoPlaceholdersError(Exception):
    """There are no characters left for a picture: dozens of the largest are in use."""


class PlacedImage:
    """A picture that takes so many cells and rows, and the characters for them."""

    def __init__(self, image: PIL.Image.Image, canvas: Canvas, cells: int, rows: int) -> None:
        """
        Args:
            image: RGBA.
            canvas: What it is drawn on.
            cells: Of a row.
            rows: Of the picture.

        Raises:
            NoPlaceholdersError: There are none for it.
        """
        self.image = image
        self.canvas = canvas
        self.cells = cells
        self.rows = rows
        self._first = _characters.give(self, cells * rows)

    def row(self, row: int) -> Sequence[Segment]:
        """One of its rows, in placeholders."""
        first = self._first + row * self.cells
        return [Segment("".join(map(chr, range(first, first + self.cells))))]

    def place_of(self, code: int) -> tuple[int, int]:
        """Row and cell that a character stands for."""
        return divmod(code - self._first, self.cells)


class _Characters:
    """Which characters stand for which pictures, as long as these are there."""

    def __init__(self) -> None:
        self._taken: list[tuple[int, int, ReferenceType[PlacedImage]]] = []
        """The first character, the one after the last, and whose they are; in this order."""
        self._following = _FIRST

    def give(self, image: PlacedImage, count: int) -> int:
        """The first of so many characters that are a picture's from now on.

        Those that were used last are given last: text that is still drawn may hold them.
        """
        self._taken = [it for it in self._taken if it[2]() is not None]
        for start in (self._following, _FIRST):
            first = self._gap(start, count)
            if first is not None:
                self._taken.append((first, first + count, ref(image)))
                self._taken.sort(key=lambda it: it[0])
                self._following = first + count
                return first
        raise NoPlaceholdersError

    def _gap(self, start: int, count: int) -> int | None:
        for first, end, _ in self._taken:
            if end > start and first < start + count:
                start = end
        return start if start + count <= _END else None

    def image_of(self, code: int) -> tuple[PlacedImage | None, int]:
        """The picture that a character stands for, and where the characters of another begin."""
        at = bisect_right(self._taken, code, key=lambda it: it[0]) - 1
        if at >= 0 and code < self._taken[at][1]:
            return self._taken[at][2](), self._taken[at][1]
        return None, self._taken[at + 1][0] if at + 1 < len(self._taken) else _END


_characters = _Characters()


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring cells of one row of a picture."""

    image: PlacedImage
    row: int
    first: int
    """Its first cell."""
    cells: int


def replace_pieces(text: str, written: Callable[[Piece], str]) -> str:
    """Text for the terminal, with something else in the place of placeholders.

    Args:
        text: What is to be written.
        written: Gives what is to be written of a piece. Where a picture is gone, there are blanks.
    """

    def of_run(run: re.Match[str]) -> str:
        pieces = _pieces_of(run.group())
        return "".join(" " * it if isinstance(it, int) else written(it) for it in pieces)

    return _RUN.sub(of_run, text)


def _pieces_of(run: str) -> Iterator[Piece | int]:
    """The pieces of a run of placeholders; of pictures that are gone, the number of cells."""
    at = 0
    while at < len(run):
        code = ord(run[at])
        image, end = _characters.image_of(code)
        row, first = (0, 0) if image is None else image.place_of(code)
        most = end - code if image is None else min(image.cells - first, end - code)
        cells = 1
        while cells < most and run[at + cells : at + cells + 1] == chr(code + cells):
            cells += 1
        yield cells if image is None else Piece(image, row, first, cells)
        at += cells
