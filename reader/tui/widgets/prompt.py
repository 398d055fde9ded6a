"""A line to type into, with a history."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from reader.text.clean import clean_line, single_joiners
from reader.tui.bindings import SEARCH, bindings_for
from reader.tui.terminal.bounds import MAX_LINE

_MAX_HISTORY = 50


class LineInput(Input):
    """An input with a maximum length. It cleans what it shows, and reports only the last of several
    changes in a row.

    Args:
        value: The text to begin with.
        placeholder: What is shown while it is empty.
        id: Its id in style sheets.
        suggester: Completes the text.
        select_on_focus: Whether its text is selected when it gets the focus.
        compact: Whether it has no frame.
    """

    def __init__(
        self,
        value: str | None = None,
        placeholder: str = "",
        *,
        id: str | None = None,  # noqa: A002 - as Textual
        suggester: Suggester | None = None,
        select_on_focus: bool = True,
        compact: bool = False,
    ) -> None:
        super().__init__(
            value,
            placeholder,
            id=id,
            suggester=suggester,
            select_on_focus=select_on_focus,
            compact=compact,
            max_length=MAX_LINE,
        )

    @on(Input.Changed)
    def _report_last_change(self, message: Input.Changed) -> None:
        """Stop a change that another one follows: what it would cause takes longer than a key."""
        if message.value != self.value:
            message.stop()

    def validate_value(self, value: str) -> str:
        """Return a text, wherever it comes from, as it is shown and answered."""
        return single_joiners(clean_line(value))

    def validate_placeholder(self, placeholder: str) -> str:
        """Return a placeholder as it is shown."""
        return clean_line(placeholder)


class Prompt(LineInput):
    """Posts a message for each change of its text. It is hidden until `begin` is called.

    Args:
        placeholder: What is shown while it is empty.
        typed: Makes the message for a changed text.
        closed: Makes the message for the end of typing; its argument is whether the results stay.
        suggester: Completes the text.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_for(SEARCH)

    def __init__(
        self,
        placeholder: str,
        typed: Callable[[str], Message],
        closed: Callable[[bool], Message],
        suggester: Suggester | None = None,
    ) -> None:
        super().__init__(
            placeholder=placeholder, compact=True, suggester=suggester, select_on_focus=False
        )
        self.display = False
        self._make_typed = typed
        self._make_closed = closed
        self._history: list[str] = []
        """Earlier texts, the latest at the end."""
        self._steps_back = 0
        """Which of them is shown, counted from the end; 0 for none."""

    def begin(self, text: str = "") -> None:
        """Show the prompt with its text selected, so that typing replaces it.

        Args:
            text: What to begin with if the prompt is empty; it can be continued at once.
        """
        is_continued = bool(text and not self.value)
        if is_continued:
            self.value = f"{text} "
        self.display = True
        self._steps_back = 0
        self.cursor_blink = False
        self.focus()
        # At once as well: `focus` takes effect after the keys that wait to be handled.
        self.screen.set_focus(self)
        if is_continued:
            self.cursor_position = len(self.value)
        else:
            self.select_all()

    def search(self, text: str) -> None:
        """Show the prompt with a text, as if that had been typed."""
        self._steps_back = 0
        self.display = True
        self.value = text

    def end(self) -> None:
        """Clear and hide the prompt."""
        self._add_to_history()
        with self.prevent(Input.Changed):
            self.value = ""
        self.display = False

    @on(Input.Changed)
    def _post_typed(self, message: Input.Changed) -> None:
        message.stop()
        if message.value == self.value:  # else more was typed meanwhile, and is reported next
            self.post_message(self._make_typed(message.value))

    def action_leave(self, keep_results: bool) -> None:
        self._add_to_history()
        self.post_message(self._make_closed(keep_results and bool(self.value.strip())))

    def action_earlier(self) -> None:
        if self._steps_back < len(self._history):
            self._steps_back += 1
            self.value = self._history[-self._steps_back]
            self.cursor_position = len(self.value)

    def _add_to_history(self) -> None:
        text = self.value.strip()
        if text:
            others = [earlier for earlier in self._history if earlier != text]
            self._history = [*others, text][-_MAX_HISTORY:]
        self._steps_back = 0
