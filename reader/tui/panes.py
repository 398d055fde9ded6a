"""The three panes: which of them are visible in a terminal of some width, and how wide they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Pane(StrEnum):
    """The three panes, from left to right."""

    SIDEBAR = "sidebar"
    LIST = "list"
    ARTICLE = "article"


class PaneMode(StrEnum):
    """Which panes a terminal has room for."""

    SINGLE = "single"
    """One pane at a time."""
    SIDEBAR_LIST = "sidebar+list"
    """Sidebar and list; an article opens over them."""
    LIST_ARTICLE = "list+article"
    """List and article; the sidebar can be shown beside them."""
    ALL = "all"
    """All three panes."""


_MODES: tuple[tuple[int, PaneMode], ...] = (
    (120, PaneMode.ALL),
    (90, PaneMode.LIST_ARTICLE),
    (70, PaneMode.SIDEBAR_LIST),
    (0, PaneMode.SINGLE),
)
"""The modes with their minimum number of columns, widest first."""

MAX_COMPACT_ROWS = 30
"""Maximum number of rows of a terminal that shows one line per post."""
MIN_FRAME_ROWS = 10
"""Rows of a terminal below which the panes have no frames, and the screen no header."""
RAIL_CELLS = 3
"""Width of a sidebar of which only the number keys are left."""
MIN_CHOICES = 3
"""Minimum number of rows to choose from for which the sidebar is worth its room."""

MIN_FRONT_COLUMNS = 80
"""Minimum number of columns for a front page."""
_MIN_SHORT_FRONT_COLUMNS = 120
"""Minimum number of columns for a front page on few rows, where a list shows more posts."""

_MIN_WIDE_COLUMNS = 160
_USUAL_LIST_WIDTH = 42
_WIDE_LIST_WIDTH = 52
_MIN_USUAL_SIDEBAR = 18
_MAX_SIDEBARS = ((100, 30), (0, 24))
"""Maximum width of a sidebar that was not dragged, after the columns from which it holds."""
_MIN_WIDTHS = {Pane.SIDEBAR: 14, Pane.LIST: 28}


def mode_for(columns: int) -> PaneMode:
    """Return the mode for a terminal of a width in columns."""
    return next(mode for min_columns, mode in _MODES if columns >= min_columns)


def suits_front_page(columns: int, rows: int) -> bool:
    """Return whether a front page is shown without being asked for, in a terminal of a size."""
    is_short = rows <= MAX_COMPACT_ROWS
    return columns >= (_MIN_SHORT_FRONT_COLUMNS if is_short else MIN_FRONT_COLUMNS)


@dataclass(frozen=True)
class PaneState:
    """What decides which panes are shown.

    Args:
        columns: Width of the terminal.
        pane: The pane with the focus.
        shows_sidebar: Whether the person shows or hides the sidebar; None if neither was chosen.
        sidebar_cells: Width of a sidebar that shows all names at their full length.
        choice_count: Number of rows of the sidebar to choose from; 0 while it is unknown.
        is_alone: Whether an article is shown alone (reading mode).
        is_front_page: Whether the list is a front page, which takes the room of the article.
        is_open: Whether the person has entered the article, and not only selected text in it.
        is_pinned: Whether an open article leaves the list and the sidebar their widths.
    """

    columns: int
    pane: Pane
    shows_sidebar: bool | None = None
    choice_count: int = 0
    sidebar_cells: int = 0
    is_alone: bool = False
    is_front_page: bool = False
    is_open: bool = True
    is_pinned: bool = False

    @property
    def mode(self) -> PaneMode:
        """Which panes the terminal has room for."""
        return mode_for(self.columns)

    @property
    def has_sidebar(self) -> bool:
        """Whether the sidebar belongs beside the list."""
        if self.shows_sidebar is not None:
            return self.shows_sidebar
        is_useful = self.choice_count == 0 or self.choice_count >= MIN_CHOICES
        return is_useful and self.mode is not PaneMode.LIST_ARTICLE

    @property
    def gives_way(self) -> bool:
        """Whether the list and the sidebar give room to the text of an open article."""
        is_open = self.pane is Pane.ARTICLE and self.is_open
        return is_open and not (self.is_pinned or self.shows_sidebar)

    @property
    def visible(self) -> frozenset[Pane]:
        """The panes to show. The pane with the focus is always among them."""
        single_modes = (PaneMode.SINGLE, PaneMode.SIDEBAR_LIST)
        if self.pane is Pane.ARTICLE and (self.is_alone or self.mode in single_modes):
            return frozenset({Pane.ARTICLE})
        if self.mode is PaneMode.SINGLE:
            return frozenset({self.pane})
        visible = {Pane.LIST, self.pane}
        if self.mode is not PaneMode.SIDEBAR_LIST and not self._is_page:
            visible.add(Pane.ARTICLE)
        if self.has_sidebar:
            visible.add(Pane.SIDEBAR)
        return frozenset(visible)

    @property
    def _is_page(self) -> bool:
        return self.is_front_page and self.pane is not Pane.ARTICLE


def pane_widths(
    state: PaneState, chosen: Mapping[Pane, int | None], article_cells: int
) -> dict[Pane, int]:
    """Return the widths of the sidebar and of the list, in cells.

    An open article gets the width of its text first, then the list, then the sidebar, of which a
    rail with the number keys may be all that is left.

    Args:
        state: What decides which panes are shown.
        chosen: The widths that the person chose; None for those that suit the terminal.
        article_cells: Width of an article pane that shows its lines at their full length.
    """
    is_wide = state.columns >= _MIN_WIDE_COLUMNS
    defaults = {
        Pane.SIDEBAR: max(_MIN_USUAL_SIDEBAR, min(state.sidebar_cells, _max_sidebar(state))),
        Pane.LIST: _WIDE_LIST_WIDTH if is_wide else _USUAL_LIST_WIDTH,
    }
    widths = {pane: chosen.get(pane) or cells for pane, cells in defaults.items()}
    if not state.gives_way:
        return widths
    has_sidebar = Pane.SIDEBAR in state.visible
    room = state.columns - article_cells - (RAIL_CELLS if has_sidebar else 0)
    widths[Pane.LIST] = max(_MIN_WIDTHS[Pane.LIST], min(widths[Pane.LIST], room))
    if widths[Pane.SIDEBAR] > state.columns - article_cells - widths[Pane.LIST]:
        widths[Pane.SIDEBAR] = RAIL_CELLS
    return widths


def _max_sidebar(state: PaneState) -> int:
    return next(cells for columns, cells in _MAX_SIDEBARS if state.columns >= columns)


def clamp_width(pane: Pane, cells: int, columns: int, max_cells: int) -> int:
    """Return a width for a pane that keeps it and those beside it readable.

    Args:
        pane: The sidebar or the list.
        cells: The width to limit.
        columns: Width of the terminal.
        max_cells: Maximum width in any terminal.
    """
    most = max(_MAX_SIDEBARS[0][1], columns // 4) if pane is Pane.SIDEBAR else columns // 2
    return max(_MIN_WIDTHS[pane], min(cells, most, max_cells))
