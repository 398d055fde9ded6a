"""How wide the sidebar and the list are, where the reader has dragged their edges."""

from __future__ import annotations

from dataclasses import replace

from reader.settings import WIDTHS, Settings
from reader.tui.controllers.panes import Pane


class PaneWidths:
    """The widths that were chosen; panes without one are as wide as the style sheets say."""

    def __init__(self, sidebar: int | None = None, post_list: int | None = None) -> None:
        self._chosen = {Pane.SIDEBAR: sidebar, Pane.LIST: post_list}

    @classmethod
    def of(cls, settings: Settings) -> PaneWidths:
        """Those of the settings."""
        return cls(settings.sidebar_width, settings.list_width)

    def kept_in(self, settings: Settings) -> Settings:
        """The settings with these widths."""
        sidebar, post_list = self._chosen[Pane.SIDEBAR], self._chosen[Pane.LIST]
        return replace(settings, sidebar_width=sidebar, list_width=post_list)

    def choose(self, pane: Pane, cells: int, columns: int) -> None:
        """Let a pane be so wide, as far as that is possible in a terminal of so many columns."""
        self._chosen[pane] = _within(pane, cells, columns)

    def of_pane(self, pane: Pane, columns: int) -> int | None:
        """Cells of a pane in a terminal of so many columns; None where none were chosen."""
        chosen = self._chosen.get(pane)
        return None if chosen is None else _within(pane, chosen, columns)


def _within(pane: Pane, cells: int, columns: int) -> int:
    """Never so narrow that nothing can be read in it, nor so wide that nothing can beside it."""
    least, most = (14, max(26, columns // 4)) if pane is Pane.SIDEBAR else (28, columns // 2)
    most = min(most, WIDTHS[-1])
    return max(least, min(cells, most))
