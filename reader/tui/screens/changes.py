"""What the author of a post changed since the person read it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.article.extract.changes import Changes
from reader.posts.post import Post
from reader.tui.answers import answer
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import StaticText, frame
from reader.tui.widgets.changes_view import ChangesView

_NO_CHANGES = "Only details changed that the text does not show, such as links or formatting."


class ChangesScreen(ModalScreen[None]):
    """Shows additions and deletions.

    Args:
        post: The post.
        former_title: Its title before the changes.
        changes: The changes.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,h,left,q,D", "close", "Close", id="changes.close"),
        Binding("n", "go(1)", "Next change", id="changes.next"),
        Binding("N", "go(-1)", "Previous change", id="changes.previous"),
        Binding("down,j", "scroll(1)", "Scroll down", id="changes.down"),
        Binding("up,k", "scroll(-1)", "Scroll up", id="changes.up"),
        Binding("pagedown,space", "page(1)", "Page down", id="changes.page_down"),
        Binding("pageup,b", "page(-1)", "Page up", id="changes.page_up"),
        Binding("ctrl+d", "page(0.5)", "Half a page down", id="changes.half_down"),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", id="changes.half_up"),
        Binding("g,home", "end(False)", "To the top", id="changes.top"),
        Binding("G,end", "end(True)", "To the bottom", id="changes.bottom"),
    ]

    def __init__(self, post: Post, former_title: str, changes: Changes) -> None:
        super().__init__()
        self._post = post
        self._former_title = former_title
        self._changes = changes
        self._view = ChangesView(changes)

    def compose(self) -> ComposeResult:
        title = self._post.title
        with Vertical() as box:
            title_text = f"Changed since you read it · {self._changes.summary}"
            frame(box, title_text, "n next · N previous · Esc close")
            yield StaticText(title, id="title")
            if self._former_title != title:
                yield StaticText(f"Before: {self._former_title}", id="former-title")
            if self._changes.blocks:
                yield self._view
            else:
                yield StaticText(_NO_CHANGES, id="lines")

    def action_go(self, step: int) -> None:
        self._view.go_to_change(step)

    def action_scroll(self, lines: int) -> None:
        self._view.scroll_by(lines)

    def action_page(self, pages: float) -> None:
        self._view.scroll_by_pages(pages)

    def action_end(self, is_bottom: bool) -> None:
        self._view.scroll_by(self._view.virtual_size.height if is_bottom else -(10**9))

    def action_close(self) -> None:
        answer(self)
