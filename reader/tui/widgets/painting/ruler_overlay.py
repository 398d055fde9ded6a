"""Shows the ruler of dates over a list, for a moment while the list is scrolled."""

from __future__ import annotations

from textual import events
from textual.strip import Strip

from reader.tui.debounce import Debounce
from reader.tui.rows.date_ruler import DateRuler, Tick
from reader.tui.rows.sections import SectionRows
from reader.tui.widgets.line_list import LineList

_DELAY = 1.5
"""Seconds that the ruler stays after the list has been scrolled."""
_CELLS = 10
"""Cells at the right edge over which the mouse makes the ruler appear."""


class RulerOverlay:
    """Draws the ruler of a list, and knows which label is clicked.

    Args:
        view: The list.
    """

    def __init__(self, view: LineList) -> None:
        self._view = view
        self._content: SectionRows | None = None
        self._ruler: DateRuler | None = None
        """The ruler of the rows that are laid out, once it was shown."""
        self._is_shown = False
        self._hiding = Debounce(view, _DELAY, self.hide)

    def use(self, content: SectionRows | None) -> None:
        """Set the posts of the list; None if they are not ordered by date. Hides the ruler."""
        self._content = content
        self._ruler = None
        self.hide()

    @property
    def ruler(self) -> DateRuler | None:
        """The ruler; None if the list is short or is not ordered by date."""
        if self._content is None:
            return None
        ruler, view = self._ruler, self._view
        if ruler is None or ruler.rows is not view.rows or ruler.height != view.size.height:
            ruler = self._ruler = DateRuler(view.rows, self._content, view.size.height)
        return ruler if ruler.is_long else None

    def show(self) -> None:
        """Show the ruler for a moment, if there is one."""
        if self.ruler is None:
            return
        if not self._is_shown:  # else scrolling repaints the lines anyway
            self._is_shown = True
            self._view.refresh(self._view.size.region)
        self._hiding.restart()

    def hide(self) -> None:
        """Hide the ruler, as when the list gets another height."""
        if self._is_shown:
            self._is_shown = False
            self._view.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show the ruler when the mouse is at the right edge."""
        offset = event.get_content_offset(self._view)
        if offset is not None and offset.x >= self._view.line_width - _CELLS:
            self.show()

    def clicked_tick(self, event: events.Click) -> Tick | None:
        """Return the label that is clicked, if any."""
        offset = event.get_content_offset(self._view)
        if offset is None or not self._is_shown or (ruler := self.ruler) is None:
            return None
        return ruler.tick_at(offset.y, offset.x, self._view.line_width)

    def draw(self, strip: Strip, y: int) -> Strip:
        """Draw the ruler over the line `y` of the screen."""
        view = self._view
        if not self._is_shown or (ruler := self._ruler) is None or ruler.rows is not view.rows:
            return strip
        return ruler.draw(strip, y, view.scroll_offset.y, strip.cell_length, view.row_styles)
