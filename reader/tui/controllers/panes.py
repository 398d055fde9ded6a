"""Which panes are on screen, by the width of the terminal and where the reader is."""

from __future__ import annotations

from enum import StrEnum


class Pane(StrEnum):
    """The three panes, from the outside in."""

    SIDEBAR = "sidebar"
    LIST = "list"
    ARTICLE = "article"


class Spread(StrEnum):
    """How many panes a width has room for."""

    ONE = "one"
    """One pane at a time."""
    INDEX = "index"
    """Sidebar and list; the article opens over them."""
    FACING = "facing"
    """List and article; the sidebar comes and goes."""
    FULL = "full"
    """All three."""


SPREADS: tuple[tuple[int, Spread], ...] = (
    (120, Spread.FULL),
    (90, Spread.FACING),
    (60, Spread.INDEX),
    (0, Spread.ONE),
)
"""From that many columns on, widest first."""

COMPACT_ROWS = 30
"""Terminals of so many rows or fewer list one post a line."""


def spread_for(columns: int) -> Spread:
    """The spread for a terminal of that width."""
    return next(spread for least, spread in SPREADS if columns >= least)


def visible_panes(
    spread: Spread, pane: Pane, *, has_sidebar: bool, is_alone: bool, is_front: bool = False
) -> frozenset[Pane]:
    """The panes to show when the reader is in `pane`, which is always among them.

    `has_sidebar` says whether the reader wants the sidebar where it may come and go; `is_alone`
    is the reading mode, and `is_front` whether the list is a front page, which takes the room of
    the article.
    """
    if pane is Pane.ARTICLE and (is_alone or spread in (Spread.ONE, Spread.INDEX)):
        return frozenset({Pane.ARTICLE})
    if spread is Spread.ONE:
        return frozenset({pane})
    if spread is Spread.INDEX:
        return frozenset({Pane.SIDEBAR, Pane.LIST})
    shown = {Pane.LIST, Pane.ARTICLE}
    if is_front and pane is not Pane.ARTICLE:
        shown.remove(Pane.ARTICLE)
    if has_sidebar or pane is Pane.SIDEBAR:
        shown.add(Pane.SIDEBAR)
    return frozenset(shown)
