"""Base class of the widgets that draw their lines themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input

from reader.tui.rows.model import make_strip
from reader.tui.rows.notice import notice_line
from reader.tui.widgets.component_styles import component_style
from reader.tui.widgets.painting.changed_lines import ChangedLines


class LineView(ScrollView, can_focus=True):
    """A scrollable widget that looks up its styles once and not for every line."""

    def __init__(self) -> None:
        super().__init__()
        self._styles_by_name: dict[str, Style] = {}
        self.changed_lines = ChangedLines(self, self.draw_line)
        """Paints again what looks different."""

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_by_name.clear()

    def focus_on_click(self) -> bool:
        # The frame at the sides is an edge to drag, which does not move the focus.
        region = self.content_region
        return region.x <= self.app.mouse_position.x < region.right

    async def on_event(self, event: events.Event) -> None:
        # Keys that are typed fast wait in a row. If one of them opens a box to type into, those
        # behind it belong there: they would be commands here.
        focused = self.screen.focused if isinstance(event, events.Key) else None
        if isinstance(focused, Input):
            focused.post_message(event)
        else:
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
    def background(self) -> Style:
        """The style behind everything."""
        style = self._styles_by_name.get("")
        if style is None:
            style = self._styles_by_name[""] = self.rich_style
        return style

    def component(self, name: str) -> Style:
        """Return the style of a component class, as `component_style` does."""
        style = self._styles_by_name.get(name)
        if style is None:
            style = self._styles_by_name[name] = component_style(self, name)
        return style

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
        return make_strip(segments, self.line_width, style or self.background)

    def notice_line(self, notice: Sequence[str], y: int, first: str, others: str) -> Strip:
        """Draw a line of a notice, in one component class for its headline and one for the rest."""
        line = notice_line(notice, y, self.line_width, self.size.height)
        style = self.component(first if line.is_headline else others)
        return self.strip([Segment(line.text, style)] if line.text else [])
