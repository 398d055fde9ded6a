"""Which pictures a terminal can show, told by its environment.

A terminal that is asked answers between the keys that are pressed, later than the first screen is
there, or never. So nothing is asked: a terminal that is not known here shows half blocks.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from reader.graphics.canvas import HALF_BLOCKS, Canvas, ImageProtocol

_USUAL_CELL = (10, 20)
"""Dots of a cell, for Kitty's protocol where the terminal does not tell."""
_MOST_DOTS = 24
"""Rows of dots in a cell for Kitty's protocol, which fits a picture into its cells: of more dots it
would take longer to send than it would look better."""
_FIRST_KONSOLE = 220400
"""The first Konsole that draws sixels."""


def detect_protocol(environment: Mapping[str, str]) -> ImageProtocol:
    """How the terminal of an environment is told of pictures.

    A multiplexer passes neither protocol on as it is; another driver of Textual's knows neither.
    """
    if any(name in environment for name in ("TMUX", "STY", "ZELLIJ", "TEXTUAL_DRIVER")):
        return ImageProtocol.BLOCKS
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    # KITTY_WINDOW_ID says little: a terminal that was started from Kitty has it too.
    if "kitty" in term or "ghostty" in term or program == "ghostty":
        return ImageProtocol.KITTY
    konsole = environment.get("KONSOLE_VERSION", "")
    if (
        program in ("WezTerm", "iTerm.app", "mintty", "rio")
        or term.startswith(("foot", "mlterm", "contour"))
        or "MLTERM" in environment
        or (konsole.isdigit() and int(konsole) >= _FIRST_KONSOLE)
    ):
        return ImageProtocol.SIXEL
    return ImageProtocol.BLOCKS


def terminal_canvas(protocol: ImageProtocol) -> Canvas:
    """What pictures are drawn on in the terminal that is written to, as its cells are now."""
    return HALF_BLOCKS if protocol is ImageProtocol.BLOCKS else canvas_for(protocol, cell_size())


def canvas_for(protocol: ImageProtocol, cell: tuple[int, int] | None) -> Canvas:
    """What pictures are drawn on in a terminal.

    Args:
        protocol: How it is told of them.
        cell: Width and height of one of its cells in dots; None where that is not known.
    """
    # Sixels are not fitted into their cells: with a guess they would lie over the text.
    if protocol is ImageProtocol.BLOCKS or (protocol is ImageProtocol.SIXEL and cell is None):
        return HALF_BLOCKS
    width, height = cell or _USUAL_CELL
    if protocol is ImageProtocol.KITTY:
        rows = min(height, _MOST_DOTS)
        width, height = max(1, round(width * rows / height)), rows
    return Canvas(protocol, width, height)


def cell_size() -> tuple[int, int] | None:
    """Width and height in dots of a cell of the terminal that is written to; None where the system
    does not know them."""
    if sys.platform == "win32":
        return None
    from fcntl import ioctl  # not on Windows
    from struct import unpack
    from termios import TIOCGWINSZ

    try:
        answer = ioctl(sys.__stderr__.fileno() if sys.__stderr__ else -1, TIOCGWINSZ, b"\0" * 8)
    except (OSError, ValueError):
        return None
    rows, columns, width, height = unpack("HHHH", answer)
    if not rows or not columns or width < columns or height < rows:
        return None
    return width // columns, height // rows
