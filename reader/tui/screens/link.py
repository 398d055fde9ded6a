"""The dialog that shows the address of a link before it is opened in the browser."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.text.clean import clean_line
from reader.text.urls import refusal_reason, url_host
from reader.tui.answers import answer
from reader.tui.notices import notify


class LinkScreen(ModalScreen[str | None]):
    """Shows the whole address of a link. The answer is the address if it is to be opened.

    For a link that Broadsheet does not open, the reason is shown instead.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,o", "open", "Open in the browser", id="link.open"),
        Binding("y", "copy", "Copy the address", id="link.copy"),
        Binding("escape,h,left,q,ctrl+q,backspace", "close", "Close", id="link.close"),
    ]

    def __init__(self, target: str) -> None:
        super().__init__()
        self._target = target
        self._refusal = refusal_reason(target)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            host = clean_line(url_host(self._target))
            if self._refusal is None:
                title = f"Open in the browser: {host}" if host else "Write an email"
                box.border_title = Content(title)
                box.border_subtitle = "Enter open · y copy · Esc close"
            else:
                box.border_title = "This link cannot be opened"
                box.border_subtitle = "y copy · Esc close"
            yield Static(Content(clean_line(self._target) or "(no address)"), id="target")
            if self._refusal is not None:
                reason = f"{self._refusal[0].upper()}{self._refusal[1:]}."
                yield Static(Content(reason), id="reason")

    def action_open(self) -> None:
        if self._refusal is None:
            answer(self, self._target)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(clean_line(self._target))
        notify(self.app, f"Copied {self._target}")
        answer(self)

    def action_close(self) -> None:
        answer(self)
