"""Styles from the style sheets for widgets that draw their lines themselves."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


class ComponentStyles:
    """The styles of a widget, each looked up once and not for every line.

    Args:
        widget: The widget that declares the component classes.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._background: Style | None = None
        self._styles: dict[str, Style] = {}

    def clear(self) -> None:
        """Look the styles up again, because they may have changed."""
        self._background = None
        self._styles.clear()

    @property
    def background(self) -> Style:
        """The style behind everything."""
        if self._background is None:
            self._background = self._widget.rich_style
        return self._background

    def component(self, name: str) -> Style:
        """Return the style of a component class, as `component_style` does."""
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = component_style(self._widget, name)
        return style


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
