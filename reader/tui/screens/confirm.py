"""The dialog that asks a question before a command is carried out."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.tui.answers import answer
from reader.tui.sheets import DIALOG_SHEET


class ConfirmScreen(ModalScreen[Literal[True]]):
    """Asks a question. The answer is True; closing the dialog gives none.

    Args:
        question: The question.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "confirm", "Yes", id="confirm.yes"),
        Binding("escape,n,h,left,q", "close", "No", id="confirm.no"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_subtitle = "Enter yes · Esc no"
            yield Static(Content(self._question), id="question")

    def action_confirm(self) -> None:
        answer(self, True)

    def action_close(self) -> None:
        answer(self)
