"""Images as blocks of an article: two pixels in a cell.

What is drawn works in every terminal that has more than sixteen colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

from reader.article.blocks import Block, Leaf, Paragraph
from reader.article.image_blocks import image_of
from reader.article.inline import Image
from reader.article.line import Line, clean, line_of
from reader.article.palette import Palette
from reader.article.wrap import wrap_plain

if TYPE_CHECKING:
    import PIL.Image

MOST_CELLS = 88
"""Cells of the widest picture; no text is wider."""
MOST_ROWS = 24
_UPPER = "▀"


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """An image, made as small as it is ever shown."""

    image: PIL.Image.Image
    """RGBA."""

    def size(self, width: int, rows: int) -> tuple[int, int]:
        """Cells and rows that it takes where there is so much room: never more than it has pixels,
        and about as high as it is in truth, since a cell is twice as high as wide."""
        cells = min(width, MOST_CELLS, self.image.width)
        height = self.image.height * cells / self.image.width / 2
        if height > rows:
            cells, height = max(1, round(cells * rows / height)), rows
        return cells, max(1, round(height))

    def row(self, cells: int, rows: int, row: int) -> Sequence[Segment]:
        """One of its rows where it takes so many cells and rows."""
        return _drawn(self, cells, rows)[row]


@dataclass(frozen=True, slots=True)
class PictureBlock(Leaf):
    """A picture above its caption; or its label, and what is to be said of it."""

    picture: Picture | str
    label: Paragraph
    caption: str
    rows: int

    def content(self, width: int, palette: Palette) -> list[Line]:
        if isinstance(self.picture, str):
            label = self.label.content(width, palette)
            said = wrap_plain(self.picture, width)
            return [*label, *(line_of([(it, palette.dim)]) for it in said)]
        cells, rows = self.picture.size(width, self.rows)
        left = Segment(" " * ((width - cells) // 2))
        lines = [(left, *self.picture.row(cells, rows, row)) for row in range(rows)]
        caption = wrap_plain(clean(self.caption), width) if self.caption else []
        return [*lines, *(line_of([(it, palette.caption)]) for it in caption)]

    def content_estimate(self, width: int, /) -> int:
        height = 1 if isinstance(self.picture, str) else self.picture.size(width, self.rows)[1]
        return height + 1


_Pixel = tuple[int, ...]


@lru_cache(maxsize=64)
def _drawn(picture: Picture, cells: int, rows: int) -> Sequence[Sequence[Segment]]:
    small = picture.image.resize((cells, 2 * rows))
    pixels = list(zip(*[iter(small.tobytes())] * 4, strict=True))
    return [
        list(
            _row(
                pixels[row * cells : (row + 1) * cells],
                pixels[(row + 1) * cells : (row + 2) * cells],
            )
        )
        for row in range(0, 2 * rows, 2)
    ]


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


LEAD = -1
"""Stands for the post's own image among the indices of blocks."""

Pictures: TypeAlias = Mapping[int, Picture | str]
"""Pictures, or a sentence that stands for one, by the index of their block."""


def with_pictures(blocks: Sequence[Block], pictures: Pictures, rows: int) -> list[Block]:
    """The blocks, with pictures in the place of their labels, or a sentence below these.

    Args:
        blocks: Of the article's head, or of its body.
        pictures: Of these blocks.
        rows: No picture is higher.
    """
    shown = list(blocks)
    for index, picture in pictures.items():
        block = shown[index] if 0 <= index < len(shown) else None
        if isinstance(block, Paragraph) and (image := image_of(block)) is not None:
            shown[index] = PictureBlock(block.setting, picture, block, image.name, rows)
    return shown


def with_lead(head: Sequence[Block], pictures: Pictures, rows: int) -> list[Block]:
    """The blocks of an article's head, with the post's own image if there is a picture of it."""
    lead = pictures.get(LEAD)
    at = next((at for at, block in enumerate(head) if _is_lead(block)), None)
    return list(head) if lead is None or at is None else with_pictures(head, {at: lead}, rows)


def _is_lead(block: Block) -> bool:
    return isinstance(block, Paragraph) and isinstance(block.text, Image)
