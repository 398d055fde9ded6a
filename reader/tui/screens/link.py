"""The dialog that shows the address of a link before it is opened in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.text.clean import clean_line
from reader.text.sentences import as_sentence
from reader.text.urls import refusal_reason, url_host
from reader.tui.answers import answer
from reader.tui.notices import notify
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import StaticText, frame


class LinkScreen(ModalScreen[Sequence[str] | None]):
    """Shows the whole addresses of links. The answer is the addresses if they are to be opened.

    For a link that Broadsheet does not open, the reason is shown instead.

    Args:
        targets: One target of a link, or several addresses that can be opened.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,o", "open", "Open in the browser", id="link.open"),
        Binding("y", "copy", "Copy the address", id="link.copy"),
        Binding("escape,h,left,q,backspace", "close", "Close", id="link.close"),
    ]

    def __init__(self, targets: Sequence[str]) -> None:
        super().__init__()
        self._targets = targets
        self._refusal = refusal_reason(targets[0]) if len(targets) == 1 else None

    @property
    def _title(self) -> str:
        if self._refusal is not None:
            return "This link cannot be opened"
        if len(self._targets) > 1:
            return f"Open {len(self._targets):,} pages in the browser"
        host = clean_line(url_host(self._targets[0]))
        return f"Open in the browser: {host}" if host else "Write an email"

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            is_refused = self._refusal is not None
            keys = f"{'' if is_refused else 'Enter open · '}y copy · Esc close"
            frame(box, self._title, keys)
            lines = [clean_line(target) or "(no address)" for target in self._targets]
            yield StaticText("\n".join(lines), id="target")
            if self._refusal is not None:
                yield StaticText(as_sentence(self._refusal), id="reason")

    def action_open(self) -> None:
        if self._refusal is None:
            answer(self, self._targets)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard("\n".join(map(clean_line, self._targets)))
        count = len(self._targets)
        notify(self.app, f"Copied {self._targets[0] if count == 1 else f'{count:,} addresses'}")
        answer(self)

    def action_close(self) -> None:
        answer(self)
