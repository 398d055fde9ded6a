"""Placeholder characters: private use characters that stand for the cells of a picture.

Textual only knows text, so a picture on its screen is text as well: each cell is one placeholder
character that belongs to no other picture. Pictures can therefore be scrolled, cropped and covered
like any other text. The driver that writes to the terminal replaces the placeholders with pixels.

Kitty has placeholders of its own, U+10EEEE followed by diacritics for row and column. They cannot
be used on the screen, because Rich cuts text between a character and its diacritics.
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

_PLACEHOLDERS = re.compile(f"[{FIRST_PLACEHOLDER}-{LAST_PLACEHOLDER}]+")
_FIRST_CODE, _END_CODE = ord(FIRST_PLACEHOLDER), ord(LAST_PLACEHOLDER) + 1


class NoPlaceholdersError(Exception):
    """No placeholders are left for a picture, because dozens of large ones are in use."""


class PlacedImage:
    """An image of a fixed size in cells, and the placeholders that stand for it."""

    def __init__(self, image: PIL.Image.Image, canvas: Canvas, cells: int, rows: int) -> None:
        """Reserve the placeholders.

        Args:
            image: An RGBA image.
            canvas: The canvas it is drawn on.
            cells: Width in cells.
            rows: Height in rows of cells.

        Raises:
            NoPlaceholdersError: Too few placeholders are free.
        """
        self.image = image
        self.canvas = canvas
        self.cells = cells
        self.rows = rows
        self._first_code = _pool.allocate(self, cells * rows)

    def row(self, row: int) -> Sequence[Segment]:
        """Return one row of cells as placeholders; the first row is 0."""
        first = self._first_code + row * self.cells
        return [Segment("".join(map(chr, range(first, first + self.cells))))]

    def position_of(self, code: int) -> tuple[int, int]:
        """Return the row and the column, from 0, that a placeholder of this image stands for."""
        return divmod(code - self._first_code, self.cells)


@dataclass(frozen=True, slots=True)
class CellRun:
    """Neighbouring cells in one row of a picture."""

    image: PlacedImage
    row: int
    first: int
    """Column of the first cell."""
    cells: int
    """Number of cells."""


def replace_placeholders(text: str, encode: Callable[[CellRun], str]) -> str:
    """Replace the placeholders in text that is about to be written to the terminal.

    Args:
        text: The text to write.
        encode: Returns what to write for some cells of a picture.

    Returns:
        The text without placeholders. Those of pictures that no longer exist become spaces.
    """

    def encode_match(match: re.Match[str]) -> str:
        runs = _cell_runs(match.group())
        return "".join(" " * run if isinstance(run, int) else encode(run) for run in runs)

    return _PLACEHOLDERS.sub(encode_match, text)


def _cell_runs(placeholders: str) -> Iterator[CellRun | int]:
    """Split placeholders by picture and row; yield a number of cells where the picture is gone."""
    start = 0
    while start < len(placeholders):
        code = ord(placeholders[start])
        image, end = _pool.lookup(code)
        row, column = (0, 0) if image is None else image.position_of(code)
        limit = end - code if image is None else min(image.cells - column, end - code)
        cells = 1
        while cells < limit and placeholders[start + cells : start + cells + 1] == chr(
            code + cells
        ):
            cells += 1
        yield cells if image is None else CellRun(image, row, column, cells)
        start += cells


class _PlaceholderPool:
    """Assigns ranges of placeholders to images for as long as the images exist."""

    def __init__(self) -> None:
        self._ranges: list[tuple[int, int, ReferenceType[PlacedImage]]] = []
        """First code, code after the last, and the image that owns the range; ascending."""
        self._next_code = _FIRST_CODE

    def allocate(self, image: PlacedImage, count: int) -> int:
        """Reserve consecutive placeholders for an image and return the first code.

        The codes freed last are reused last, because the screen may still show them.

        Raises:
            NoPlaceholdersError: No gap is large enough.
        """
        self._ranges = [used for used in self._ranges if used[2]() is not None]
        for start in (self._next_code, _FIRST_CODE):
            first = self._find_gap(start, count)
            if first is not None:
                self._ranges.append((first, first + count, ref(image)))
                self._ranges.sort(key=lambda used: used[0])
                self._next_code = first + count
                return first
        raise NoPlaceholdersError

    def _find_gap(self, start: int, count: int) -> int | None:
        for first, end, _ in self._ranges:
            if end > start and first < start + count:
                start = end
        return start if start + count <= _END_CODE else None

    def lookup(self, code: int) -> tuple[PlacedImage | None, int]:
        """Return the image that a code stands for, and the code at which its range ends.

        For a code of no image, the end is where the next range begins.
        """
        index = bisect_right(self._ranges, code, key=lambda used: used[0]) - 1
        if index >= 0 and code < self._ranges[index][1]:
            return self._ranges[index][2](), self._ranges[index][1]
        following = index + 1
        return None, self._ranges[following][0] if following < len(self._ranges) else _END_CODE


_pool = _PlaceholderPool()
