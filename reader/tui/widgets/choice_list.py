"""The list of a chooser, from which one click chooses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Generic

from textual import events

from reader.tui.messages import ChoicePressed
from reader.tui.rows.choice_rows import Choice, ChoiceRows, Value
from reader.tui.widgets.line_list import LineList


class ChoiceList(LineList, Generic[Value], can_focus=False):
    """Lists choices. The focus stays in the input above, whose keys move the cursor.

    Posts `ChoicePressed` when a choice is clicked.
    """

    def __init__(self) -> None:
        super().__init__()
        self.choices: Sequence[Choice[Value]] = ()
        """The choices, from top to bottom."""

    @property
    def highlighted(self) -> Choice[Value] | None:
        """The choice under the cursor; None if the list is empty."""
        return self.choices[self.cursor] if 0 <= self.cursor < len(self.choices) else None

    def show(self, choices: Sequence[Choice[Value]], cursor: int, notice: str) -> None:
        """Replace the choices.

        Args:
            choices: The new choices.
            cursor: Index of the choice to place the cursor on.
            notice: The text to show if there are no choices.
        """
        self.choices = choices
        self.show_notice(notice)
        self.show_rows(partial(ChoiceRows, choices=choices))
        self.cursor = cursor if choices else -1
        self.scroll_to_cursor()

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()  # in the other lists, the first click only moves the cursor
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = offset.y + self.scroll_offset.y
        if row < len(self.choices):
            self.cursor = row
            self.post_message(ChoicePressed(self.choices[row]))
