"""Pictures as text: each cell shows two pixels, one above the other.

Works in every terminal that supports more than sixteen colours.
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

_UPPER_HALF = "▀"
_LOWER_HALF = "▄"
_MIN_ALPHA = 128
"""Pixels that are more transparent than this are not drawn."""
_Pixel: TypeAlias = tuple[int, ...]
"""Red, green, blue and alpha, each 0 to 255."""


class HalfBlocks:
    """A picture drawn in half blocks.

    Args:
        image: An RGBA image of any size; it is scaled to fit.
        cells: Width of the picture in cells.
        rows: Height of the picture in rows of cells.
    """

    def __init__(self, image: PIL.Image.Image, cells: int, rows: int) -> None:
        scaled = image.resize((cells, 2 * rows))
        pixels = list(zip(*[iter(scaled.tobytes())] * 4, strict=True))
        self._rows = [
            list(
                _segments(
                    pixels[row * cells : (row + 1) * cells],
                    pixels[(row + 1) * cells : (row + 2) * cells],
                )
            )
            for row in range(0, 2 * rows, 2)
        ]

    def row(self, row: int) -> Sequence[Segment]:
        """Return one row of cells; the first row is 0."""
        return self._rows[row]


def _segments(upper: Sequence[_Pixel], lower: Sequence[_Pixel]) -> Iterator[Segment]:
    """Yield a row of cells from two rows of pixels; equal neighbours share a segment."""
    count = 0
    pairs = list(zip(upper, lower, strict=True))
    for index, pair in enumerate(pairs):
        count += 1
        if index + 1 == len(pairs) or pairs[index + 1] != pair:
            yield _segment(*pair, count)
            count = 0


def _segment(upper: _Pixel, lower: _Pixel, count: int) -> Segment:
    if upper[3] < _MIN_ALPHA and lower[3] < _MIN_ALPHA:
        return Segment(" " * count)
    if upper[3] < _MIN_ALPHA:
        return Segment(_LOWER_HALF * count, Style(color=_colour(lower)))
    if lower[3] < _MIN_ALPHA:
        return Segment(_UPPER_HALF * count, Style(color=_colour(upper)))
    return Segment(_UPPER_HALF * count, Style(color=_colour(upper), bgcolor=_colour(lower)))


def _colour(pixel: _Pixel) -> Color:
    return Color.from_triplet(ColorTriplet(*pixel[:3]))
