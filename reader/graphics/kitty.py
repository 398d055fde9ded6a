"""Pictures by Kitty's graphics protocol: sent once, and shown wherever their placeholders are.

The rules are those of https://sw.kovidgoyal.net/kitty/graphics-protocol/.
"""

from __future__ import annotations

from base64 import standard_b64encode
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from weakref import ReferenceType, ref

from reader.graphics.placeholders import Piece, PlacedImage, replace_pieces

_MOST_SENT = 64
"""Pictures that the terminal keeps for us: it has room for some 320 MB of dots."""
_CHUNK = 4096
"""Characters of data in one command, as the protocol demands."""
_FIRST_ID = 0xB50000
"""Of our pictures: 24 bits, all that a colour can say, and far from the numbers that others begin
with."""


_PLACEHOLDER = "\U0010eeee"
# The first of the marks that Kitty numbers: those of Unicode 6 that stand above a letter and make
# no other letter of it.
_RANGES = (
    "0305 030d-030e 0310 0312 033d-033f 0346 034a-034c 0350-0352 0357 035b 0363-036f 0483-0487 "
    "0592-0595 0597-0599 059c-05a1 05a8-05a9 05ab-05ac 05af 05c4 0610-0617 0657-065b 065d-065e "
    "06d6-06dc 06df-06e2 06e4 06e7-06e8 06eb-06ec 0730 0732-0733 0735-0736 073a 073d 073f-0741 "
    "0743 0745 0747 0749-074a 07eb-07f1 07f3 0816-0819 081b-0823"
)


def _marks() -> Iterator[str]:
    for span in _RANGES.split():
        first, _, last = span.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


DIACRITICS = tuple(_marks())
"""What a row or a column from 0 on is written as, behind a placeholder."""


class KittyPictures:
    """What a terminal has been sent of pictures."""

    def __init__(self) -> None:
        self._sent: dict[int, ReferenceType[PlacedImage]] = {}
        """By their ids; those that were drawn last come last."""
        self._ids = (_FIRST_ID + number % 0x40000 for number in count())

    def encode(self, text: str) -> str:
        """Text for the terminal: pictures it has not got, then what there was to write."""
        commands: list[str] = []

        def of(piece: Piece) -> str:
            return _cells(self._id_of(piece.image, commands), piece)

        text = replace_pieces(text, of)
        return "".join(commands) + text

    def delete_all(self) -> str:
        """What lets the terminal forget all pictures."""
        forgotten = "".join(map(_delete, self._sent))
        self._sent.clear()
        return forgotten

    def _id_of(self, image: PlacedImage, commands: list[str]) -> int:
        found = next((it for it, sent in self._sent.items() if sent() is image), None)
        if found is not None:
            self._sent[found] = self._sent.pop(found)
            return found
        gone = [it for it, sent in self._sent.items() if sent() is None]
        if not gone and len(self._sent) >= _MOST_SENT:
            gone = [next(iter(self._sent))]
        for it in gone:
            del self._sent[it]
            commands.append(_delete(it))
        new = next(self._ids)
        self._sent[new] = ref(image)
        commands.append(_send(new, image))
        return new


def _cells(image_id: int, piece: Piece) -> str:
    """Placeholders as the terminal knows them: the id is their colour."""
    red, green, blue = image_id.to_bytes(3, "big")
    row = _PLACEHOLDER + DIACRITICS[piece.row]
    cells = "".join(row + DIACRITICS[piece.first + cell] for cell in range(piece.cells))
    return f"\x1b[38;2;{red};{green};{blue}m{cells}\x1b[39m"


def _send(image_id: int, image: PlacedImage) -> str:
    """The dots of a picture, to be shown in so many cells; the terminal is to answer nothing."""
    file = BytesIO()
    # Made while a reader waits for it: a fast way of packing is worth more than a small packet.
    image.image.save(file, "PNG", compress_level=1)
    data = standard_b64encode(file.getvalue()).decode("ascii")
    chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)]
    first = f"a=T,U=1,i={image_id},f=100,c={image.cells},r={image.rows},"
    commands = []
    for index, chunk in enumerate(chunks):
        is_last = index + 1 == len(chunks)
        commands.append(_command(f"{'' if index else first}q=2,m={int(not is_last)}", chunk))
    return "".join(commands)


def _delete(image_id: int) -> str:
    return _command(f"a=d,d=I,i={image_id},q=2")


def _command(keys: str, data: str = "") -> str:
    return f"\x1b_G{keys}{';' if data else ''}{data}\x1b\\"
