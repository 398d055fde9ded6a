"""Base class of the widgets that draw their lines themselves."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.tui.rows.model import make_strip
from reader.tui.widgets.component_styles import ComponentStyles
from reader.tui.widgets.painting.changed_lines import ChangedLines
from reader.tui.widgets.typed_ahead import pass_on


class LineView(ScrollView, can_focus=True):
    """A scrollable widget that looks up its styles once and not for every line."""

    def __init__(self) -> None:
        super().__init__()
        self.line_styles = ComponentStyles(self)
        self.changed_lines = ChangedLines(self, self.draw_line)
        """Paints again what looks different."""

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.line_styles.clear()

    def focus_on_click(self) -> bool:
        # The frame at the sides is an edge to drag, which does not move the focus.
        region = self.content_region
        return region.x <= self.app.mouse_position.x < region.right

    async def on_event(self, event: events.Event) -> None:
        if not pass_on(self, event):
            await super().on_event(event)

    def measure_again(self) -> None:
        """Lay out the content again, because the widths of characters have changed."""
        self.refresh()

    def draw_line(self, y: int) -> Strip:
        """Draw a visible line, counted from 0."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        return self.changed_lines.paint(y)

    @property
    def line_width(self) -> int:
        """Width of a line, in cells."""
        return self.scrollable_content_region.width

    def strip(self, segments: Iterable[Segment], style: Style | None = None) -> Strip:
        """Return a line of the widget over its whole width.

        Args:
            segments: The text.
            style: The style behind the text; the widget's background by default.
        """
        return make_strip(segments, self.line_width, style or self.line_styles.background)
