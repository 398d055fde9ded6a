"""A list that is drawn line by line, so that it costs what is on screen and not what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from reader.tui.bindings import PANE, bindings_for
from reader.tui.messages import RowPressed
from reader.tui.widgets.line_view import LineView

_MOST_DRAWN = 2_000
"""Lines that are kept: some dozens of screens."""


class LineList(LineView):
    """Rows of any height, one of which the cursor stands on.

    A subclass says where the rows are, draws one line of one row, and is told of each move.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_for(PANE)

    def __init__(self) -> None:
        super().__init__()
        self._drawn: dict[tuple[int, int, bool], Strip] = {}
        """Lines as they were drawn, by row, line of the row, and whether the cursor is on it."""

    _is_pressed = False
    """Whether the mouse was pressed on the rows, and not on the frame."""

    cursor: reactive[int] = reactive(-1, init=False, repaint=False)
    """The chosen row; -1 when there is none to choose."""

    # What a subclass gives.

    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row_top(self, row: int) -> int:
        """First line of a row; that of row `row_count()` is the height of the whole."""
        return row

    def row_height(self, row: int) -> int:
        """Lines of a row."""
        return self.row_top(row + 1) - self.row_top(row)

    def row_at(self, line: int, column: int = 0) -> int:  # noqa: ARG002 - for rows side by side
        """The row that a cell of the list belongs to; beyond the end, the last."""
        return line

    def is_choosable(self, row: int) -> bool:  # noqa: ARG002 - for subclasses with headings
        """Whether the cursor may stand on the row."""
        return True

    def draw(self, row: int, line: int) -> Strip:
        """Line `line` of a row."""
        raise NotImplementedError

    def draw_nothing(self, line: int) -> Strip:  # noqa: ARG002 - for empty states
        """Line `line` of the widget where there is no row."""
        return self.strip([])

    def cursor_moved(self) -> None:
        """Called when the cursor stands on another row."""

    # Drawing.

    def rows_changed(self) -> None:
        """Take note that there are other rows, or rows of other heights."""
        self._drawn.clear()
        self.virtual_size = Size(self.line_width, self.row_top(self.row_count()))
        self.refresh()

    def rows_redrawn(self) -> None:
        """Take note that the same rows look otherwise."""
        self._drawn.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn.clear()

    def render_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        if line >= self.row_top(self.row_count()):
            return self.draw_nothing(y)
        row = self.row_at(line)
        key = (row, line - self.row_top(row), row == self.cursor)
        strip = self._drawn.get(key)
        if strip is None or strip.cell_length != self.line_width:
            if len(self._drawn) >= _MOST_DRAWN:
                self._drawn.clear()
            strip = self._drawn[key] = self.draw(*key[:2])
        return strip

    def refresh_row(self, row: int) -> None:
        """Draw one row again, and no other."""
        if 0 <= row < self.row_count():
            self.refresh_lines(self.row_top(row), self.row_height(row))

    def cursor_strip(self, texts: Iterable[str]) -> Strip:
        """A whole line of the row under the cursor: one style for all of it."""
        style = self.background + self.component("row--cursor")
        return self.strip([Segment(text) for text in texts], style)

    def on_focus(self) -> None:
        self.refresh_row(self.cursor)

    def on_blur(self) -> None:
        self.refresh_row(self.cursor)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - named by Textual
        # Called after the method of that name of a subclass, which places its rows.
        self.scroll_to_cursor()

    # The cursor.

    def watch_cursor(self, old: int, new: int) -> None:
        self.refresh_row(old)
        self.refresh_row(new)
        self.scroll_to_cursor()
        if new >= 0:
            self.cursor_moved()

    def scroll_to_cursor(self) -> None:
        """Bring the chosen row into view, and the heading over it where it is the first."""
        if self.cursor < 0:
            return
        row = self.cursor
        while row > 0 and not self.is_choosable(row - 1):
            row -= 1
        top = self.row_top(row)
        bottom = self.row_top(self.cursor) + self.row_height(self.cursor)
        self.scroll_to_region(
            Region(0, top, max(1, self.line_width), bottom - top), animate=False, immediate=True
        )

    def nearest(self, row: int, step: int) -> int:
        """The first choosable row from `row` on in that direction, else in the other, else -1."""
        count = self.row_count()
        if not count:
            return -1
        row = min(max(row, 0), count - 1)
        onward = range(row, count) if step > 0 else range(row, -1, -1)
        back = range(row, -1, -1) if step > 0 else range(row, count)
        return next((it for way in (onward, back) for it in way if self.is_choosable(it)), -1)

    def move_cursor(self, steps: int) -> None:
        """Move by that many rows, over what cannot be chosen; stop at the ends."""
        step = 1 if steps > 0 else -1
        row = self.cursor
        for _ in range(abs(steps)):
            following = self.nearest(row + step, step)
            if (following - row) * step <= 0:
                break
            row = following
        self.cursor = row

    def _move_by_lines(self, lines: int) -> None:
        """Move to the row that many lines away, by one row at least."""
        if self.cursor < 0:
            return
        target = self.row_at(max(0, self.row_top(self.cursor) + lines))
        step = 1 if lines > 0 else -1
        if target == self.cursor:
            target += step
        self.cursor = self.nearest(target, step)

    def action_cursor_down(self) -> None:
        self.move_cursor(1)

    def action_cursor_up(self) -> None:
        self.move_cursor(-1)

    def action_page_down(self) -> None:
        self._move_by_lines(max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        self._move_by_lines(-max(1, self.size.height - 1))

    def action_half_page_down(self) -> None:
        self._move_by_lines(max(1, self.size.height // 2))

    def action_half_page_up(self) -> None:
        self._move_by_lines(-max(1, self.size.height // 2))

    def action_top(self) -> None:
        self.cursor = self.nearest(0, 1)

    def action_bottom(self) -> None:
        self.cursor = self.nearest(self.row_count() - 1, -1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._is_pressed = event.get_content_offset(self) is not None

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or not self._is_pressed:  # the frame was dragged to here
            return
        line = offset.y + self.scroll_offset.y
        if line >= self.row_top(self.row_count()):
            return
        row = self.row_at(line, offset.x)
        if not self.is_choosable(row):
            return
        if row == self.cursor:
            self.post_message(RowPressed())
        self.cursor = row
