"""Styles for what is drawn by line, taken from the style sheets."""

from __future__ import annotations

from collections.abc import Iterable

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


def strip_of(segments: Iterable[Segment], width: int, background: Style) -> Strip:
    """A strip of just that width, the background under and behind all of it."""
    # Each strip carries its own caches, and is made for every line: only one is made here.
    styled = list(Segment.apply_style(segments, background))
    length = sum(it.cell_length for it in styled)
    if length < width:
        styled.append(Segment(" " * (width - length), background))
    strip = Strip(styled, max(length, width))
    return strip if length <= width else strip.adjust_cell_length(width, background)
