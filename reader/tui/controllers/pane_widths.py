"""The widths of the sidebar and the list, if their edges were dragged."""

from __future__ import annotations

from reader.settings import WIDTHS, Settings
from reader.tui.panes import Pane


class PaneWidths:
    """The chosen widths in cells; a pane without one is as wide as the style sheets say."""

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
        """Choose the width of a pane, as far as a terminal of so many columns allows it."""
        self._chosen[pane] = _clamp(pane, cells, columns)

    def in_columns(self, columns: int) -> dict[Pane, int | None]:
        """Return the chosen widths as far as a terminal allows them; None if none was chosen."""
        return {
            pane: None if cells is None else _clamp(pane, cells, columns)
            for pane, cells in self._chosen.items()
        }


def _clamp(pane: Pane, cells: int, columns: int) -> int:
    """Keep a pane readable, and leave enough room for what is beside it."""
    if pane is Pane.SIDEBAR:
        min_cells, max_cells = 14, max(26, columns // 4)
    else:
        min_cells, max_cells = 28, columns // 2
    return max(min_cells, min(cells, max_cells, WIDTHS[-1]))
