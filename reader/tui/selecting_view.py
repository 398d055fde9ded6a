"""An article whose text can be selected with the mouse, and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.line import line_text
from reader.tui.article_view import ArticleView

if TYPE_CHECKING:
    from textual.selection import Selection

    from reader.article.line import Line


class SelectingView(ArticleView):
    """Draws what is selected, and gives it without the blanks around the text."""

    def drawn(self, line: Line, y: int) -> Line:
        line = super().drawn(line, y)
        selection = self.text_selection
        return line if selection is None else self._selected(line, y, selection)

    def _selected(self, line: Line, y: int, selection: Selection) -> Line:
        from reader.article.search import (
            MatchSpan,  # late: the first paint selects nothing
            highlight,
        )

        start, end = self._span(selection, y)
        style = self.screen.get_component_rich_style("screen--selection")
        return highlight(line, [MatchSpan(start, end, 0)] if end > start else [], lambda _: style)

    def _span(self, selection: Selection, y: int) -> tuple[int, int]:
        """The selected characters of a line; the blanks left of the text are none of them."""
        assert self.layout_shown is not None
        start, end = selection.get_span(y) or (0, 0)
        length = len(line_text(self.layout_shown.line(y)))
        last = length if end == -1 else end - self.left_margin
        return max(0, start - self.left_margin), min(last, length)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that is selected, without the blanks around it."""
        layout = self.layout_shown
        if layout is None:
            return None
        first = selection.start.y if selection.start else 0
        last = selection.end.y if selection.end else layout.height - 1
        lines = []
        for y in range(first, min(last, layout.height - 1) + 1):
            start, end = self._span(selection, y)
            lines.append(line_text(layout.line(y))[start:end].rstrip())
        return "\n".join(lines), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - as Textual's
        self.refresh()
