"""The layer that shows the text selected with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.article.extract.selection import selected_text
from reader.article.layout import ArticleLayout
from reader.article.line import Line, line_text
from reader.article.search import MatchSpan, highlight
from reader.tui.widgets.layers.layer import StyleLookup

if TYPE_CHECKING:
    from textual.selection import Selection


class SelectedText:
    """Draws the text that is selected with the mouse, and extracts it.

    Args:
        style_for: Returns the style of a role.
        get_left_margin: Returns the number of cells left of the text, which Textual's selections
            count and the lines of the article do not have.
    """

    def __init__(self, style_for: StyleLookup, get_left_margin: Callable[[], int]) -> None:
        self._style_for = style_for
        self._get_left_margin = get_left_margin
        self.selection: Selection | None = None

    def invalidate(self) -> None:
        """Do nothing: Textual keeps a selection until another one starts."""

    def decorate(self, line: Line, position: int) -> Line:
        if self.selection is None:
            return line
        start, end = self._span(self.selection, line, position)
        style = self._style_for("selection")
        return highlight(line, [MatchSpan(start, end, 0)] if end > start else [], lambda _: style)

    def extract(self, selection: Selection, layout: ArticleLayout) -> str:
        """Return the selected text as it was written.

        Args:
            selection: A selection in the pane, which may be another one than is drawn.
            layout: The lines of the article.
        """
        first = selection.start.y if selection.start else 0
        last = selection.end.y if selection.end else layout.height - 1
        start, _ = self._span(selection, layout.line(first), first)
        _, end = self._span(selection, layout.line(last), last)
        return selected_text(layout, (first, start), (last, end))

    def _span(self, selection: Selection, line: Line, position: int) -> tuple[int, int]:
        """Return the start and end of the selected characters of a line."""
        start, end = selection.get_span(position) or (0, 0)
        length, left_margin = len(line_text(line)), self._get_left_margin()
        # Textual returns -1 for the end of the line.
        last = length if end == -1 else min(max(0, end - left_margin), length)
        return max(0, start - left_margin), last
