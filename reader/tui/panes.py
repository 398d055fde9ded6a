"""The three panes, and which of them are visible in a terminal of some width."""

from __future__ import annotations

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
    (60, PaneMode.SIDEBAR_LIST),
    (0, PaneMode.SINGLE),
)
"""The modes with their minimum number of columns, widest first."""

MAX_COMPACT_ROWS = 30
"""Maximum number of rows of a terminal that shows one line per post."""


def mode_for(columns: int) -> PaneMode:
    """Return the mode for a terminal of a width in columns."""
    return next(mode for min_columns, mode in _MODES if columns >= min_columns)


def visible_panes(
    mode: PaneMode, pane: Pane, *, has_sidebar: bool, is_alone: bool, is_front_page: bool = False
) -> frozenset[Pane]:
    """Return the panes to show. The pane with the focus is always among them.

    Args:
        mode: The mode for the width of the terminal.
        pane: The pane with the focus.
        has_sidebar: Whether the user shows the sidebar in the modes in which it can be hidden.
        is_alone: Whether an article is shown alone (reading mode).
        is_front_page: Whether the list is a front page, which takes the room of the article.
    """
    if pane is Pane.ARTICLE and (is_alone or mode in (PaneMode.SINGLE, PaneMode.SIDEBAR_LIST)):
        return frozenset({Pane.ARTICLE})
    if mode is PaneMode.SINGLE:
        return frozenset({pane})
    if mode is PaneMode.SIDEBAR_LIST:
        return frozenset({Pane.SIDEBAR, Pane.LIST})
    visible = {Pane.LIST, Pane.ARTICLE}
    if is_front_page and pane is not Pane.ARTICLE:
        visible.remove(Pane.ARTICLE)
    if has_sidebar or pane is Pane.SIDEBAR:
        visible.add(Pane.SIDEBAR)
    return frozenset(visible)
