"""Styles from the style sheets for widgets that draw their lines themselves."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


def component_style(widget: Widget, name: str) -> Style:
    """Return the style of a component class, as an overlay for the widget's background.

    The style has a background only if the style sheet sets one for the component class. Its color
    is blended with the widget's background, so that `60%` of a color lets the background through.

    Args:
        widget: The widget that declares the component class.
        name: Name of the component class.
    """
    own = widget.get_component_rich_style(name, partial=True)
    if own.color is None:
        return own
    resolved = widget.get_component_rich_style(name)
    if own.bgcolor is None:
        return own + Style(color=resolved.color)
    return own + Style(color=resolved.color, bgcolor=resolved.bgcolor)
