"""The texts in the frame of a pane."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from reader.tui.text_gate import show_subtitle, show_title


class FrameTexts:
    """Shows texts in the frame of a widget.

    Textual paints the whole widget whenever such a text is set, so only other texts are set.

    Args:
        widget: A widget with a frame.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._title: Content | None = None
        self._subtitle: Content | None = None

    def show(self, title: Content | None, subtitle: Content | None) -> None:
        """Show texts in the upper and in the lower edge; None for no text."""
        if not _are_same(title, self._title):
            self._title = title
            show_title(self._widget, title)
        if not _are_same(subtitle, self._subtitle):
            self._subtitle = subtitle
            show_subtitle(self._widget, subtitle)


def _are_same(text: Content | None, other: Content | None) -> bool:
    # `==` ignores styles and what a click does.
    return text is other if text is None or other is None else text.is_same(other)
