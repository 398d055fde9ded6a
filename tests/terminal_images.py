"""Reads what a terminal is sent of pictures, as a terminal would."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

PIXEL = tuple[int, ...]
_COMMAND = re.compile("\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\\\")
_CELL = re.compile("\U0010eeee(.)(.)")
_SGR = re.compile("\x1b\\[38;2;(\\d+);(\\d+);(\\d+)m((?:\U0010eeee..)+)\x1b\\[39m")
_DCS = re.compile("\x1bP[\\d;]*q([^\x1b]*)\x1b\\\\")
_SIXEL = re.compile(
    r'"(?P<raster>[\d;]+)|#(?P<colour>[\d;]+)|!(?P<count>\d+)(?P<sign>[?-~])|(?P<one>[?-~])|(?P<move>[$-])'
)


@dataclass
class KittyTerminal:
    """What a terminal with Kitty's protocol knows after it has read a text."""

    images: dict[int, Image.Image] = field(default_factory=dict)
    sizes: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Columns and rows that an image is to take."""
    seen: list[tuple[int, str]] = field(default_factory=list)
    """Ids and cells of the placeholders that were written."""
    longest: int = 0
    """Characters of the longest piece of data."""
    _data: str = ""
    _keys: dict[str, str] = field(default_factory=dict)

    def read(self, text: str) -> str:
        """Gives what is left of the text for the screen."""
        rest = _COMMAND.sub(self._obey, text)
        for *colour, cells in _SGR.findall(rest):
            self.seen.append((int.from_bytes(bytes(map(int, colour)), "big"), cells))
        return rest

    def _obey(self, command: re.Match[str]) -> str:
        keys = dict(key.split("=") for key in command.group(1).split(","))
        assert keys["q"] == "2", "the terminal would answer"
        if keys.get("a") == "d":
            assert keys["d"] == "I"
            del self.images[int(keys["i"])]
            return ""
        self.longest = max(self.longest, len(command.group(2)))
        self._keys |= keys
        self._data += command.group(2)
        if keys["m"] == "0":
            self._take()
        return ""

    def _take(self) -> None:
        keys = self._keys
        assert (keys["a"], keys["U"], keys["f"]) == ("T", "1", "100")
        number = int(keys["i"])
        self.images[number] = Image.open(BytesIO(b64decode(self._data)))
        self.sizes[number] = int(keys["c"]), int(keys["r"])
        self._data, self._keys = "", {}


def sixel_pictures(text: str) -> list[Image.Image]:
    """The pictures of a text, in RGBA; dots that are not drawn are clear."""
    return [_sixel_picture(data) for data in _DCS.findall(text)]


def _sixel_picture(data: str) -> Image.Image:
    palette: dict[int, PIXEL] = {}
    dots: dict[tuple[int, int], PIXEL] = {}
    width = height = x = y = colour = at = 0
    for found in _SIXEL.finditer(data):
        assert found.start() == at, data[at:]
        at = found.end()
        numbers = [int(it) for it in (found["raster"] or found["colour"] or "").split(";") if it]
        if found["raster"]:
            *_, width, height = numbers
        elif found["colour"]:
            colour = numbers[0]
            if numbers[1:]:
                assert numbers[1] == 2
                palette[colour] = (*(round(it * 2.55) for it in numbers[2:]), 255)
        elif found["move"]:
            x, y = 0, y + (6 if found["move"] == "-" else 0)
        else:
            bits = ord(found["sign"] or found["one"]) - 0x3F
            count = int(found["count"] or 1)
            lit = [row for row in range(6) if bits >> row & 1]
            columns = range(x, x + count)
            dots.update({(at, y + row): palette[colour] for at in columns for row in lit})
            x += count
    assert at == len(data)
    image = Image.new("RGBA", (width, height))
    for place, pixel in dots.items():
        image.putpixel(place, pixel)
    return image
