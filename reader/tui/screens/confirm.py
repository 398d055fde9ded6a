"""The dialog that asks a question before a command is carried out."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.tui.answers import answer
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import StaticText, frame


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
            frame(box, None, "Enter yes · Esc no")
            yield StaticText(self._question, id="question")

    def action_confirm(self) -> None:
        answer(self, True)

    def action_close(self) -> None:
        answer(self)
