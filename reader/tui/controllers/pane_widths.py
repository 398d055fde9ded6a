"""The widths of the sidebar and the list, if their edges were dragged."""

from __future__ import annotations

from reader.settings import WIDTHS, Settings
from reader.tui.panes import Pane, clamp_width


class PaneWidths:
    """The chosen widths in cells; a pane without one has a width that suits the terminal."""

    def __init__(self, settings: Settings) -> None:
        self._chosen = {Pane.SIDEBAR: settings.sidebar_width, Pane.LIST: settings.list_width}

    @property
    def choices(self) -> dict[str, int | None]:
        """The chosen widths, by the name of their setting."""
        return {
            "sidebar_width": self._chosen[Pane.SIDEBAR],
            "list_width": self._chosen[Pane.LIST],
        }

    def choose(self, pane: Pane, cells: int, columns: int) -> None:
        """Set the width of a pane, limited by the columns of the terminal."""
        self._chosen[pane] = clamp_width(pane, cells, columns, WIDTHS[-1])

    def in_columns(self, columns: int) -> dict[Pane, int | None]:
        """Return the chosen widths, limited by the columns of the terminal; None if not chosen."""
        return {
            pane: None if cells is None else clamp_width(pane, cells, columns, WIDTHS[-1])
            for pane, cells in self._chosen.items()
        }
