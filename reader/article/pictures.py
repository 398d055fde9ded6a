"""Pictures in an article: images that are decoded, scaled and drawn in place of their labels."""

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
from reader.article.copying import BlockText, LineSource
from reader.article.inline import Image, Markdown, ParsedText
from reader.article.line import Line, make_line
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

MAX_CELLS = 88
"""Width of a picture in cells; text is never wider either."""
MAX_ROWS = 24
"""Height of a picture in rows of cells."""

LEAD = -1
"""Key of the image that belongs to the post itself, among the indices of blocks."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded image, scaled to the largest size at which it is shown."""

    image: PIL.Image.Image = field(compare=False)
    """RGBA."""
    canvas: Canvas = HALF_BLOCKS
    digest: int = field(init=False)
    """Hash of the pixels, by which pictures are compared."""
    _drawn: dict[tuple[int, int], HalfBlocks | PlacedImage] = field(
        default_factory=dict, compare=False
    )
    """The last drawing, by cells and rows."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", hash((self.image.size, self.image.tobytes())))

    def size(self, width: int, rows: int) -> tuple[int, int]:
        """Return the cells and rows that the picture takes.

        The picture keeps its aspect ratio and is never enlarged.

        Args:
            width: Available cells.
            rows: Available rows.
        """
        canvas = self.canvas
        cells = min(width, MAX_CELLS, ceil(self.image.width / canvas.cell_width))
        aspect = self.image.height / self.image.width
        height = aspect * cells * canvas.cell_width / canvas.cell_height
        if height > rows:
            cells, height = max(1, round(cells * rows / height)), rows
        return cells, max(1, round(height))

    def row(self, cells: int, rows: int, row: int) -> Sequence[Segment]:
        """Return one row of the picture drawn at a size.

        Args:
            cells: Width of the picture in cells.
            rows: Height of the picture in rows of cells.
            row: The row to return, from 0.
        """
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


Pictures: TypeAlias = Mapping[int, Picture | str]
"""Pictures by index of their block, or the reason why one is not shown."""


def with_pictures(blocks: Sequence[Block], pictures: Pictures, rows: int) -> list[Block]:
    """Return blocks in which pictures replace the labels of images.

    Where there is a reason instead of a picture, it is added below the label.

    Args:
        blocks: The blocks of a header or a body.
        pictures: The pictures of these blocks.
        rows: Maximum height of a picture in rows.
    """
    shown = list(blocks)
    for index, picture in pictures.items():
        block = shown[index] if 0 <= index < len(shown) else None
        if isinstance(block, Paragraph) and (image := standalone_image(block)) is not None:
            name = "" if _is_caption(blocks[index + 1 : index + 2]) else image.name
            shown[index] = PictureBlock(block.margin, picture, block, name, rows)
    return shown


def _is_caption(blocks: Sequence[Block]) -> bool:
    """Return whether a block is the caption of a figure.

    Then the picture above it does not need its alternative text as well.
    """
    return any(
        isinstance(block, Paragraph)
        and isinstance(block.text, ParsedText)
        and [token.type for token in block.text.tokens[:1]] == ["caption_open"]
        for block in blocks
    )


def with_lead(header: Sequence[Block], pictures: Pictures, rows: int) -> list[Block]:
    """Return the blocks of a header in which the picture LEAD, if any, replaces its label."""
    lead = pictures.get(LEAD)
    index = next((index for index, block in enumerate(header) if _is_lead(block)), None)
    if lead is None or index is None:
        return list(header)
    return with_pictures(header, {index: lead}, rows)


def _is_lead(block: Block) -> bool:
    return isinstance(block, Paragraph) and isinstance(block.text, Image)


def standalone_images(blocks: Sequence[Block]) -> dict[int, str]:
    """Return the addresses of images that are the only content of a block, by block index."""
    images = ((index, standalone_image(block)) for index, block in enumerate(blocks))
    return {index: image.source for index, image in images if image is not None and image.source}


def standalone_image(block: Block) -> Image | None:
    """Return the image that is the only content of a block; None for other blocks."""
    text = block.text if isinstance(block, Paragraph) else None
    if isinstance(text, Image):
        return text
    if isinstance(text, Markdown):
        if "![" not in text.source and "<img" not in text.source:
            return None
        tokens = text.context.tokens(text.source)
    elif isinstance(text, ParsedText):
        tokens = list(text.tokens)
    else:
        return None
    images = [token for token in tokens if token.type == "image"]
    is_alone = len(images) == 1 and has_only_images(tokens)
    if not is_alone:
        return None
    return Image(str(images[0].attrs.get("src", "")), image_name(images[0]))


@dataclass(frozen=True, slots=True)
class PictureBlock(Leaf):
    """A picture above its caption, or the label of an image above the reason it is not shown."""

    picture: Picture | str
    label: Paragraph
    caption: str
    rows: int
    """Maximum height of the picture in rows."""

    def content(self, width: int, palette: Palette) -> list[Line]:
        if isinstance(self.picture, str):
            label = self.label.content(width, palette)
            reason = wrap_plain(self.picture, width)
            return [*label, *(make_line([(text, palette.dim)]) for text in reason)]
        cells, rows = self.picture.size(width, self.rows)
        left = Segment(" " * ((width - cells) // 2))
        lines = [(left, *self.picture.row(cells, rows, row)) for row in range(rows)]
        caption = wrap_plain(clean_line(self.caption), width) if self.caption else []
        return [*lines, *(_centred(text, width, palette.caption) for text in caption)]

    def content_text(self, width: int, palette: Palette) -> BlockText:
        """Return the label or the caption, without the reason why a picture is not shown."""
        height = len(self.content(width, palette))
        if isinstance(self.picture, str):
            label = self.label.content_text(width, palette)
            return BlockText(label.text, [*label.lines, *[None] * (height - len(label.lines))])
        caption = clean_line(self.caption)
        _, rows = self.picture.size(width, self.rows)
        source = LineSource(0, len(caption), column=None)
        return BlockText(caption, [*[None] * rows, *[source] * (height - rows)])

    def estimate_content(self, width: int, /) -> int:
        height = 1 if isinstance(self.picture, str) else self.picture.size(width, self.rows)[1]
        return height + 1


def _centred(text: str, width: int, style: Style) -> Line:
    return make_line([(" " * ((width - cell_len(text)) // 2), NONE), (text, style)])
