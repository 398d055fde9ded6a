"""The help: a list of all commands with their keys, with a filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.tui.answers import answer
from reader.tui.bindings import Command
from reader.tui.keymap import key_names
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import StaticText, content, frame
from reader.tui.widgets.prompt import LineInput

_KEY_COLUMN = 16


def dialog_commands(bindings: Iterable[BindingType], title: str) -> list[Command]:
    """Return the keys of a dialog as the help lists them.

    Args:
        bindings: The bindings of the dialog. Those without a description are left out.
        title: The heading of its keys.
    """
    return [
        Command(binding.id or "", binding.key, binding.action, binding.description, title, title)
        for binding in bindings
        if isinstance(binding, Binding) and binding.description
    ]


class HelpScreen(ModalScreen[None]):
    """Lists every command with its keys, by group. Typing filters the list."""

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "close", "Close", id="help.close"),
        Binding("down", "scroll(1)", "Scroll down", id="help.down"),
        Binding("up", "scroll(-1)", "Scroll up", id="help.up"),
        Binding("pagedown", "scroll(10)", "Page down", id="help.page_down"),
        Binding("pageup", "scroll(-10)", "Page up", id="help.page_up"),
    ]

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands
        # Not looked up when a key arrives: in a burst of keys, that is before they are mounted.
        self._keys = StaticText(self._table(""), id="keys")
        self._view = VerticalScroll(self._keys, can_focus=False)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            frame(box, "Keys", "↑ ↓ scroll · Esc close")
            yield LineInput(placeholder="Type a key or what it does")
            yield self._view

    @on(Input.Changed)
    def _filter(self, message: Input.Changed) -> None:
        self._keys.update(self._table(message.value))
        self._view.scroll_home(animate=False)

    def action_scroll(self, lines: int) -> None:
        self._view.scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        answer(self)

    def _table(self, query: str) -> Content:
        """Return the lines of the commands that match a query, under the names of their groups."""
        words = query.casefold().split()
        matching = [command for command in self._commands if _matches(command, words)]
        if not matching:
            return content(f"No key or command matches “{query}”.")
        lines: list[Content] = []
        for group, commands in groupby(matching, key=lambda command: command.group):
            lines.append(content((group, "bold $text-accent")))
            lines += [_line(command) for command in commands]
            lines.append(content())
        return content("\n").join(lines[:-1])


def _matches(command: Command, words: list[str]) -> bool:
    text = f"{command.group} {command.tooltip}".casefold()
    keys = key_names(command).casefold().split()
    return all(word in text or word in keys for word in words)


def _line(command: Command) -> Content:
    keys = key_names(command)
    gap = " " * max(1, _KEY_COLUMN - cell_len(keys))
    return content("  ", (keys, "bold"), gap, command.tooltip)
