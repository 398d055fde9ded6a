"""Which blocks of an article are images."""

from __future__ import annotations

from collections.abc import Sequence

from reader.article.blocks import Block, Paragraph
from reader.article.inline import Image, Markdown, Tokens
from reader.article.runs import image_name
from reader.markdown.rules.image_lines import is_of_images


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
    elif isinstance(text, Tokens):
        tokens = list(text.tokens)
    else:
        return None
    images = [it for it in tokens if it.type == "image"]
    is_alone = len(images) == 1 and is_of_images(tokens)
    if not is_alone:
        return None
    return Image(str(images[0].attrs.get("src", "")), image_name(images[0]))
