"""Text of any source passes a gate before Textual or Rich draws it.

A new widget, dialog or message cannot show a bare string: what would draw one is listed here.
tests/pilot/test_foreign_text.py shows every widget with hostile text, and finds what our own
widgets draw without having cleaned it.
"""

from __future__ import annotations

import ast

import pytest

from .figures import Module
from .foreign_text import bare_text

GATES = {
    "reader.cli.commands.search import rich.text.Text": "is not parsed, and passes `draw`",
    "reader.cli.fetch_progress import rich.progress.BarColumn": "shows no text",
    "reader.cli.fetch_progress import rich.progress.Progress": "shows a clean line",
    "reader.cli.fetch_progress import rich.progress.TextColumn": "does not parse the line",
    "reader.cli.fetch_progress import rich.table.Column": "shows no text",
    "reader.cli.fetch_progress import rich.text.Text": "is not parsed, and is a clean line",
    "reader.error_report import rich.traceback.Trace": "a type",
    "reader.text.segments import rich.text.Text": "a type",
    "reader.tui.text_gate .border_subtitle =": "the gate",
    "reader.tui.text_gate .border_title =": "the gate",
    "reader.tui.text_gate Content()": "the gate",
    "reader.tui.text_gate Content.assemble()": "the gate",
    "reader.tui.text_gate import textual.widgets.Static": "the gate",
    "reader.tui.widgets.prompt class LineInput": "the gate of text in inputs",
}
"""Uses of what may draw a bare text, each with the reason why nothing passes uncleaned."""

BARE = {
    "a widget of Textual": "from textual.widgets import Static\nStatic(post.title)",
    "a subclass of one": "from textual.widgets import Label\nclass Title(Label): ...",
    "a widget from its module": "from textual.widgets.option_list import Option",
    "a module of widgets": "import textual.widgets",
    "an input": "self.box = Input(value=feed.name)",
    "a subclass of an input": "class Box(Input): ...",
    "content": "Content(post.title)",
    "content of several parts": "Content.assemble(post.title, (feed.name, 'bold'))",
    "markup": "Content.from_markup(post.title)",
    "content under another name": "from textual.content import Content as C",
    "a text of Rich": "from rich.text import Text\nText(post.title)",
    "a table of Rich": "import rich.table",
    "a title": "self.border_title = post.title",
    "one of another widget": "with Vertical() as box:\n    box.border_subtitle = f'{path}'",
    "a tooltip": "self.list.tooltip: str = error.reason",
    "a placeholder": "self.box.placeholder += feed.name",
    "a widget that renders": "class Title(Widget):\n    def render(self) -> str: ...",
    "one without a type": "class Title(Widget):\n    def render(self): ...",
}
GATED = {
    "the gate": "frame(box, post.title, None)\nStaticText(post.title)\nnotify(app, error.reason)",
    "content that was made by it": (
        "from textual.content import Content\nclass Title(Widget):\n"
        "    def render(self) -> Content:\n        return content(self.post.title)"
    ),
    "messages of an input": "@on(Input.Changed)\ndef typed(message: Input.Changed) -> None: ...",
    "segments": "from rich.segment import Segment\nSegment(truncate(post.title, 9))",
}


@pytest.mark.parametrize("code", BARE.values(), ids=BARE)
def test_a_bare_text_is_found(code: str) -> None:
    assert list(bare_text(ast.parse(code)))


@pytest.mark.parametrize("code", GATED.values(), ids=GATED)
def test_what_passes_a_gate_is_allowed(code: str) -> None:
    assert not list(bare_text(ast.parse(code)))


def test_no_widget_and_no_message_shows_a_bare_text(modules: list[Module]) -> None:
    found = {f"{module.name} {use}" for module in modules for use in bare_text(module.tree)}

    assert found - set(GATES) == set()
    assert set(GATES) - found == set()
