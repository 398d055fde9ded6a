"""The widths of the sidebar and the list, if their edges were dragged."""

from __future__ import annotations

from reader.settings import WIDTHS, Settings
from reader.tui.panes import Pane


class PaneWidths:
    """The chosen widths in cells; the style sheets decide the width of a pane without one."""

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
        self._chosen[pane] = _clamp(pane, cells, columns)

    def in_columns(self, columns: int) -> dict[Pane, int | None]:
        """Return the chosen widths, limited by the columns of the terminal; None if not chosen."""
        return {
            pane: None if cells is None else _clamp(pane, cells, columns)
            for pane, cells in self._chosen.items()
        }


def _clamp(pane: Pane, cells: int, columns: int) -> int:
    """Return a width that keeps the pane and those beside it readable."""
    if pane is Pane.SIDEBAR:
        min_cells, max_cells = 14, max(26, columns // 4)
    else:
        min_cells, max_cells = 28, columns // 2
    return max(min_cells, min(cells, max_cells, WIDTHS[-1]))
