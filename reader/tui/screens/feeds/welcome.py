"""The dialog of the very first start."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.tui.answers import answer
from reader.tui.messages import ChoicePressed
from reader.tui.rows.choice_rows import Choice
from reader.tui.screens.chooser import MOVES
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import StaticText, frame
from reader.tui.widgets.choice_list import ChoiceList


class FirstStep(StrEnum):
    """What a person can begin with. The values are the keys."""

    ADD_FEED = "a"
    OPEN_FOLDER = "o"
    IMPORT_FEEDS = "i"
    READ_SAMPLES = "s"


_STEPS = (
    Choice("a  Add a feed", "the address of a site", FirstStep.ADD_FEED),
    Choice("i  Import feeds", "OPML, or newsboat's urls", FirstStep.IMPORT_FEEDS),
    Choice("o  Open a folder", "of Markdown posts", FirstStep.OPEN_FOLDER),
    Choice("s  Read the sample posts", "", FirstStep.READ_SAMPLES),
)
_WORDS = "Broadsheet shows news as posts: from feeds, or from folders of Markdown files."


class WelcomeScreen(ModalScreen[FirstStep | None]):
    """Offers what to begin with. Closing it gives no answer, so that it comes again."""

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(step.value, f"step('{step.value}')", step.name.capitalize(),
                    id=f"welcome.{step.name.lower()}")
            for step in FirstStep
        ),
        Binding("escape", f"step('{FirstStep.READ_SAMPLES.value}')", "Read the sample posts",
                id="welcome.escape"),
        Binding("enter,l,right", "choose", "Choose", id="welcome.choose"),
        Binding("j", "move('cursor_down')", "Next choice", id="welcome.down"),
        Binding("k", "move('cursor_up')", "Previous choice", id="welcome.up"),
        Binding("q", "close", "Close", id="welcome.close"),
        *MOVES,
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._list: ChoiceList[FirstStep] = ChoiceList()

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            frame(box, "Welcome to Broadsheet", "↑ ↓ Enter, or press a letter")
            yield StaticText(_WORDS, id="question")
            yield self._list

    def on_mount(self) -> None:
        self._list.show(_STEPS, 0, "")

    def action_move(self, movement: str) -> None:
        """Move the cursor by one of the list's own actions, such as `page_down`."""
        getattr(self._list, f"action_{movement}")()

    def action_choose(self) -> None:
        if (choice := self._list.highlighted) is not None:
            answer(self, choice.value)

    def action_step(self, key: str) -> None:
        answer(self, FirstStep(key))

    def action_close(self) -> None:
        answer(self)

    @on(ChoicePressed)
    def _pressed(self, message: ChoicePressed[FirstStep]) -> None:
        answer(self, message.choice.value)
