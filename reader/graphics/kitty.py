"""Kitty's graphics protocol: an image is sent once and drawn wherever its placeholders are.

See https://sw.kovidgoyal.net/kitty/graphics-protocol/.
"""

from __future__ import annotations

from base64 import standard_b64encode
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from weakref import ReferenceType, ref

from reader.graphics.placeholders import CellRun, PlacedImage, replace_placeholders

_MAX_IMAGES = 64
"""Images kept in the terminal, which has a quota of some 320 MB of pixels."""
_CHUNK = 4096
"""Characters of data in one command, the maximum that the protocol allows."""
_FIRST_ID = 0xB50000
"""First of our image ids. An id has 24 bits, because a placeholder carries it as its colour. This
one is far from the small ids that other programs use."""

_PLACEHOLDER = "\U0010eeee"
# The first entries of Kitty's table rowcolumn-diacritics.txt: combining characters that stand
# above a letter and never compose with it.
_DIACRITIC_RANGES = (
    "0305 030d-030e 0310 0312 033d-033f 0346 034a-034c 0350-0352 0357 035b 0363-036f 0483-0487 "
    "0592-0595 0597-0599 059c-05a1 05a8-05a9 05ab-05ac 05af 05c4 0610-0617 0657-065b 065d-065e "
    "06d6-06dc 06df-06e2 06e4 06e7-06e8 06eb-06ec 0730 0732-0733 0735-0736 073a 073d 073f-0741 "
    "0743 0745 0747 0749-074a 07eb-07f1 07f3 0816-0819 081b-0823"
)


def _diacritics() -> Iterator[str]:
    for span in _DIACRITIC_RANGES.split():
        first, _, last = span.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


DIACRITICS = tuple(_diacritics())
"""Diacritics that encode a row or column behind a placeholder; the index is the number.

See https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders.
"""


class KittyPictures:
    """Keeps track of the images that a terminal has been sent."""

    def __init__(self) -> None:
        self._sent: dict[int, ReferenceType[PlacedImage]] = {}
        """Images by id, least recently drawn first."""
        self._ids = (_FIRST_ID + number % 0x40000 for number in count())

    def encode(self, text: str) -> str:
        """Replace our placeholders with Kitty's, and prepend the images the terminal lacks."""
        commands: list[str] = []

        def encode_run(run: CellRun) -> str:
            return _cells(self._image_id(run.image, commands), run)

        text = replace_placeholders(text, encode_run)
        return "".join(commands) + text

    def delete_all(self) -> str:
        """Return the commands that delete all our images from the terminal."""
        commands = "".join(map(_delete, self._sent))
        self._sent.clear()
        return commands

    def _image_id(self, image: PlacedImage, commands: list[str]) -> int:
        """Return the id of an image; append the commands that send it if that is necessary."""
        known = next((key for key, sent in self._sent.items() if sent() is image), None)
        if known is not None:
            self._sent[known] = self._sent.pop(known)
            return known
        outdated = [key for key, sent in self._sent.items() if sent() is None]
        if not outdated and len(self._sent) >= _MAX_IMAGES:
            outdated = [next(iter(self._sent))]
        for key in outdated:
            del self._sent[key]
            commands.append(_delete(key))
        new = next(self._ids)
        self._sent[new] = ref(image)
        commands.append(_send(new, image))
        return new


def _cells(image_id: int, run: CellRun) -> str:
    """Return Kitty's placeholders for some cells; their foreground colour is the image id."""
    red, green, blue = image_id.to_bytes(3, "big")
    row = _PLACEHOLDER + DIACRITICS[run.row]
    cells = "".join(row + DIACRITICS[run.first + cell] for cell in range(run.cells))
    return f"\x1b[38;2;{red};{green};{blue}m{cells}\x1b[39m"


def _send(image_id: int, image: PlacedImage) -> str:
    """Return the commands that transmit an image and create its virtual placement."""
    file = BytesIO()
    # A person is waiting for this image: fast compression matters more than fewer bytes.
    image.image.save(file, "PNG", compress_level=1)
    data = standard_b64encode(file.getvalue()).decode("ascii")
    chunks = [data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK)]
    first_keys = f"a=T,U=1,i={image_id},f=100,c={image.cells},r={image.rows},"
    commands = []
    for index, chunk in enumerate(chunks):
        is_last = index + 1 == len(chunks)
        # q=2 keeps the terminal from answering, which would look like typed keys.
        keys = f"{'' if index else first_keys}q=2,m={int(not is_last)}"
        commands.append(_command(keys, chunk))
    return "".join(commands)


def _delete(image_id: int) -> str:
    """Return the command that deletes an image, its data and its placements."""
    return _command(f"a=d,d=I,i={image_id},q=2")


def _command(keys: str, data: str = "") -> str:
    return f"\x1b_G{keys}{';' if data else ''}{data}\x1b\\"
