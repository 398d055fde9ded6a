"""The canvas of a terminal: its image protocol and the size of its cells."""

from __future__ import annotations

import struct
import sys

from reader.graphics.canvas import HALF_BLOCKS, Canvas, ImageProtocol

if sys.platform != "win32":  # Windows has neither of them
    import fcntl
    import termios

_DEFAULT_CELL = (10, 20)
"""Pixels of a cell for Kitty's protocol if the terminal does not report its cell size."""
_MAX_CELL_HEIGHT = 24
"""Pixels in the height of a cell for Kitty's protocol. Kitty scales images to their cells, so more
pixels would take longer to send without looking better."""


def terminal_canvas(
    protocol: ImageProtocol, reported_cell: tuple[int, int] | None = None
) -> Canvas:
    """Return the canvas for the current terminal at its current cell size.

    Args:
        protocol: The protocol that the terminal supports.
        reported_cell: Width and height of a cell in pixels, as the terminal has reported it. It is
            used if the system does not know them.
    """
    if protocol is ImageProtocol.BLOCKS:
        return HALF_BLOCKS
    return canvas_for(protocol, cell_size() or reported_cell)


def canvas_for(protocol: ImageProtocol, cell: tuple[int, int] | None) -> Canvas:
    """Return the canvas for a terminal.

    Args:
        protocol: The protocol that the terminal supports.
        cell: Width and height of a cell in pixels; None if unknown.

    Returns:
        HALF_BLOCKS for sixels if the cell size is unknown.
    """
    # Sixels are not scaled to their cells: with a guessed size they would cover text.
    if protocol is ImageProtocol.BLOCKS or (protocol is ImageProtocol.SIXEL and cell is None):
        return HALF_BLOCKS
    width, height = cell or _DEFAULT_CELL
    if protocol is ImageProtocol.KITTY:
        limited = min(height, _MAX_CELL_HEIGHT)
        width, height = max(1, round(width * limited / height)), limited
    return Canvas(protocol, width, height)


def cell_size() -> tuple[int, int] | None:
    """Return the width and height of a cell of the current terminal, in pixels.

    The terminal is the one that standard error is connected to. Its size in cells and in pixels
    comes from TIOCGWINSZ, https://man7.org/linux/man-pages/man2/ioctl_tty.2.html.

    Returns:
        None if the system does not know the size in pixels, as on Windows.
    """
    if sys.platform == "win32":
        return None
    try:
        file = sys.__stderr__.fileno() if sys.__stderr__ else -1
        answer = fcntl.ioctl(file, termios.TIOCGWINSZ, b"\0" * 8)
    except (OSError, ValueError):
        return None
    rows, columns, width, height = struct.unpack("HHHH", answer)
    if not rows or not columns or width < columns or height < rows:
        return None
    return width // columns, height // rows
