"""Which panes are shown at which width."""

from __future__ import annotations

import pytest

from reader.tui.controllers.panes import Pane, Spread, spread_for, visible_panes

ALL = frozenset(Pane)
READING = frozenset({Pane.LIST, Pane.ARTICLE})
INDEX = frozenset({Pane.SIDEBAR, Pane.LIST})


@pytest.mark.parametrize(
    ("columns", "spread"),
    [
        (1, Spread.ONE),
        (59, Spread.ONE),
        (60, Spread.INDEX),
        (89, Spread.INDEX),
        (90, Spread.FACING),
        (119, Spread.FACING),
        (120, Spread.FULL),
        (500, Spread.FULL),
    ],
)
def test_a_width_has_room_for_so_many_panes(columns: int, spread: Spread) -> None:
    assert spread_for(columns) is spread


@pytest.mark.parametrize(
    ("spread", "pane", "has_sidebar", "shown"),
    [
        (Spread.FULL, Pane.LIST, True, ALL),
        (Spread.FULL, Pane.LIST, False, READING),
        (Spread.FULL, Pane.SIDEBAR, False, ALL),
        (Spread.FACING, Pane.LIST, False, READING),
        (Spread.FACING, Pane.SIDEBAR, False, ALL),
        (Spread.FACING, Pane.ARTICLE, True, ALL),
        (Spread.INDEX, Pane.LIST, False, INDEX),
        (Spread.INDEX, Pane.SIDEBAR, False, INDEX),
        (Spread.INDEX, Pane.ARTICLE, True, {Pane.ARTICLE}),
    ],
)
def test_panes_by_spread(
    spread: Spread, pane: Pane, has_sidebar: bool, shown: frozenset[Pane]
) -> None:
    assert visible_panes(spread, pane, has_sidebar=has_sidebar, is_alone=False) == shown


@pytest.mark.parametrize("pane", Pane)
def test_the_narrowest_shows_one_pane(pane: Pane) -> None:
    assert visible_panes(Spread.ONE, pane, has_sidebar=True, is_alone=False) == {pane}


@pytest.mark.parametrize("spread", Spread)
@pytest.mark.parametrize("pane", Pane)
@pytest.mark.parametrize("is_alone", [False, True])
def test_the_pane_in_use_is_always_shown(spread: Spread, pane: Pane, is_alone: bool) -> None:
    assert pane in visible_panes(spread, pane, has_sidebar=False, is_alone=is_alone)


@pytest.mark.parametrize("spread", Spread)
def test_reading_mode_shows_the_article_alone(spread: Spread) -> None:
    shown = visible_panes(spread, Pane.ARTICLE, has_sidebar=True, is_alone=True)
    assert shown == {Pane.ARTICLE}
