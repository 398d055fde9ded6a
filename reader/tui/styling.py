"""Styles for what is drawn by line, taken from the style sheets."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget


def component_style(widget: Widget, name: str) -> Style:
    """The style of one of the widget's component classes, as an overlay.

    Its background is in it only where the sheet gives the component one of its own; the colours
    are as they look upon the widget's background, so that `60%` of a colour means what it says.
    """
    own = widget.get_component_rich_style(name, partial=True)
    if own.color is None:
        return own
    resolved = widget.get_component_rich_style(name)
    if own.bgcolor is None:
        return own + Style(color=resolved.color)
    return own + Style(color=resolved.color, bgcolor=resolved.bgcolor)


def strip_of(segments: list[Segment], width: int, background: Style) -> Strip:
    """A strip of just that width, the background under and behind all of it."""
    strip = Strip(segments).apply_style(background)
    return strip.adjust_cell_length(width, background)
