"""Decodes the images in text written to a terminal, the way a terminal does."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

PIXEL = tuple[int, ...]
_COMMAND = re.compile("\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\\\")
_PLACEHOLDERS = re.compile("\x1b\\[38;2;(\\d+);(\\d+);(\\d+)m((?:\U0010eeee..)+)\x1b\\[39m")
_DCS = re.compile("\x1bP[\\d;]*q([^\x1b]*)\x1b\\\\")
_SIXEL = re.compile(
    r'"(?P<raster>[\d;]+)|#(?P<colour>[\d;]+)|!(?P<count>\d+)(?P<repeated>[?-~])|(?P<one>[?-~])'
    r"|(?P<move>[$-])"
)


@dataclass
class KittyTerminal:
    """The state of a terminal that supports Kitty's graphics protocol."""

    images: dict[int, Image.Image] = field(default_factory=dict)
    """Images by id."""
    sizes: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Columns and rows of each image, by id."""
    seen: list[tuple[int, str]] = field(default_factory=list)
    """Image id and cells of each run of placeholders, in the order written."""
    longest: int = 0
    """Characters in the longest chunk of data."""
    _data: str = ""
    _keys: dict[str, str] = field(default_factory=dict)

    def feed(self, text: str) -> str:
        """Process text and return it without the graphics commands."""
        rest = _COMMAND.sub(self._execute, text)
        for *colour, cells in _PLACEHOLDERS.findall(rest):
            self.seen.append((int.from_bytes(bytes(map(int, colour)), "big"), cells))
        return rest

    def _execute(self, command: re.Match[str]) -> str:
        keys = dict(key.split("=") for key in command.group(1).split(","))
        if keys.get("a") == "q":
            return ""
        assert keys["q"] == "2", "the terminal would answer"
        if keys.get("a") == "d":
            assert keys["d"] == "I"
            del self.images[int(keys["i"])]
            return ""
        self.longest = max(self.longest, len(command.group(2)))
        self._keys |= keys
        self._data += command.group(2)
        if keys["m"] == "0":
            self._store_image()
        return ""

    def _store_image(self) -> None:
        keys = self._keys
        assert (keys["a"], keys["U"], keys["f"]) == ("T", "1", "100")
        image_id = int(keys["i"])
        self.images[image_id] = Image.open(BytesIO(b64decode(self._data)))
        self.sizes[image_id] = int(keys["c"]), int(keys["r"])
        self._data, self._keys = "", {}


def sixel_pictures(text: str) -> list[Image.Image]:
    """Return the sixel images in a text as RGBA; pixels that are not drawn are transparent."""
    return [_sixel_picture(data) for data in _DCS.findall(text)]


def _sixel_picture(data: str) -> Image.Image:
    palette: dict[int, PIXEL] = {}
    pixels: dict[tuple[int, int], PIXEL] = {}
    width = height = x = y = colour = parsed = 0
    for found in _SIXEL.finditer(data):
        assert found.start() == parsed, data[parsed:]
        parsed = found.end()
        parameters = (found["raster"] or found["colour"] or "").split(";")
        numbers = [int(parameter) for parameter in parameters if parameter]
        if found["raster"]:
            *_, width, height = numbers
        elif found["colour"]:
            colour = numbers[0]
            if numbers[1:]:
                assert numbers[1] == 2
                palette[colour] = (*(round(value * 2.55) for value in numbers[2:]), 255)
        elif found["move"]:
            x, y = 0, y + (6 if found["move"] == "-" else 0)
        else:
            bits = ord(found["repeated"] or found["one"]) - 0x3F
            count = int(found["count"] or 1)
            rows = [row for row in range(6) if bits >> row & 1]
            columns = range(x, x + count)
            pixels.update(
                {(column, y + row): palette[colour] for column in columns for row in rows}
            )
            x += count
    assert parsed == len(data)
    image = Image.new("RGBA", (width, height))
    for position, pixel in pixels.items():
        image.putpixel(position, pixel)
    return image
