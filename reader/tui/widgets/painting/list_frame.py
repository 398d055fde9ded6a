"""The frame of the list of posts: chips, a title, and how many posts are picked."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from reader.tui.rows.chip_title import chip_title
from reader.tui.text_gate import content
from reader.tui.widgets.painting.frame_texts import FrameTexts

_MARGIN = 3
"""Cells on each side of the title: a corner, a line and a space."""


class ListFrame:
    """Shows texts in the frame of the list.

    Args:
        view: The list.
    """

    def __init__(self, view: Widget) -> None:
        self._view = view
        self._texts = FrameTexts(view)
        self.title = content()
        """The chips, and what follows them."""
        self._name = ""
        self.chips: Sequence[str] = ()
        """The names of the chips."""
        self._picks = ""

    def show_title(self, name: str, chips: Sequence[str]) -> None:
        """Show the names of chips, each with a cross to remove it, and what follows them."""
        self._name, self.chips = name, chips
        self.fit()

    def show_picks(self, count: int, unlisted: int) -> None:
        """Show how many posts are picked, if any are, and how many of them are not on the page."""
        self._picks = f"{count:,} selected" if count else ""
        if unlisted:
            self._picks += f", {unlisted:,} not on this page"
        self.fit()

    def fit(self) -> None:
        """Cut the title to the width of the list."""
        # Textual puts a corner and a space on each side of a title.
        width = max(1, self._view.outer_size.width - 2 * _MARGIN)
        self.title = chip_title(self.chips, self._name, width)
        self._texts.show(self.title, content(self._picks) if self._picks else None)
