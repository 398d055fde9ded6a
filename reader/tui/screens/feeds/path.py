"""The dialog that asks for a folder or a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.settings import path_from_text
from reader.text.clean import one_line
from reader.tui.answers import answer
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import StaticText, frame
from reader.tui.widgets.prompt import LineInput


class PathScreen(ModalScreen[str | None]):
    """Asks for a path. The answer is the path as typed, which may begin with `~`.

    Args:
        title: The title of the dialog.
        question: What the path is for, as sentences.
        verb: What Enter does.
        value: The path to begin with.
        check: Returns what is wrong with a path and what to do; None if nothing is.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="path.close"),
    ]

    def __init__(
        self,
        title: str,
        question: str,
        verb: str,
        value: str,
        check: Callable[[Path], str | None],
    ) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._verb = verb
        self._check = check
        self._input = LineInput(value=value)
        self._input.cursor_blink = False
        self._remark = StaticText(id="remark")

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            frame(box, self._title, f"Enter {self._verb} · Esc close")
            yield StaticText(self._question, id="question")
            yield self._input
            yield self._remark

    def on_mount(self) -> None:
        self.set_focus(self._input)  # as in `ChooserScreen`
        self._remark.display = False

    @on(Input.Changed)
    def _clear(self) -> None:
        self._remark.display = False

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        text = message.value.strip().strip("\"'")
        if not text:
            return
        fault = self._check(path_from_text(text))
        if fault is None:
            answer(self, text)
        else:
            self._remark.update(one_line(fault))
            self._remark.display = True

    def action_close(self) -> None:
        answer(self)
