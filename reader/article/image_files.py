"""The image files of an article: beside the post or fetched, read and made small."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TypeVar
from warnings import filterwarnings

from reader.article.blocks import Block
from reader.article.pictures import (
    LEAD,
    MOST_CELLS,
    MOST_ROWS,
    Picture,
    Pictures,
    images_of,
)
from reader.graphics.canvas import HALF_BLOCKS, Canvas
from reader.posts.links.resolve import is_elsewhere, path_of
from reader.posts.post import Post
from reader.text.urls import on_the_web, refusal

MOST_BYTES = 30 * 1024 * 1024
MOST_PIXELS = 64_000_000
"""Pixels of an image that is still decoded: it would take four bytes for each."""
MOST_IMAGES = 40
"""Images of one article that are shown."""
_LIGHT = 600 * 1024
"""Bytes of image files that are read before the article is shown, so that its text does not move
when they come."""
_KINDS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "PPM", "ICO")
_STATIC_FOLDERS = ("", "static", "public", "source", "assets", "content", "src", "images")
"""Where generators keep what an address with a slash before it is below."""


class PictureError(Exception):
    """Why an image cannot be shown, in plain words."""


def find_image(source: str, post: Post) -> Path | None:
    """The file of a local image; None where it is elsewhere, is not there, or lies outside of the
    opened folder."""
    path = path_of(source)
    if not path or is_elsewhere(source) or "\0" in path:
        return None
    root = Path(post.path.removesuffix(post.id))
    if path.startswith("/"):
        places = [root / folder / path.lstrip("/") for folder in _STATIC_FOLDERS]
        # A site may lie in a folder of its host, and the opened folder in one of the site.
        parts = path.strip("/").split("/")
        places += [root.joinpath(*parts[start:]) for start in range(1, min(len(parts) - 1, 4))]
    else:
        below = posixpath.join(posixpath.dirname(post.id), path)
        places = [root / below, *(root / folder / path for folder in _STATIC_FOLDERS)]
    try:
        whole = root.resolve()
        files = (it.resolve() for it in places if it.is_file())
        return next((it for it in files if it.is_relative_to(whole)), None)
    except OSError:
        return None


def load_picture(file: Path | bytes, canvas: Canvas = HALF_BLOCKS) -> Picture:
    """Read an image and make it small.

    Args:
        file: Where it is, or the file as it was fetched.
        canvas: What it will be drawn on.

    Raises:
        PictureError: It cannot be read, is too large, or is no image of a kind that is known.
    """
    from PIL import Image as Pillow  # late: most articles show no image
    from PIL import ImageOps

    # What it thinks of a file would be printed over the screen.
    filterwarnings("ignore", module=r"PIL\.")
    try:
        if isinstance(file, Path) and file.stat().st_size > MOST_BYTES:
            raise PictureError("its file is larger than 30 MB")
        source = BytesIO(file) if isinstance(file, bytes) else file
        with Pillow.open(source, formats=_KINDS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PictureError(f"it has {image.width:,} × {image.height:,} pixels")
            size = _most_dots(canvas)
            image.draft("RGB", size)
            small = ImageOps.exif_transpose(image).convert("RGBA")
            small.thumbnail(size)
    except PictureError:
        raise
    except Pillow.DecompressionBombError as error:
        raise PictureError("it has too many pixels") from error
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        raise PictureError("it is no image that can be read") from error
    return Picture(small, canvas)


def _most_dots(canvas: Canvas) -> tuple[int, int]:
    """Width and height that no picture needs more than."""
    # Of half blocks there are so few that a picture gains from having been read with more.
    dots = 2 if canvas is HALF_BLOCKS else 1
    return dots * MOST_CELLS * canvas.cell_width, dots * MOST_ROWS * canvas.cell_height


def find_images(post: Post, blocks: Sequence[Block]) -> tuple[dict[int, Path], dict[int, str]]:
    """The images of an article, by the index of their block.

    Returns:
        The files of those that lie beside it, and the addresses of those on the web. A path that is
        no file here is one on the post's own site, where the post says where that is.
    """
    sources = images_of(blocks)
    if post.image:
        sources[LEAD] = post.image
    files: dict[int, Path] = {}
    addresses: dict[int, str] = {}
    for index, source in sources.items():
        file = find_image(source, post)
        if file is not None:
            files[index] = file
        elif (url := _on_the_web(source, post)) is not None:
            addresses[index] = url
    return _first(files), _first(addresses)


def _on_the_web(source: str, post: Post) -> str | None:
    url = on_the_web(source, post.link, None)
    return url if url.startswith(("http://", "https://")) and refusal(url) is None else None


_Found = TypeVar("_Found", Path, str)


def _first(found: Mapping[int, _Found]) -> dict[int, _Found]:
    return dict(islice(found.items(), MOST_IMAGES))


def not_shown_message(error: PictureError) -> str:
    """The sentence that stands for a picture that cannot be shown."""
    return f"It is not shown: {error}."


def load_pictures(files: Mapping[int, Path], canvas: Canvas = HALF_BLOCKS) -> Pictures:
    """Read images to be drawn on a canvas; of those that cannot be shown, why not."""
    pictures: dict[int, Picture | str] = {}
    for index, path in files.items():
        try:
            pictures[index] = load_picture(path, canvas)
        except PictureError as error:
            pictures[index] = not_shown_message(error)
    return pictures


def are_small(files: Mapping[int, Path]) -> bool:
    """Whether images are read in no time that a reader would notice."""
    try:
        return sum(path.stat().st_size for path in files.values()) <= _LIGHT
    except OSError:
        return False
