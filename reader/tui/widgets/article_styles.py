"""The styles of an article, taken from the style sheets."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from reader.article.palette import Palette
from reader.tui.widgets.line_view import LineView

_LEVELS = range(1, 7)
_STYLES = tuple(it.name for it in fields(Palette) if it.type == "Style")
ROLES = (*_STYLES, *(f"heading{level}" for level in _LEVELS), "lit", "found", "hint", "dead-link")
"""What has a component class of its own."""


def component_class(role: str) -> str:
    """The component class in the style sheet for a role."""
    return f"article--{role.replace('_', '-')}"


def palette_of(view: LineView, code_theme: str) -> Palette:
    """The palette of a view that has the component classes of all roles."""
    styles: dict[str, Any] = {it: view.component(component_class(it)) for it in _STYLES}
    one, two, three, four, five, six = (
        view.component(component_class(f"heading{level}")) for level in _LEVELS
    )
    return Palette(**styles, headings=(one, two, three, four, five, six), code_theme=code_theme)
