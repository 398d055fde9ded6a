"""The gate to Textual's own widgets: the only module that gives them text.

Textual parses `[...]` in plain strings as markup, also as actions that a click runs, and draws
control characters as they are. Here each text, wherever it comes from, is cleaned and becomes a
`Content`, which is never parsed. What our own widgets draw line by line passes
`reader.tui.terminal.output_filter` instead, and a message is a `FooterMessage`.

tests/architecture/test_foreign_text.py fails if another module goes round these gates.
"""

from __future__ import annotations

from typing import TypeAlias

from textual.content import Content
from textual.style import Style
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Static

from reader.text.clean import clean_line

ShownText: TypeAlias = str | Content
"""Text of any source, or content that was made here."""
Part: TypeAlias = ShownText | tuple[str, str | Style]
"""A text, content, or a text with its style."""


def content(*parts: Part) -> Content:
    """Return parts as one content. Line breaks in them stay."""
    return Content.assemble(*map(_cleaned, parts))


def _cleaned(part: Part) -> Part:
    if isinstance(part, Content):
        return part
    if isinstance(part, str):
        return _clean(part)
    text, style = part
    return _clean(text), style


def _clean(text: str) -> str:
    return "\n".join(map(clean_line, text.split("\n")))


def frame(widget: Widget, title: ShownText | None, subtitle: ShownText | None) -> None:
    """Show texts in the upper and the lower edge of a widget with a frame; None for no text."""
    show_title(widget, title)
    show_subtitle(widget, subtitle)


def show_title(widget: Widget, text: ShownText | None) -> None:
    """Show a line in the upper edge of a widget with a frame; None for no text."""
    widget.border_title = _line(text)


def show_subtitle(widget: Widget, text: ShownText | None) -> None:
    """Show a line in the lower edge of a widget with a frame; None for no text."""
    widget.border_subtitle = _line(text)


def _line(text: ShownText | None) -> Content | None:
    return Content(clean_line(text)) if isinstance(text, str) else text


class StaticText(Static):
    """Shows text of any source as it is, on as many lines as it has.

    Args:
        text: What to show.
        id: Its id in style sheets.
        classes: Its classes in style sheets.
    """

    def __init__(
        self,
        text: ShownText = "",
        *,
        id: str | None = None,  # noqa: A002 - as Textual
        classes: str | None = None,
    ) -> None:
        super().__init__(content(text), id=id, classes=classes, markup=False)

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show another text."""
        shown = Content(_clean(content)) if isinstance(content, str) else content
        super().update(shown, layout=layout)
