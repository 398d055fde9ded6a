"""Finds the images of an article, decodes them and scales them down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TypeVar
from warnings import filterwarnings

from reader.article.blocks import Block
from reader.article.pictures import (
    LEAD,
    MAX_CELLS,
    MAX_ROWS,
    Picture,
    Pictures,
    standalone_images,
)
from reader.graphics.canvas import HALF_BLOCKS, Canvas
from reader.posts.links.local_files import find_local_file, image_address
from reader.posts.post import Post

MAX_BYTES = 30 * 1024 * 1024
"""Size of an image file that is decoded."""
MAX_PIXELS = 64_000_000
"""Pixels of an image that is decoded; each of them takes four bytes of memory."""
MAX_IMAGES = 40
"""Images shown in one article."""
_MAX_BYTES_AT_ONCE = 600 * 1024
"""Size of all image files of an article that are decoded before the article is shown. The text then
does not move when the pictures appear."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "PPM", "ICO")


class PictureError(Exception):
    """An image cannot be shown. The message is the reason, for the person reading."""


def find_images(post: Post, blocks: Sequence[Block]) -> tuple[dict[int, Path], dict[int, str]]:
    """Find the images of an article.

    A path without a local file is looked for on the post's own site, if the post has an address.

    Args:
        post: The post; its own image has the index LEAD.
        blocks: The blocks of its body.

    Returns:
        The local files and the web addresses, each by index of the block and at most MAX_IMAGES.
    """
    sources = standalone_images(blocks)
    if post.image:
        sources[LEAD] = post.image
    files: dict[int, Path] = {}
    addresses: dict[int, str] = {}
    for index, source in sources.items():
        file = find_local_file(source, post)
        if file is not None:
            files[index] = file
        elif (url := image_address(source, post)) is not None:
            addresses[index] = url
    return _limited(files), _limited(addresses)


_Found = TypeVar("_Found", Path, str)


def _limited(found: Mapping[int, _Found]) -> dict[int, _Found]:
    return dict(islice(found.items(), MAX_IMAGES))


def are_small(files: Mapping[int, Path]) -> bool:
    """Return whether decoding some files takes too little time to be noticed."""
    try:
        return sum(path.stat().st_size for path in files.values()) <= _MAX_BYTES_AT_ONCE
    except OSError:
        return False


def load_pictures(files: Mapping[int, Path], canvas: Canvas = HALF_BLOCKS) -> Pictures:
    """Load several images; those that fail are represented by the reason."""
    pictures: dict[int, Picture | str] = {}
    for index, path in files.items():
        try:
            pictures[index] = load_picture(path, canvas)
        except PictureError as error:
            pictures[index] = not_shown_message(error)
    return pictures


def not_shown_message(error: PictureError) -> str:
    """Return the sentence that is shown instead of a picture."""
    return f"This image is not shown: {error}."


def load_picture(file: Path | bytes, canvas: Canvas = HALF_BLOCKS) -> Picture:
    """Load an image and scale it down to the largest size at which it is shown.

    Args:
        file: Path of the image file, or its content.
        canvas: The canvas it will be drawn on.

    Raises:
        PictureError: The file cannot be read, is too large or is not in a supported format.
    """
    # Imported late: Pillow takes about 60 ms, which articles without images need not pay
    # ("opened, first screen").
    from PIL import Image, ImageOps

    # Pillow's warnings about odd files would be printed over the screen.
    filterwarnings("ignore", module=r"PIL\.")
    try:
        if isinstance(file, Path) and file.stat().st_size > MAX_BYTES:
            raise PictureError("the file is larger than 30 MB")
        source = BytesIO(file) if isinstance(file, bytes) else file
        with Image.open(source, formats=_FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise PictureError(f"{image.width:,} × {image.height:,} pixels are too many")
            size = _max_size(canvas)
            image.draft("RGB", size)
            scaled = ImageOps.exif_transpose(image).convert("RGBA")
            scaled.thumbnail(size)
    except PictureError:
        raise
    except Image.DecompressionBombError as error:
        raise PictureError("it has too many pixels") from error
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        raise PictureError("the file is not a readable image") from error
    return Picture(scaled, canvas)


def _max_size(canvas: Canvas) -> tuple[int, int]:
    """Return the width and height in pixels beyond which no picture looks better."""
    # Half blocks are so coarse that scaling from twice the size improves the result.
    factor = 2 if canvas is HALF_BLOCKS else 1
    return factor * MAX_CELLS * canvas.cell_width, factor * MAX_ROWS * canvas.cell_height
