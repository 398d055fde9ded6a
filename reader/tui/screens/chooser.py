"""A list to choose from, which typing narrows: the command palette, the themes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, Generic

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input

from reader.tui.answers import answer
from reader.tui.messages import ChoicePressed
from reader.tui.rows.choice_rows import Choice, Value
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import frame
from reader.tui.widgets.choice_list import ChoiceList
from reader.tui.widgets.prompt import LineInput

PREVIEW_DELAY = 0.08
"""Seconds that the cursor rests on a choice before it is previewed."""


MOVES: tuple[Binding, ...] = (
    Binding("down", "move('cursor_down')", "Next choice", id="chooser.down"),
    Binding("up", "move('cursor_up')", "Previous choice", id="chooser.up"),
    Binding("pagedown", "move('page_down')", "Page down", id="chooser.page_down"),
    Binding("pageup", "move('page_up')", "Page up", id="chooser.page_up"),
    # With priority, because the input would move its own cursor.
    Binding("home,ctrl+home", "move('top')", "First choice", id="chooser.top", priority=True),
    Binding("end,ctrl+end", "move('bottom')", "Last choice", id="chooser.end", priority=True),
)
"""Keys that move the cursor of a list while the focus is in the input above it."""


class ChooserScreen(ModalScreen[Value], Generic[Value]):
    """Lists the choices for the typed query. The answer is the value of the one chosen.

    A new query cancels the search for the one before it. Enter during a search chooses the first
    choice that the search finds, so that a query can be typed and confirmed at any speed.

    Args:
        find: Returns the choices for a query, which is empty at first.
        title: The title of the dialog.
        placeholder: What the empty input shows.
        current: The value of the choice that the cursor starts on; the first choice if it is None.
        preview: Called with the value of a choice while the cursor rests on it.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="chooser.close"),
        *MOVES,
    ]

    def __init__(
        self,
        find: Callable[[str], Awaitable[Sequence[Choice[Value]]]],
        *,
        title: str,
        placeholder: str,
        current: Value | None = None,
        preview: Callable[[Value], None] | None = None,
    ) -> None:
        super().__init__(classes="-preview" if preview else "")
        self._find = find
        self._title = title
        self._current = current
        self._preview = preview
        self._input = LineInput(placeholder=placeholder)
        self._input.cursor_blink = False
        self._list: ChoiceList[Value] = ChoiceList()
        self._is_searching = False
        self._is_confirmed = False
        """Whether Enter was pressed during the search."""
        self._preview_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            frame(box, self._title, "↑ ↓ move · Enter choose · Esc close")
            yield self._input
            yield self._list

    def on_mount(self) -> None:
        # `focus()` would take effect too late: the next key may already be in the queue.
        self.set_focus(self._input)
        self._search("")

    @on(Input.Changed)
    def _query_changed(self, message: Input.Changed) -> None:
        self._search(message.value)

    def _search(self, query: str) -> None:
        self._is_searching = True
        self._is_confirmed = False
        self._show_choices(query)

    @work(exclusive=True, group="search")
    async def _show_choices(self, query: str) -> None:
        choices = await self._find(query)
        self._is_searching = False
        self._list.show(choices, self._first_row(choices, query), f"No match for “{query}”")
        if self._is_confirmed:
            self._choose_highlighted()
        else:
            self._preview_later()

    def _first_row(self, choices: Sequence[Choice[Value]], query: str) -> int:
        """Return the row to place the cursor on."""
        if query or self._current is None:
            return 0
        values = [choice.value for choice in choices]
        return values.index(self._current) if self._current in values else 0

    def action_move(self, movement: str) -> None:
        """Move the cursor by one of the list's own actions, such as `page_down`."""
        getattr(self._list, f"action_{movement}")()
        self._preview_later()

    def _preview_later(self) -> None:
        if self._preview is None:
            return
        if self._preview_timer is not None:
            self._preview_timer.stop()
        self._preview_timer = self.set_timer(PREVIEW_DELAY, self._preview_highlighted)

    def _preview_highlighted(self) -> None:
        choice = self._list.highlighted
        # A preview after the answer would undo the effect of the answer.
        if self._preview is not None and choice is not None and self.is_active:
            self._preview(choice.value)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        if self._is_searching:
            self._is_confirmed = True
        else:
            self._choose_highlighted()

    def _choose_highlighted(self) -> None:
        if (choice := self._list.highlighted) is not None:
            answer(self, choice.value)

    @on(ChoicePressed)
    def _entry_pressed(self, message: ChoicePressed[Value]) -> None:
        answer(self, message.choice.value)

    def action_close(self) -> None:
        answer(self)
