"""All keys, made from the bindings themselves, with a filter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.tui.bindings import Command
from reader.tui.key_names import key_names

_KEY_COLUMN = 16


class HelpScreen(ModalScreen[None]):
    """Every command by group. Typing narrows it down."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,ctrl+q", "dismiss", "Close", id="help.close"),
        Binding("down", "scroll(1)", "Scroll down", id="help.down"),
        Binding("up", "scroll(-1)", "Scroll up", id="help.up"),
        Binding("pagedown", "scroll(10)", "Page down", id="help.page_down"),
        Binding("pageup", "scroll(-10)", "Page up", id="help.page_up"),
    ]

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Keys"
            box.border_subtitle = "↑ ↓ scroll · Esc close"
            yield Input(placeholder="Type to find a key or what it does")
            with VerticalScroll(can_focus=False):
                yield Static(self._table(""), id="keys")

    @on(Input.Changed)
    def _filter(self, message: Input.Changed) -> None:
        self.query_one("#keys", Static).update(self._table(message.value))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _table(self, wanted: str) -> Content:
        """The commands whose keys or words hold what was typed."""
        words = wanted.casefold().split()
        found = [it for it in self._commands if _answers(it, words)]
        if not found:
            return Content.from_text(f"No key for “{wanted}”.", markup=False)
        lines: list[Content] = []
        for group, commands in groupby(found, key=lambda it: it.group):
            lines.append(Content.styled(group, "bold $text-accent"))
            lines += [_line(it) for it in commands]
            lines.append(Content(""))
        return Content("\n").join(lines[:-1])


def _answers(it: Command, words: list[str]) -> bool:
    text = f"{it.group} {it.tooltip}".casefold()
    keys = key_names(it).casefold().split()
    return all(word in text or word in keys for word in words)


def _line(it: Command) -> Content:
    keys = key_names(it)
    blank = " " * max(1, _KEY_COLUMN - cell_len(keys))
    return Content.assemble("  ", (keys, "bold"), blank, it.tooltip)
