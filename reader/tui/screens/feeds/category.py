"""The dialog that asks for the category of a feed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.posts.post import UNCATEGORISED
from reader.text.clean import one_line
from reader.text.folding import fold_name
from reader.tui.answers import answer
from reader.tui.messages import ChoicePressed
from reader.tui.rows.choice_rows import Choice
from reader.tui.screens.chooser import MOVES
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import frame
from reader.tui.widgets.choice_list import ChoiceList
from reader.tui.widgets.prompt import LineInput


class CategoryScreen(ModalScreen[str | None]):
    """Lists the categories, which typing narrows; another name is a new category.

    The answer is the category: names of nested folders, separated by `/`; empty for none.

    Args:
        title: The title of the dialog.
        categories: The categories that exist.
        current: The category to start with.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="category.close"),
        *MOVES,
    ]

    def __init__(self, title: str, categories: Sequence[str], current: str) -> None:
        super().__init__()
        self._title = title
        self._categories = categories
        self._current = current
        self._input = LineInput(placeholder="Type a name, or a new one such as Tech/Apple")
        self._input.cursor_blink = False
        self._list: ChoiceList[str] = ChoiceList()

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            frame(box, one_line(self._title), "↑ ↓ move · Enter choose · Esc close")
            yield self._input
            yield self._list

    def on_mount(self) -> None:
        self.set_focus(self._input)  # as in `ChooserScreen`
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        choices = category_choices(self._categories, self._input.value)
        values = [choice.value for choice in choices]
        is_first = not self._input.value and self._current in values
        self._list.show(choices, values.index(self._current) if is_first else 0, "")

    def action_move(self, movement: str) -> None:
        """Move the cursor by one of the list's own actions, such as `page_down`."""
        getattr(self._list, f"action_{movement}")()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        if (choice := self._list.highlighted) is not None:
            answer(self, choice.value)

    @on(ChoicePressed)
    def _pressed(self, message: ChoicePressed[str]) -> None:
        answer(self, message.choice.value)

    def action_close(self) -> None:
        answer(self)


def category_choices(categories: Sequence[str], typed: str) -> list[Choice[str]]:
    """Return the categories that contain what was typed, and that as a new one."""
    name = clean_category(typed)
    part = fold_name(name)
    choices = [Choice(each, "", each) for each in categories if part in fold_name(each)]
    if not name:
        return [*choices, Choice(UNCATEGORISED, "", "")]
    exists = any(fold_name(each) == part for each in categories)
    return choices if exists else [*choices, Choice(name, "new category", name)]


def clean_category(text: str) -> str:
    """Return a category as it is saved: names separated by `/`, without empty ones."""
    return "/".join(filter(None, (part.strip() for part in one_line(text).split("/"))))
