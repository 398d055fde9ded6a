"""The dialog that names a search, to save it, to rename it or to remove it."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.posts.facets import ALL, VIEWS
from reader.text.clean import one_line
from reader.text.folding import fold_name
from reader.tui.answers import answer
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import StaticText, frame
from reader.tui.widgets.prompt import LineInput

_VIEW_NAMES = frozenset(fold_name(view.name) for view in (ALL, *VIEWS))


class SaveSearchScreen(ModalScreen[str]):
    """Asks for the name of a search. The answer is the name; an empty one removes the search.

    Args:
        text: The search.
        name: The name under which it is saved; None if it is not saved.
        proposal: A name for it if it has none.
        names: The names of all saved searches.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="save_search.close"),
    ]

    def __init__(self, text: str, name: str | None, proposal: str, names: Collection[str]) -> None:
        super().__init__()
        self._text = text
        self._name = name
        self._names = names
        self._input = LineInput(value=name or proposal, placeholder="Name")
        self._input.cursor_blink = False
        self._remark = StaticText(self._remark_on(name or proposal), id="remark")

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            is_saved = self._name is not None
            title = "Rename or remove a search" if is_saved else "Save the search"
            frame(box, title, f"Enter {'rename' if is_saved else 'save'} · Esc close")
            yield StaticText(self._text, id="query")
            yield self._input
            yield self._remark

    def on_mount(self) -> None:
        # `focus()` would take effect too late: the next key may already be in the queue.
        self.set_focus(self._input)
        self._input.select_all()

    def _remark_on(self, value: str) -> str:
        """What Enter does with a name."""
        name = one_line(value)
        if not name:
            is_saved = self._name is not None
            return "Enter removes the search." if is_saved else "Type a name."
        if self._is_taken(name):
            return "The sidebar has a view of this name. Type another one."
        if name != self._name and name in self._names:
            return "There is a search of this name. Enter replaces it."
        if self._name is None:
            return "The sidebar lists it under this name; config.toml keeps it."
        return "Delete the name to remove the search."

    def _is_taken(self, name: str) -> bool:
        """Whether a view that is always there has a name, which would be in the sidebar twice."""
        return name != self._name and fold_name(name) in _VIEW_NAMES

    @on(Input.Changed)
    def _on_changed(self, message: Input.Changed) -> None:
        self._remark.update(self._remark_on(message.value))

    @on(Input.Submitted)
    def _on_submitted(self, message: Input.Submitted) -> None:
        name = one_line(message.value)
        if not self._is_taken(name) and (name or self._name is not None):
            answer(self, name)

    def action_close(self) -> None:
        answer(self)
