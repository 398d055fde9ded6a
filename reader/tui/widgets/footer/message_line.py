"""A message at the bottom of a screen, over the key hints."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from reader.text.wrap import truncate, wrap_plain
from reader.tui.notices import FooterMessage
from reader.tui.rows.model import make_strip
from reader.tui.widgets.component_styles import component_style

MAX_LINES = 2
"""Maximum height: the footer, and the frame of the pane above it. No text is covered."""
_MARGIN = 1
WARNING = "Warning: "
"""What a warning begins with, so that it is told apart without colours."""


class MessageLine(Widget):
    """Shows one message, wrapped to `MAX_LINES`. It is hidden while there is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"message--text", "message--warning", "message--more"}

    def __init__(self) -> None:
        super().__init__()
        self._message: FooterMessage | None = None
        self._more = ""
        self._lines: list[str] = []
        self.display = False

    def show(self, message: FooterMessage | None, more: int) -> None:
        """Show a message; None hides the line.

        Args:
            message: The message.
            more: Number of messages that wait behind it.
        """
        self._message = message
        self._more = f"  {more} more, press any key" if more else ""
        self.display = message is not None
        # Not laid out yet when a screen is new: then it is as wide as the terminal.
        self._wrap(self.size.width or self.app.size.width)

    def _wrap(self, width: int) -> None:
        if self._message is None:
            return
        room = max(1, width - 2 * _MARGIN)
        sign = WARNING if self._message.is_warning else ""
        self._lines = wrap_plain(sign + self._message.line, room, MAX_LINES)
        if self._more:
            room -= cell_len(self._more)
            if room > 0:
                self._lines[-1] = truncate(self._lines[-1], room)
        self.styles.height = len(self._lines)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self._wrap(event.size.width)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        segments: list[Segment] = []
        if self._message is not None and y < len(self._lines):
            name = "message--warning" if self._message.is_warning else "message--text"
            line = self._lines[y]
            segments = [Segment(" " * _MARGIN), Segment(line, component_style(self, name))]
            if self._more and y == len(self._lines) - 1:
                room = width - 2 * _MARGIN - cell_len(line) - cell_len(self._more)
                segments.append(Segment(" " * max(0, room)))
                segments.append(Segment(self._more, component_style(self, "message--more")))
        return make_strip(segments, width, self.rich_style)
