"""The links of an article: to filter, to select several of them, to open and to copy them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.library.reading.links import ArticleLink, markdown_list
from reader.text.counts import counted
from reader.tui.answers import answer
from reader.tui.messages import ChoicePressed
from reader.tui.notices import notify
from reader.tui.palette.matching import Matcher
from reader.tui.rows.choice_rows import Choice
from reader.tui.screens.chooser import MOVES
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import show_subtitle, show_title
from reader.tui.widgets.choice_list import ChoiceList
from reader.tui.widgets.prompt import LineInput

if TYPE_CHECKING:
    from reader.tui.controllers.reading.links import LinksController

MAX_OPENED = 10
"""Maximum number of pages that are opened together: the dialog shows all of their addresses."""
_NO_LINKS = "This article has no links."
_KEYS = "Tab select · Enter open · Ctrl+Y copy · Esc close"
_EMPTY_KEYS = "Esc close"
"""The keys in the frame while there is no link that the others could act on."""


class LinksScreen(ModalScreen[ArticleLink | None]):
    """Lists links. The answer is the link to follow, unless it leads to the web.

    Args:
        links: Describes the links.
        open_addresses: Opens some web addresses, after the person has confirmed it.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="links.close"),
        # With priority, because a key that the input knows would not arrive here.
        Binding("tab", "select", "Select or unselect", id="links.select", priority=True),
        Binding("ctrl+y", "copy", "Copy as a Markdown list", id="links.copy", priority=True),
        *MOVES,
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012 - as Textual

    def __init__(
        self, links: LinksController, open_addresses: Callable[[Sequence[str]], object]
    ) -> None:
        super().__init__()
        self._controller = links
        self._open_addresses = open_addresses
        self._links: Sequence[ArticleLink] | None = None
        self._details: dict[str, str] = {}
        """What each link leads to, by its target."""
        self._selected: set[str] = set()
        """Targets of the selected links."""
        self._input = LineInput(placeholder="Type a part of a link")
        self._input.cursor_blink = False
        self._list: ChoiceList[ArticleLink] = ChoiceList()
        self._box = Vertical(self._input, self._list)

    def compose(self) -> ComposeResult:
        show_title(self._box, "Links")
        yield self._box

    def on_mount(self) -> None:
        self.set_focus(self._input)  # as in `ChooserScreen`
        self._update()

    def on_screen_resume(self) -> None:
        self._describe()  # a link that has just been opened is visited now

    def show(self, links: Sequence[ArticleLink]) -> None:
        """Show the links once they are found."""
        self._links = links
        self._describe()

    def _describe(self) -> None:
        """Look up what the links lead to: not for every key, as there may be thousands."""
        describe = self._controller.describe
        self._details = {link.target: describe(link) for link in self._links or ()}
        self._update()

    @on(Input.Changed)
    def _filter(self) -> None:
        self._update(0)

    def _update(self, cursor: int | None = None) -> None:
        """Show the links that match the query; the cursor stays on its row by default."""
        show_subtitle(self._box, _KEYS if self._links else _EMPTY_KEYS)
        if self._links is None:
            self._list.show_notice("Looking for links …")
            return
        choices = [self._choice(link) for link in self._links if self._matches(link)]
        query = self._input.value
        notice = f"No match for “{query}”" if self._links else _NO_LINKS
        row = self._list.cursor if cursor is None else cursor
        self._list.show(choices, min(max(row, 0), max(0, len(choices) - 1)), notice)
        selected = f" · {len(self._selected):,} selected" if self._selected else ""
        show_title(self._box, f"Links · {len(choices):,}{selected}")

    def _matches(self, link: ArticleLink) -> bool:
        query = self._input.value.strip()
        text = f"{link.label} {self._details[link.target]} {link.address}"
        return not query or Matcher(query).score(text) > 0

    def _choice(self, link: ArticleLink) -> Choice[ArticleLink]:
        mark = "☑ " if link.target in self._selected else "☐ " if self._selected else ""
        return Choice(f"{mark}{link.label}", self._details[link.target], link)

    @property
    def _listed(self) -> list[ArticleLink]:
        return [choice.value for choice in self._list.choices]

    @property
    def _chosen(self) -> list[ArticleLink]:
        """The selected links; without any, the link under the cursor."""
        chosen = [link for link in self._links or () if link.target in self._selected]
        highlighted = self._list.highlighted
        return chosen or ([highlighted.value] if highlighted else [])

    def action_move(self, movement: str) -> None:
        """Move the cursor by one of the list's own actions, such as `page_down`."""
        getattr(self._list, f"action_{movement}")()

    def action_select(self) -> None:
        if (choice := self._list.highlighted) is not None:
            self._selected ^= {choice.value.target}
            self._update()
            self._list.action_cursor_down()

    def action_copy(self) -> None:
        """Copy the selected links; without any, all that are listed."""
        links = self._chosen if self._selected else self._listed
        if links:
            self.app.copy_to_clipboard(markdown_list(links))
            notify(self.app, f"Copied {counted(len(links), 'link')} as a Markdown list")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._open(self._chosen)

    @on(ChoicePressed)
    def _pressed(self, message: ChoicePressed[ArticleLink]) -> None:
        self._open([message.choice.value])

    def _open(self, links: Sequence[ArticleLink]) -> None:
        addresses = [link.address for link in links if link.is_external]
        if len(links) == 1 and not addresses:
            answer(self, links[0])
        elif len(addresses) > MAX_OPENED:
            notify(self.app, f"At most {MAX_OPENED} pages can be opened together.")
        elif addresses:
            self._open_addresses(addresses)
        elif links:
            notify(self.app, "Only web pages can be opened together.")

    def action_close(self) -> None:
        answer(self)
