"""Shows what differs between two versions of an article."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from reader.article.extract.changes import Changes
from reader.article.line import Line
from reader.article.palette import Palette
from reader.tui.widgets.article_styles import STYLE_ROLES, component_class, make_palette
from reader.tui.widgets.line_view import LineView

_MARGIN = 2
"""Cells at the left and at the right of the text."""
_LINES_ABOVE = 2
"""Lines that stay visible above a change that was gone to."""


class ChangesView(LineView, can_focus=True):
    """Draws the blocks of some changes, and goes from one to the next.

    Args:
        changes: What to show.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {component_class(role) for role in STYLE_ROLES}

    def __init__(self, changes: Changes) -> None:
        super().__init__()
        self._changes = changes
        self._lines: list[Line] = []
        self._tops: list[int] = []
        """First line of each changed block."""

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - required by Textual
        self._lay_out()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self._lines:  # Textual calls this before there are any styles, too
            self._lay_out()

    def measure_again(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        palette: Palette = make_palette(self, "")
        width = max(1, self.line_width - 2 * _MARGIN)
        changed = frozenset(self._changes.changed)
        self._lines, self._tops = [], []
        for index, block in enumerate(self._changes.blocks):
            if index in changed:
                self._tops.append(len(self._lines))
            self._lines += block.lay_out(width, palette)
        self.virtual_size = Size(self.line_width, len(self._lines))
        self.refresh()

    def draw_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        segments = self._lines[line] if line < len(self._lines) else ()
        return self.strip((Segment(" " * _MARGIN), *segments))

    def go_to_change(self, step: int) -> None:
        """Scroll to the next change below the top of the view, or with -1 to the one above it."""
        top = self.scroll_offset.y + _LINES_ABOVE
        if step > 0:
            goal = next((each for each in self._tops if each > top), None)
        else:
            goal = next((each for each in reversed(self._tops) if each < top), None)
        if goal is not None:
            self.scroll_to(y=max(0, goal - _LINES_ABOVE), animate=False, immediate=True)

    def scroll_by(self, lines: int) -> None:
        """Scroll by some lines."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)

    def scroll_by_pages(self, pages: float) -> None:
        """Scroll by some heights of the view, less a line for orientation."""
        self.scroll_by(round(pages * max(1, self.size.height - 1)))
