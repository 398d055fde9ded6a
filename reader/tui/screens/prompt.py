"""A line to type into at the lower edge of the screen, which says what it understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.tui.answers import answer
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import StaticText
from reader.tui.widgets.prompt import LineInput


class PromptScreen(ModalScreen[str | None]):
    """Asks for a line of text. The answer is the text as typed.

    Args:
        label: What to type.
        placeholder: What the empty line shows.
        hint: What the keys do.
        explain: Returns what a text means; None if it cannot be the answer.
        value: The text to begin with.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="prompt.close"),
    ]

    def __init__(
        self,
        label: str,
        placeholder: str,
        hint: str,
        explain: Callable[[str], str | None],
        value: str = "",
    ) -> None:
        super().__init__()
        self._label = label
        self._hint = hint
        self._explain = explain
        self._input = LineInput(value=value, placeholder=placeholder, compact=True)
        self._input.cursor_blink = False
        self._meaning = StaticText(id="meaning")

    def compose(self) -> ComposeResult:
        with Vertical():
            with Horizontal():
                yield StaticText(self._label, id="label")
                yield self._input
                yield self._meaning
            yield StaticText(self._hint, id="hint")

    def on_mount(self) -> None:
        self.set_focus(self._input)  # as in `ChooserScreen`

    @on(Input.Changed)
    def _show_meaning(self, message: Input.Changed) -> None:
        meaning = self._explain(message.value) if message.value.strip() else ""
        self._meaning.set_class(meaning is None, "-wrong")
        words = "not understood" if meaning is None else meaning
        self._meaning.update(f"→ {words}" if words else "")

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        if self._explain(message.value) is not None:
            answer(self, message.value)

    def action_close(self) -> None:
        answer(self)
