"""The pane with the focus, and the visible panes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from reader.tui.controllers.pane_widths import PaneWidths
from reader.tui.panes import Pane, PaneMode, mode_for, visible_panes


class PaneView(Protocol):
    """What the controller needs of the row of panes."""

    def show_panes(self, visible: frozenset[Pane], widths: Mapping[Pane, int | None]) -> None:
        """Show these panes and hide the others; set the widths of some, in cells."""

    def focus_pane(self, pane: Pane) -> None:
        """Move the focus to a pane, at once."""


class Listing(Protocol):
    """What the controller needs of the list's controller."""

    @property
    def is_front_page(self) -> bool:
        """Whether the list is a front page."""


class PaneController:
    """Holds the pane in use, and shows the panes that there is room for.

    Args:
        row: Shows the panes.
        widths: The widths of panes whose edge was dragged.
        listing: Tells whether the list is a front page, which takes the room of the article.
        on_arranged: Called when the pane in use or the panes on screen may have changed.
    """

    def __init__(
        self,
        row: PaneView,
        widths: PaneWidths,
        listing: Listing,
        on_arranged: Callable[[], object],
    ) -> None:
        self.current = Pane.LIST
        self.mode = PaneMode.ALL
        self.widths = widths
        self._row = row
        self._listing = listing
        self._on_arranged = on_arranged
        self._columns = 0
        self._has_sidebar = {PaneMode.ALL: True, PaneMode.LIST_ARTICLE: False}
        self.is_alone = False
        """Whether the article is shown alone (reading mode)."""

    @property
    def visible(self) -> frozenset[Pane]:
        """The panes on screen."""
        return visible_panes(
            self.mode,
            self.current,
            has_sidebar=self._has_sidebar.get(self.mode, False),
            is_alone=self.is_alone,
            is_front_page=self._listing.is_front_page,
        )

    @property
    def shows_article(self) -> bool:
        """Whether the article is on screen."""
        return Pane.ARTICLE in self.visible

    def fit(self, columns: int) -> None:
        """Show the panes that a terminal of a width in columns has room for."""
        self._columns = columns
        self.mode = mode_for(columns)

    def arrange(self) -> None:
        """Show the panes that belong on screen."""
        self._row.show_panes(self.visible, self.widths.in_columns(self._columns))
        self._on_arranged()

    def enter(self, pane: Pane) -> None:
        """Use a pane, and show it if necessary. Reading mode ends outside the article."""
        self.is_alone = self.is_alone and pane is Pane.ARTICLE
        self.current = pane
        self.arrange()
        self._row.focus_pane(pane)

    def on_focus(self, pane: Pane | None) -> None:
        """Record that the focus moved to a pane, or to something else."""
        if pane is not None and pane is not self.current:
            self.current = pane
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
        """Show or hide the sidebar."""
        is_visible = Pane.SIDEBAR in self.visible
        self._has_sidebar[self.mode] = not is_visible
        self.enter(Pane.LIST if is_visible else Pane.SIDEBAR)

    def drag(self, pane: Pane, cells: int) -> None:
        """Change the width of a pane, limited by the columns of the terminal."""
        self.widths.choose(pane, cells, self._columns)
        self._row.show_panes(self.visible, self.widths.in_columns(self._columns))
