"""The column of text in the middle of the article pane."""

from __future__ import annotations

from typing import NamedTuple

_MIN_MARGIN = 1
_MIN_WIDTH = 10


class TextColumn(NamedTuple):
    """A column of text, centred in a pane. All numbers are cells.

    Args:
        line_width: Width inside the frame of the pane.
        measure: Maximum length of a line of text.
    """

    line_width: int
    measure: int

    @property
    def width(self) -> int:
        """Maximum length of a line of text in this pane."""
        return max(_MIN_WIDTH, min(self.measure, self.line_width - 2 * _MIN_MARGIN))

    @property
    def left_margin(self) -> int:
        """Cells between the frame and the text."""
        return max(0, (self.line_width - self.width) // 2)

    @property
    def full_line_width(self) -> int:
        """Width inside the frame that gives lines their full length."""
        return self.measure + 2 * _MIN_MARGIN
