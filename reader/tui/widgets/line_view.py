"""A widget that is drawn line by line: what such widgets share."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.text.wrap import wrap_plain
from reader.tui.widgets.strips import component_style, strip_of

_NOTICE_CELLS = 60


class LineView(ScrollView, can_focus=True):
    """Draws its lines itself, in styles that are looked up once and not for every line."""

    def __init__(self) -> None:
        super().__init__()
        self._looked_up: dict[str, Style] = {}

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looked_up.clear()

    def focus_on_click(self) -> bool:
        # At the sides its frame is an edge to be dragged: that leaves the reader where they are.
        region = self.content_region
        return region.x <= self.app.mouse_position.x < region.right

    @property
    def background(self) -> Style:
        """The style under and behind everything."""
        style = self._looked_up.get("")
        if style is None:
            style = self._looked_up[""] = self.rich_style
        return style

    def component(self, name: str) -> Style:
        """The style of one of the component classes, as `component_style` gives it."""
        style = self._looked_up.get(name)
        if style is None:
            style = self._looked_up[name] = component_style(self, name)
        return style

    @property
    def line_width(self) -> int:
        """Cells that a line may take."""
        return self.scrollable_content_region.width

    def strip(self, segments: list[Segment], style: Style | None = None) -> Strip:
        """A whole line of the widget, on its background or in another style."""
        return strip_of(segments, self.line_width, style or self.background)

    def notice_line(self, notice: Sequence[str], y: int, first: str, others: str) -> Strip:
        """Line `y` of what is said where there is nothing to show.

        Args:
            notice: A paragraph each; they stand centred, above the middle.
            y: Line of the widget.
            first: Component class of the first paragraph.
            others: That of the others.
        """
        room = max(1, min(_NOTICE_CELLS, self.line_width - 4))
        paragraphs = [wrap_plain(it, room) for it in notice]
        lines = [line for it in paragraphs for line in (*it, "")]
        y -= max(0, self.size.height - len(lines)) // 3
        if not 0 <= y < len(lines):
            return self.strip([])
        left = " " * max(0, (self.line_width - cell_len(lines[y])) // 2)
        style = self.component(first if y < len(paragraphs[0]) else others)
        return self.strip([Segment(left + lines[y], style)])
