"""The pane with the focus, and the visible panes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from reader.tui.controllers.pane_widths import PaneWidths
from reader.tui.panes import Pane, PaneMode, PaneState, pane_widths


class PaneView(Protocol):
    """What the controller needs of the row of panes."""

    @property
    def article_cells(self) -> int:
        """Width of an article pane that shows its lines at their full length."""

    @property
    def sidebar_cells(self) -> int:
        """Width of a sidebar that shows all names at their full length."""

    def mount_article(self) -> object:
        """Mount the article pane, if it is not mounted yet."""

    def show_panes(self, visible: frozenset[Pane], widths: Mapping[Pane, int]) -> None:
        """Show these panes and hide the others; set the widths of some, in cells."""

    def focus_pane(self, pane: Pane) -> None:
        """Move the focus to a pane, at once."""


class Listing(Protocol):
    """What the controller needs of the list's controller."""

    @property
    def is_front_page(self) -> bool:
        """Whether the list is a front page."""


class Choices(Protocol):
    """What the controller needs of the sidebar's controller."""

    @property
    def choice_count(self) -> int:
        """Number of rows to choose from; 0 before the folders are loaded."""


class PaneController:
    """Holds the pane in use, and shows the panes that there is room for.

    Args:
        row: Shows the panes.
        widths: The widths of panes whose edge was dragged.
        listing: Tells whether the list is a front page.
        choices: Tells how many rows the sidebar has to choose from.
        on_arranged: Called when the pane in use or the panes on screen may have changed.
        is_pinned: Whether an open article leaves the list and the sidebar their widths.
    """

    def __init__(
        self,
        row: PaneView,
        widths: PaneWidths,
        listing: Listing,
        choices: Choices,
        on_arranged: Callable[[], object],
        *,
        is_pinned: bool = False,
    ) -> None:
        self.current = Pane.LIST
        self.widths = widths
        self._row = row
        self._listing = listing
        self._choices = choices
        self._on_arranged = on_arranged
        self._columns = 0
        self._shows_sidebar: dict[PaneMode, bool] = {}
        self._is_pinned = is_pinned
        self._is_article_open = False
        self._arranged: PaneState | None = None
        self.is_alone = False
        """Whether the article is shown alone (reading mode)."""

    @property
    def actions(self) -> Mapping[str, Callable[..., object]]:
        """The actions of the controller, by the names that bindings use."""
        return {
            "step_pane": self.step,
            "reading_mode": self.toggle_reading_mode,
            "toggle_sidebar": self.toggle_sidebar,
        }

    @property
    def _state(self) -> PaneState:
        state = PaneState(
            self._columns,
            self.current,
            choice_count=self._choices.choice_count,
            sidebar_cells=self._row.sidebar_cells,
            is_alone=self.is_alone,
            is_front_page=self._listing.is_front_page,
            is_open=self._is_article_open,
            is_pinned=self._is_pinned,
        )
        return replace(state, shows_sidebar=self._shows_sidebar.get(state.mode))

    @property
    def visible(self) -> frozenset[Pane]:
        """The panes on screen."""
        return self._state.visible

    @property
    def shows_article(self) -> bool:
        """Whether the article is on screen."""
        return Pane.ARTICLE in self.visible

    def fit(self, columns: int) -> None:
        """Prepare for a terminal of a width in columns."""
        self._columns = columns

    def arrange(self) -> None:
        """Show the panes that belong on screen."""
        self._show()
        self._on_arranged()

    def update(self) -> None:
        """Show the panes that belong on screen, if what decides it has changed."""
        before, state = self._arranged, self._state
        cells = state.sidebar_cells
        same = before and replace(before, choice_count=state.choice_count, sidebar_cells=cells)
        if same != state:
            self.arrange()
        elif before != state:
            # Only the sidebar comes, goes or has another width, which opens no article.
            self._show()

    def _show(self) -> None:
        if self.shows_article:
            self._row.mount_article()
        state = self._arranged = self._state
        chosen = self.widths.in_columns(self._columns)
        self._row.show_panes(state.visible, pane_widths(state, chosen, self._row.article_cells))

    def enter(self, pane: Pane) -> None:
        """Use a pane, and show it if necessary. Reading mode ends outside the article."""
        self.is_alone = self.is_alone and pane is Pane.ARTICLE
        self.current = pane
        self._is_article_open = pane is Pane.ARTICLE
        self.arrange()
        self._row.focus_pane(pane)

    def on_focus(self, pane: Pane | None) -> None:
        """Record that the focus moved to a pane, or to something else.

        The mouse moves the focus when its button is pressed. Text that is about to be selected must
        not move then, so an article is not opened by that.
        """
        if pane is not None and pane is not self.current:
            self.current = pane
            self._is_article_open = False
            self.arrange()

    def step(self, step: int) -> None:
        """Use the pane a number of steps to the right, or to the left if negative, in a cycle."""
        panes = list(Pane)
        self.enter(panes[(panes.index(self.current) + step) % len(panes)])

    def go_out(self) -> None:
        """Leave reading mode, else use the pane to the left."""
        if self.is_alone:
            self.toggle_reading_mode()
        else:
            self.enter(Pane.LIST if self.current is Pane.ARTICLE else Pane.SIDEBAR)

    def toggle_reading_mode(self) -> None:
        """Show the article alone, or with the other panes again."""
        self.is_alone = not self.is_alone
        self.enter(Pane.ARTICLE)

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar. Beside an open article, that pins or unpins the panes."""
        state = self._state
        is_shown = Pane.SIDEBAR in state.visible and not state.gives_way
        self._shows_sidebar[state.mode] = not is_shown
        if self.current is Pane.ARTICLE:
            self.arrange()
        else:
            self.enter(Pane.LIST if is_shown else Pane.SIDEBAR)

    def pin(self, is_pinned: bool) -> None:
        """Leave the list and the sidebar their widths beside an article, or let them give way."""
        self._is_pinned = is_pinned
        self._shows_sidebar.clear()
        self.arrange()

    def drag(self, pane: Pane, cells: int) -> None:
        """Change the width of a pane, limited by the columns of the terminal."""
        self.widths.choose(pane, cells, self._columns)
        self._show()
