"""The keys while paragraphs of the article are selected. The article stays in sight."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from reader.posts.errors import ReaderError
from reader.text.counts import counted
from reader.tui.answers import answer
from reader.tui.controllers.reading.quoting import QuotingController
from reader.tui.notices import notify
from reader.tui.screens.prompt import PromptScreen
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import StaticText


class QuoteScreen(ModalScreen[None]):
    """Extends the selection, and copies or saves it. The first paragraph is selected already.

    Args:
        quoting: The selection.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "extend(1)", "One paragraph more, or less", id="quote.down"),
        Binding("k,up", "extend(-1)", "One paragraph less, or more", id="quote.up"),
        Binding("G,end", "extend(1, True)", "To the end of the article", id="quote.end"),
        Binding("g,home", "extend(-1, True)", "To its beginning", id="quote.top"),
        Binding("y", "copy", "Copy as a quote in Markdown", id="quote.copy"),
        Binding("a", "append", "Save in the commonplace book", id="quote.append"),
        Binding("escape,h,left,q,V", "close", "End the selection", id="quote.close"),
    ]

    def __init__(self, quoting: QuotingController) -> None:
        super().__init__()
        self._quoting = quoting
        self._hint = StaticText(id="hint")
        self._note = ""
        """The note of a quote that could not be saved."""

    def compose(self) -> ComposeResult:
        yield self._hint
        self._show_count()

    def _show_count(self) -> None:
        selected = counted(self._quoting.count, "paragraph")
        keys = "j k extend · y copy · a save · Esc end"
        self._hint.update(f"{selected} · {keys}")

    def action_extend(self, step: int, to_end: bool = False) -> None:
        self._quoting.extend(step, to_end=to_end)
        if self._quoting.count:
            self._show_count()
        else:
            notify(self.app, "Another article has opened. Nothing is selected now.")
            self.action_close()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_extend(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_extend(-1)

    def action_copy(self) -> None:
        if text := self._quoting.markdown:
            self.app.copy_to_clipboard(text)
            notify(self.app, "Copied as a quote in Markdown")
        self.action_close()

    def action_append(self) -> None:
        book = self._quoting.book
        if book is None:
            notify(self.app, "There is no folder for the commonplace book.", is_warning=True)
            return
        prompt = PromptScreen(
            "Note",
            "what you think of it; may be empty",
            f"Enter save in {book.name} · Esc back to the selection",
            lambda _: "",
            self._note,
        )
        self.app.push_screen(prompt, self._append)

    def _append(self, note: str | None) -> None:
        if note is None:
            return
        self._note = note
        try:
            notify(self.app, self._quoting.append(note))
        except ReaderError as error:
            notify(self.app, str(error), is_warning=True)
        else:
            self.action_close()

    def action_close(self) -> None:
        self._quoting.end()
        answer(self)
