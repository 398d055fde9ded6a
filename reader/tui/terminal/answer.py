"""The message about what the terminal supports. The driver posts it, and the app acts on it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from reader.graphics.canvas import ImageProtocol


@dataclass
class TerminalAnswered(Message):
    """The terminal has said what it supports."""

    protocol: ImageProtocol
    cell: tuple[int, int] | None
    """Width and height of a cell in pixels, as the terminal reports it; None if it does not."""
    has_new_widths: bool
    """Whether all text has to be measured again."""
