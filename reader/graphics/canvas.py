"""What pictures are drawn on: cells of so many dots, and how the dots reach the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.text.clean import FIRST_PRIVATE


class ImageProtocol(StrEnum):
    """How a terminal is told of a picture."""

    KITTY = "kitty"
    """Kitty's graphics protocol, with its Unicode placeholders."""
    SIXEL = "sixel"
    """Sixels, six dots a sign, as the VT340 drew them."""
    BLOCKS = "blocks"
    """Half blocks: text in two colours."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """Cells, and the dots that a picture has in one of them."""

    protocol: ImageProtocol
    cell_width: int
    cell_height: int


HALF_BLOCKS = Canvas(ImageProtocol.BLOCKS, 1, 2)

FIRST_PLACEHOLDER, LAST_PLACEHOLDER = FIRST_PRIVATE, "\U0010dfff"
"""Each character from the first to the last may stand for a cell of a picture on its way to the
terminal. They are for private use, and no text of a post is shown with them."""
