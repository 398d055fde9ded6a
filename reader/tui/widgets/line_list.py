"""A list whose cost depends on the number of visible lines and not on the number of rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from reader.tui.bindings import PANE, bindings_for
from reader.tui.messages import RowPressed
from reader.tui.rows.cursor_moves import (
    lines_of,
    moved_by_lines,
    moved_by_rows,
    nearest,
    topmost,
)
from reader.tui.rows.model import ROLES, EmptyRows, RowLayout, RowSource, RowStyles
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.painting.content_size import resize_content
from reader.tui.widgets.painting.notices import draw_notice

_MAX_DRAWN_LINES = 500
"""Maximum number of drawn lines that are kept: some screens. Textual keeps with each line how it
was cut and rendered, which takes up to 30 KB."""


def row_classes(roles: Iterable[str]) -> set[str]:
    """Return the component classes that style some roles of `RowStyles`."""
    return {f"row--{role}" for role in roles}


class LineList(LineView):
    """Shows rows, one of which is under the cursor.

    A row source provides and draws the rows; the list handles the cursor, scrolling and the mouse,
    and caches drawn lines.

    Args:
        layout: Lays out the rows for a width; none by default.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_for(PANE)
    ROLES: ClassVar[tuple[str, ...]] = ("cursor", "heading", "mark", "title", "meta")
    """The roles of `RowStyles` that the rows of the list have. The style of each takes time when
    the app starts, so a list names only those that it needs."""
    COMPONENT_CLASSES: ClassVar[set[str]] = row_classes(ROLES)

    cursor: reactive[int] = reactive(-1, init=False, repaint=False)
    """The selected row; -1 if there is none."""

    def __init__(self, layout: RowLayout = EmptyRows) -> None:
        super().__init__()
        self._layout = layout
        self._width = 0
        """The width that the rows are laid out for."""
        self.rows: RowSource = EmptyRows(0)
        self._notice: tuple[str, ...] = ()
        self._row_styles: RowStyles | None = None
        self._drawn: dict[tuple[int, int], Strip] = {}
        """Drawn lines, by line and by the row under the cursor if that is on the line, else -1."""
        self._is_pressed = False
        """Whether the mouse was pressed on the rows and not on the frame."""

    # Showing rows.

    def show_rows(self, layout: RowLayout, *, is_urgent: bool = True) -> None:
        """Show other rows. The cursor and the scroll position stay as they are.

        Args:
            layout: Lays out the rows for a width; called again when the width changes.
            is_urgent: Whether somebody waits for the rows, as for `ChangedLines.refresh`.
        """
        self._layout = layout
        self._lay_out_rows()
        resize_content(self, Size(self._width, self.rows.line_count))
        self.changed_lines.refresh(is_urgent=is_urgent)

    def measure_again(self) -> None:
        self._lay_out_rows()
        self.virtual_size = Size(self._width, self.rows.line_count)
        self.refresh()

    def _lay_out_rows(self) -> None:
        self._width = self.line_width
        self.rows = self._layout(self._width)
        self._drawn.clear()

    def redraw_rows(self) -> None:
        """Draw the same rows again because their appearance has changed."""
        self._drawn.clear()
        self.changed_lines.refresh()

    def show_notice(self, *paragraphs: str) -> None:
        """Set the text that is shown while there are no rows."""
        if paragraphs != self._notice:
            self._notice = paragraphs
            self.changed_lines.refresh()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - required by Textual
        if self.line_width != self._width:
            self._lay_out_rows()
        resize_content(self, Size(self._width, self.rows.line_count))
        self.scroll_to_cursor()

    # Drawing.

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._row_styles = None
        self._drawn.clear()

    @property
    def row_styles(self) -> RowStyles:
        """The styles that rows are drawn in."""
        if self._row_styles is None:
            styles = dict.fromkeys(ROLES, Style.null())
            styles |= {role: self.line_styles.component(f"row--{role}") for role in self.ROLES}
            for role in ("cursor", "tint"):
                styles[role] = self.line_styles.background + styles[role]
            self._row_styles = RowStyles(self.line_styles.background, **styles)
        return self._row_styles

    def render_lines(self, crop: Region) -> list[Strip]:
        # Textual paints a new width before it sends the event that reports it. At the start, that
        # is the first frame: it would be empty, as the rows were laid out for no width at all.
        if self.line_width != self._width:
            self._lay_out_rows()
        return super().render_lines(crop)

    def draw_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        if line >= self.rows.line_count:
            notice = () if self.rows.count else self._notice
            return draw_notice(self, notice, y, "row--title", "row--meta")
        key = (line, self.cursor if line in lines_of(self.rows, self.cursor) else -1)
        strip = self._drawn.get(key)
        if strip is None:
            if len(self._drawn) >= _MAX_DRAWN_LINES:
                self._drawn.clear()
            strip = self._drawn[key] = self.rows.draw_line(*key, self.row_styles)
        return strip

    def _refresh_row(self, row: int) -> None:
        lines = lines_of(self.rows, row)
        if lines:
            self.refresh_lines(lines.start, len(lines))

    def on_focus(self) -> None:
        self._refresh_row(self.cursor)

    def on_blur(self) -> None:
        self._refresh_row(self.cursor)

    # The cursor.

    def watch_cursor(self, old: int, new: int) -> None:
        self._refresh_row(old)
        self._refresh_row(new)
        self.scroll_to_cursor()

    def scroll_to_cursor(self) -> None:
        """Scroll the selected row into view, together with a heading above the row."""
        lines = lines_of(self.rows, self.cursor)
        # A hidden list has no height, and would scroll the row to its top. It is given one, and so
        # scrolls to the row, when it is shown.
        if not lines or not self.scrollable_content_region.height:
            return
        top = self.rows.top(topmost(self.rows, self.cursor))
        region = Region(0, top, max(1, self.line_width), lines.stop - top)
        self.scroll_to_region(region, animate=False, immediate=True)

    def nearest(self, row: int, step: int) -> int:
        """Return the selectable row nearest to a row. See `cursor_moves.nearest`."""
        return nearest(self.rows, row, step)

    def move_cursor(self, steps: int) -> None:
        """Move by a number of selectable rows, down if it is positive; stop at the ends."""
        self.cursor = moved_by_rows(self.rows, self.cursor, steps)

    def _move_by_lines(self, lines: int) -> None:
        """Move to the row that is a number of lines away, by one row at least."""
        if self.cursor >= 0 and self.rows.count:
            self.cursor = moved_by_lines(self.rows, self.cursor, lines)

    def _select_nearest(self, row: int, step: int) -> None:
        if self.rows.count:  # else they are not laid out yet, and the cursor waits on its row
            self.cursor = self.nearest(row, step)

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
        self._select_nearest(0, 1)

    def action_bottom(self) -> None:
        self._select_nearest(self.rows.count - 1, -1)

    # The mouse.

    def is_pressed_at_once(self, row: int) -> bool:  # noqa: ARG002 - for subclasses
        """Return whether the first click on a row does what the second one does on others."""
        return False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._is_pressed = event.get_content_offset(self) is not None

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or not self._is_pressed:  # the frame was dragged to here
            return
        line = offset.y + self.scroll_offset.y
        if line >= self.rows.line_count:
            return
        row = self.rows.at(line, offset.x)
        if not self.rows.is_selectable(row):
            return
        is_pressed = row == self.cursor or self.is_pressed_at_once(row)
        self.cursor = row
        if is_pressed:
            self.post_message(RowPressed())
