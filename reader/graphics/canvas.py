"""The surface a picture is drawn on: pixels per cell, and the protocol that sends them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.text.clean import FIRST_PRIVATE


class ImageProtocol(StrEnum):
    """A way to send a picture to the terminal."""

    KITTY = "kitty"
    """Kitty's graphics protocol with Unicode placeholders,
    https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders."""
    SIXEL = "sixel"
    """Sixel graphics as defined for the VT340, https://vt100.net/docs/vt3xx-gp/chapter14.html."""
    BLOCKS = "blocks"
    """Half blocks: text in two colours, without any graphics protocol."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The protocol of a terminal, and the size of its cells in pixels."""

    protocol: ImageProtocol
    cell_width: int
    """Pixels of a picture across one cell."""
    cell_height: int
    """Pixels of a picture down one cell."""


HALF_BLOCKS = Canvas(ImageProtocol.BLOCKS, 1, 2)

FIRST_PLACEHOLDER, LAST_PLACEHOLDER = FIRST_PRIVATE, "\U0010dfff"
"""First and last of the characters that may stand for a cell of a picture.

They belong to a private use plane of Unicode. Cleaning removes them from the text of posts.
"""
