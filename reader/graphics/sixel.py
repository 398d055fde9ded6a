"""Sixel graphics: pixels that are sent again whenever their cells are written.

Each row of cells is encoded as an image of its own, so that it can be scrolled, cropped and covered
like text. The format is that of the VT330/VT340 Programmer Reference Manual, volume 2, chapter 14,
https://vt100.net/docs/vt3xx-gp/chapter14.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from reader.graphics.placeholders import CellRun, PlacedImage, replace_placeholders

if TYPE_CHECKING:
    import PIL.Image

_COLOURS = 128
"""Colours of one picture. Terminals have 256 registers, but half of them look the same and are
written faster."""
_TRANSPARENT = 255
"""Colour number of a pixel that is not drawn."""
_BAND_HEIGHT = 6
"""Rows of pixels in one row of sixels."""
_SIXELS = bytes((bits & 0x3F) + 0x3F for bits in range(256))
"""Translates the bits of a column of six pixels to the character that draws it."""
_REPEATED = re.compile(rb"(.)\1{3,}", re.DOTALL)
"""Sixels that are shorter with a repeat introducer."""


class SixelPictures:
    """Encodes pictures, and caches the encoded rows for as long as the pictures exist."""

    def __init__(self) -> None:
        self._encoders: WeakKeyDictionary[PlacedImage, _SixelEncoder] = WeakKeyDictionary()

    def encode(self, text: str) -> str:
        """Replace our placeholders with sixel graphics."""
        return replace_placeholders(text, self._encode_run)

    def delete_all(self) -> str:
        """Return nothing: the terminal keeps no sixels beyond the text that they are part of."""
        return ""

    def _encode_run(self, run: CellRun) -> str:
        encoder = self._encoders.get(run.image)
        if encoder is None:
            encoder = self._encoders[run.image] = _SixelEncoder(run.image)
        # Write spaces first, so that older pixels do not show through transparent ones.
        clear = f"\x1b7{' ' * run.cells}\x1b8"
        sixels = encoder.sixels(run.row, run.first, run.cells)
        return f"{clear}\x1b7{sixels}\x1b8\x1b[{run.cells}C"


class _SixelEncoder:
    """A picture reduced to few colours, and its rows as sixels."""

    def __init__(self, placed: PlacedImage) -> None:
        # Imported late: Pillow takes about 60 ms and most articles have no picture, so it would
        # slow down every start ("start, 24 posts").
        from PIL import Image, ImageOps

        self._cell = placed.canvas.cell_width, placed.canvas.cell_height
        size = width, _ = placed.cells * self._cell[0], placed.rows * self._cell[1]
        # Keep the aspect ratio within the cells, as Kitty does.
        image = ImageOps.pad(placed.image, size, color=(0, 0, 0, 0))
        reduced = _reduce_colours(image.convert("RGB"), Image.Dither.NONE)
        transparency = image.getchannel("A").point(lambda alpha: 255 * (alpha < 128))
        reduced.paste(_TRANSPARENT, mask=transparency)
        self._palette = reduced.getpalette() or []
        self._width = width
        self._colours = reduced.tobytes()
        """Colour number of every pixel, row by row."""
        self._encoded: dict[tuple[int, int, int], str] = {}

    def sixels(self, row: int, first: int, cells: int) -> str:
        """Return some cells of one row of cells as an image of its own."""
        key = row, first, cells
        if key not in self._encoded:
            self._encoded[key] = _encode(self._pixel_rows(*key), self._palette)
        return self._encoded[key]

    def _pixel_rows(self, row: int, first: int, cells: int) -> list[bytes]:
        width, height = self._cell
        starts = (
            pixel_row * self._width + first * width
            for pixel_row in range(row * height, (row + 1) * height)
        )
        return [self._colours[start : start + cells * width] for start in starts]


def _reduce_colours(image: PIL.Image.Image, dither: PIL.Image.Dither) -> PIL.Image.Image:
    if image.getcolors(_COLOURS) is not None:
        return image.quantize(_COLOURS)
    # Choosing the palette from all pixels of a photograph would take a quarter of a second.
    sample = image.resize((max(1, image.width // 4), max(1, image.height // 4)))
    return image.quantize(palette=sample.quantize(_COLOURS), dither=dither)


def _encode(rows: Sequence[bytes], palette: Sequence[int]) -> str:
    """Encode rows of colour numbers as one sixel image; transparent pixels are not drawn."""
    used = sorted(set().union(*rows) - {_TRANSPARENT})
    bands = [rows[start : start + _BAND_HEIGHT] for start in range(0, len(rows), _BAND_HEIGHT)]
    data = b"-".join(b"$".join(_encode_band(band)) for band in bands)
    colours = "".join(
        _define_colour(number, palette[3 * number : 3 * number + 3]) for number in used
    )
    raster = f'"1;1;{len(rows[0])};{len(rows)}'
    return f"\x1bP0;1;0q{raster}{colours}{data.decode('ascii')}\x1b\\"


def _define_colour(number: int, colour: Sequence[int]) -> str:
    """Return a colour definition; the format counts red, green and blue from 0 to 100."""
    red, green, blue = (round(value / 2.55) for value in colour)
    return f"#{number};2;{red};{green};{blue}"


def _encode_band(rows: Sequence[bytes]) -> Iterator[bytes]:
    """Yield the sixels that draw each colour of a band."""
    width = len(rows[0])
    for colour in sorted(set().union(*rows) - {_TRANSPARENT}):
        # Each row is treated as one large number, which combines the rows without a loop over
        # the pixels.
        bits = 0
        for index, row in enumerate(rows):
            if colour in row:
                bits |= int.from_bytes(row.translate(_bit_table(colour, index)), "big")
        sixels = bits.to_bytes(width, "big").rstrip(b"\0").translate(_SIXELS)
        yield b"#%d%s" % (colour, _REPEATED.sub(_compress, sixels))


@lru_cache(maxsize=2048)
def _bit_table(colour: int, row: int) -> bytes:
    """Return a table that translates a colour number to the bit of a row, others to 0.

    At most 256 colours times 6 rows are cached.
    """
    table = bytearray(256)
    table[colour] = 1 << row
    return bytes(table)


def _compress(match: re.Match[bytes]) -> bytes:
    return b"!%d%s" % (len(match.group()), match.group(1))
