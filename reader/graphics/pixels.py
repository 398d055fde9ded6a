"""The protocols that send the pixels of a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from reader.graphics.canvas import ImageProtocol
from reader.graphics.kitty import KittyPictures
from reader.graphics.sixel import SixelPictures


class PixelPictures(Protocol):
    """Pictures that the terminal is sent as pixels."""

    def encode(self, text: str) -> str:
        """Replace the placeholders in text that is about to be written to the terminal."""

    def delete_all(self) -> str:
        """Return what deletes all pictures that the terminal keeps."""


PICTURES: Mapping[ImageProtocol, Callable[[], PixelPictures]] = {
    ImageProtocol.KITTY: KittyPictures,
    ImageProtocol.SIXEL: SixelPictures,
}
"""The pictures of each protocol."""
