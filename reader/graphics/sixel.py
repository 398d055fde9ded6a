"""Pictures as sixels: dots that are written anew with the cells that they stand in.

Each row of cells is a picture of its own, so that it may be scrolled, cut off and covered like
text. The signs are those of the VT330/VT340 Programmer Reference Manual, volume 2, chapter 14.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from reader.graphics.placeholders import Piece, PlacedImage, replace_pieces

if TYPE_CHECKING:
    import PIL.Image

_COLOURS = 128
"""Of one picture. Terminals have 256 for it; half of them are written faster, and look the same."""
_CLEAR = 255
"""Among the numbers of colours: a dot that is not drawn."""
_BAND = 6
"""Rows of dots in one row of signs."""
_SIGNS = bytes((bits & 0x3F) + 0x3F for bits in range(256))
_SAME = re.compile(rb"(.)\1{3,}", re.DOTALL)


class SixelPictures:
    """Writes pictures, and keeps what was written of those that are still shown."""

    def __init__(self) -> None:
        self._dots: WeakKeyDictionary[PlacedImage, _Dots] = WeakKeyDictionary()

    def encode(self, text: str) -> str:
        """Text for the terminal, with dots in the place of placeholders."""
        return replace_pieces(text, self._written)

    def _written(self, piece: Piece) -> str:
        dots = self._dots.get(piece.image)
        if dots is None:
            dots = self._dots[piece.image] = _Dots(piece.image)
        # Blanks first: dots that stood there before are not to show through.
        blank = f"\x1b7{' ' * piece.cells}\x1b8"
        signs = dots.signs(piece.row, piece.first, piece.cells)
        return f"{blank}\x1b7{signs}\x1b8\x1b[{piece.cells}C"


class _Dots:
    """The dots of a picture, in few colours."""

    def __init__(self, placed: PlacedImage) -> None:
        from PIL import ImageOps  # late: most articles show no image

        self._cell = placed.canvas.cell_width, placed.canvas.cell_height
        size = width, _ = placed.cells * self._cell[0], placed.rows * self._cell[1]
        # Within its cells it keeps its shape, as by Kitty's protocol.
        image = ImageOps.pad(placed.image, size, color=(0, 0, 0, 0))
        paletted = _in_few_colours(image.convert("RGB"))
        paletted.paste(_CLEAR, mask=image.getchannel("A").point(lambda alpha: 255 * (alpha < 128)))
        self._palette = paletted.getpalette() or []
        self._width = width
        self._numbers = paletted.tobytes()
        self._signs: dict[tuple[int, int, int], str] = {}

    def signs(self, row: int, first: int, cells: int) -> str:
        """Some cells of a row of them, as a picture of its own."""
        key = row, first, cells
        if key not in self._signs:
            self._signs[key] = _sixels(self._lines(*key), self._palette)
        return self._signs[key]

    def _lines(self, row: int, first: int, cells: int) -> list[bytes]:
        wide, high = self._cell
        starts = (line * self._width + first * wide for line in range(row * high, (row + 1) * high))
        return [self._numbers[start : start + cells * wide] for start in starts]


def _in_few_colours(image: PIL.Image.Image) -> PIL.Image.Image:
    from PIL import Image as Pillow  # late, as above

    if image.getcolors(_COLOURS) is not None:
        return image.quantize(_COLOURS)
    # To choose them among all dots of a photograph takes a quarter of a second.
    chosen = image.resize((max(1, image.width // 4), max(1, image.height // 4))).quantize(_COLOURS)
    return image.quantize(palette=chosen, dither=Pillow.Dither.NONE)


def _sixels(lines: Sequence[bytes], palette: Sequence[int]) -> str:
    """Lines of colour numbers as one picture, whose other dots stay as they are."""
    used = sorted(set().union(*lines) - {_CLEAR})
    bands = [lines[at : at + _BAND] for at in range(0, len(lines), _BAND)]
    data = b"-".join(b"$".join(_band(band)) for band in bands)
    colours = "".join(_defined(it, palette[3 * it : 3 * it + 3]) for it in used)
    size = f'"1;1;{len(lines[0])};{len(lines)}'
    return f"\x1bP0;1;0q{size}{colours}{data.decode('ascii')}\x1b\\"


def _defined(number: int, colour: Sequence[int]) -> str:
    """A colour, in the parts of a hundred that the protocol counts in."""
    red, green, blue = (round(value / 2.55) for value in colour)
    return f"#{number};2;{red};{green};{blue}"


def _band(lines: Sequence[bytes]) -> Iterator[bytes]:
    """For each colour of a band the signs that draw it."""
    width = len(lines[0])
    for colour in sorted(set().union(*lines) - {_CLEAR}):
        # Whole lines as one number each: bytes are put together without a loop over the dots.
        bits = 0
        for row, line in enumerate(lines):
            if colour in line:
                bits |= int.from_bytes(line.translate(_bit(colour, row)), "big")
        signs = bits.to_bytes(width, "big").rstrip(b"\0").translate(_SIGNS)
        yield b"#%d%s" % (colour, _SAME.sub(_repeated, signs))


@cache
def _bit(colour: int, row: int) -> bytes:
    """A table that gives the bit of that row for the colour, and none for others."""
    table = bytearray(256)
    table[colour] = 1 << row
    return bytes(table)


def _repeated(found: re.Match[bytes]) -> bytes:
    return b"!%d%s" % (len(found.group()), found.group(1))
