"""Images as blocks of an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.article.blocks import Block, Leaf, Paragraph
from reader.article.inline import Image, Markdown, ParsedText
from reader.article.line import Line, line_of
from reader.article.palette import NONE, Palette
from reader.article.runs import image_name
from reader.graphics.canvas import HALF_BLOCKS, Canvas, ImageProtocol
from reader.graphics.half_blocks import HalfBlocks
from reader.graphics.placeholders import NoPlaceholdersError, PlacedImage
from reader.markdown.rules.image_lines import has_only_images
from reader.text.clean import clean_line
from reader.text.wrap import wrap_plain

if TYPE_CHECKING:
    import PIL.Image

MOST_CELLS = 88
"""Cells of the widest picture; no text is wider."""
MOST_ROWS = 24


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, made as small as it is ever shown."""

    image: PIL.Image.Image = field(compare=False)
    """RGBA."""
    canvas: Canvas = HALF_BLOCKS
    digest: int = field(init=False)
    """Differs, for all that is likely, from that of another image."""
    _drawn: dict[tuple[int, int], HalfBlocks | PlacedImage] = field(
        default_factory=dict, compare=False
    )
    """As it was drawn last, by cells and rows."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", hash((self.image.size, self.image.tobytes())))

    def size(self, width: int, rows: int) -> tuple[int, int]:
        """Cells and rows that it takes where there is so much room: never more than it has pixels,
        and about as high as it is in truth."""
        dots = self.canvas
        cells = min(width, MOST_CELLS, ceil(self.image.width / dots.cell_width))
        shape = self.image.height / self.image.width
        height = shape * cells * dots.cell_width / dots.cell_height
        if height > rows:
            cells, height = max(1, round(cells * rows / height)), rows
        return cells, max(1, round(height))

    def row(self, cells: int, rows: int, row: int) -> Sequence[Segment]:
        """One of its rows where it takes so many cells and rows."""
        drawn = self._drawn.get((cells, rows))
        if drawn is None:
            self._drawn.clear()
            drawn = self._drawn[cells, rows] = self._draw(cells, rows)
        return drawn.row(row)

    def _draw(self, cells: int, rows: int) -> HalfBlocks | PlacedImage:
        if self.canvas.protocol is not ImageProtocol.BLOCKS:
            with suppress(NoPlaceholdersError):
                return PlacedImage(self.image, self.canvas, cells, rows)
        return HalfBlocks(self.image, cells, rows)


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
        caption = wrap_plain(clean_line(self.caption), width) if self.caption else []
        return [*lines, *(_centred(it, width, palette.caption) for it in caption)]

    def content_estimate(self, width: int, /) -> int:
        height = 1 if isinstance(self.picture, str) else self.picture.size(width, self.rows)[1]
        return height + 1


def _centred(text: str, width: int, style: Style) -> Line:
    return line_of([(" " * ((width - cell_len(text)) // 2), NONE), (text, style)])


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


def images_of(blocks: Sequence[Block]) -> dict[int, str]:
    """The addresses of images that have a block to themselves, by index of the block."""
    images = ((index, image_of(block)) for index, block in enumerate(blocks))
    return {index: image.source for index, image in images if image is not None and image.source}


def image_of(block: Block) -> Image | None:
    """The image that a block holds, if it holds nothing else."""
    text = block.text if isinstance(block, Paragraph) else None
    if isinstance(text, Image):
        return text
    if isinstance(text, Markdown):
        if "![" not in text.source and "<img" not in text.source:
            return None
        tokens = text.language.tokens(text.source)
    elif isinstance(text, ParsedText):
        tokens = list(text.tokens)
    else:
        return None
    images = [it for it in tokens if it.type == "image"]
    is_alone = len(images) == 1 and has_only_images(tokens)
    if not is_alone:
        return None
    return Image(str(images[0].attrs.get("src", "")), image_name(images[0]))
