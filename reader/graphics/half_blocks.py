"""A picture as text: a cell shows two dots, one over the other.

This works in every terminal that has more than sixteen colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

if TYPE_CHECKING:
    import PIL.Image

_UPPER = "▀"
_Pixel: TypeAlias = tuple[int, ...]


class HalfBlocks:
    """A picture of so many cells and rows."""

    def __init__(self, image: PIL.Image.Image, cells: int, rows: int) -> None:
        small = image.resize((cells, 2 * rows))
        pixels = list(zip(*[iter(small.tobytes())] * 4, strict=True))
        self._rows = [
            list(
                _row(
                    pixels[row * cells : (row + 1) * cells],
                    pixels[(row + 1) * cells : (row + 2) * cells],
                )
            )
            for row in range(0, 2 * rows, 2)
        ]

    def row(self, row: int) -> Sequence[Segment]:
        """One of its rows."""
        return self._rows[row]


def _row(upper: Sequence[_Pixel], lower: Sequence[_Pixel]) -> Iterator[Segment]:
    """Two rows of pixels as cells; neighbours that are alike are one segment."""
    count = 0
    pairs = list(zip(upper, lower, strict=True))
    for index, pair in enumerate(pairs):
        count += 1
        if index + 1 == len(pairs) or pairs[index + 1] != pair:
            yield _segment(*pair, count)
            count = 0


def _segment(upper: _Pixel, lower: _Pixel, count: int) -> Segment:
    if upper[3] < 128 and lower[3] < 128:
        return Segment(" " * count)
    if upper[3] < 128:
        return Segment("▄" * count, Style(color=_colour(lower)))
    if lower[3] < 128:
        return Segment(_UPPER * count, Style(color=_colour(upper)))
    return Segment(_UPPER * count, Style(color=_colour(upper), bgcolor=_colour(lower)))


def _colour(pixel: _Pixel) -> Color:
    return Color.from_triplet(ColorTriplet(*pixel[:3]))
