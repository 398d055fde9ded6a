"""The styles of an article, taken from the style sheets."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from reader.article.palette import Palette
from reader.tui.widgets.line_view import LineView

_LEVELS = range(1, 7)
_STYLES = tuple(field.name for field in fields(Palette) if field.type == "Style")
STYLE_ROLES = (*_STYLES, *(f"heading{level}" for level in _LEVELS))
"""The roles of the palette, each with a component class."""
_LAYERS = ("match", "current-match", "hint", "dead-link", "selection")
ROLES = (*STYLE_ROLES, *_LAYERS)
"""The roles that have a component class: those of the palette and those of the layers."""


def component_class(role: str) -> str:
    """Return the name of the component class for a role."""
    return f"article--{role.replace('_', '-')}"


def make_palette(view: LineView, code_theme: str) -> Palette:
    """Return the palette for a widget that declares the component classes of all roles.

    Args:
        view: The widget.
        code_theme: Name of the Pygments style for code blocks.
    """
    styles: dict[str, Any] = {
        role: view.line_styles.component(component_class(role)) for role in _STYLES
    }
    one, two, three, four, five, six = (
        view.line_styles.component(component_class(f"heading{level}")) for level in _LEVELS
    )
    return Palette(**styles, headings=(one, two, three, four, five, six), code_theme=code_theme)
