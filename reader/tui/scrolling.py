"""A view of lines that is moved through by lines, pages and to its ends."""

from __future__ import annotations

from reader.tui.widgets.line_view import LineView


class ScrollingView(LineView):
    """Moves at once, without animation: the next key may be waiting already."""

    @property
    def progress(self) -> float:
        """How far down the reader is, from 0 to 1."""
        return self.scroll_offset.y / self.max_scroll_y if self.max_scroll_y else 1.0

    @property
    def is_at_end(self) -> bool:
        """Whether there is nothing further down."""
        return self.scroll_offset.y >= self.max_scroll_y

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)

    def action_cursor_down(self) -> None:
        self._scroll_by(1)

    def action_cursor_up(self) -> None:
        self._scroll_by(-1)

    def action_page_down(self) -> None:
        self._scroll_by(max(1, self.size.height - 2))

    def action_page_up(self) -> None:
        self._scroll_by(-max(1, self.size.height - 2))

    def action_half_page_down(self) -> None:
        self._scroll_by(max(1, self.size.height // 2))

    def action_half_page_up(self) -> None:
        self._scroll_by(-max(1, self.size.height // 2))

    def action_top(self) -> None:
        self.scroll_to(y=0, animate=False, immediate=True)

    def action_bottom(self) -> None:
        self.scroll_to(y=self.max_scroll_y, animate=False, immediate=True)
