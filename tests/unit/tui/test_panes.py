"""Which panes are shown at which width."""

from __future__ import annotations

import pytest

from reader.tui.panes import Pane, PaneMode, mode_for, visible_panes

ALL = frozenset(Pane)
READING = frozenset({Pane.LIST, Pane.ARTICLE})
INDEX = frozenset({Pane.SIDEBAR, Pane.LIST})


@pytest.mark.parametrize(
    ("columns", "mode"),
    [
        (1, PaneMode.SINGLE),
        (59, PaneMode.SINGLE),
        (60, PaneMode.SIDEBAR_LIST),
        (89, PaneMode.SIDEBAR_LIST),
        (90, PaneMode.LIST_ARTICLE),
        (119, PaneMode.LIST_ARTICLE),
        (120, PaneMode.ALL),
        (500, PaneMode.ALL),
    ],
)
def test_a_width_has_room_for_so_many_panes(columns: int, mode: PaneMode) -> None:
    assert mode_for(columns) is mode


@pytest.mark.parametrize(
    ("mode", "pane", "has_sidebar", "shown"),
    [
        (PaneMode.ALL, Pane.LIST, True, ALL),
        (PaneMode.ALL, Pane.LIST, False, READING),
        (PaneMode.ALL, Pane.SIDEBAR, False, ALL),
        (PaneMode.LIST_ARTICLE, Pane.LIST, False, READING),
        (PaneMode.LIST_ARTICLE, Pane.SIDEBAR, False, ALL),
        (PaneMode.LIST_ARTICLE, Pane.ARTICLE, True, ALL),
        (PaneMode.SIDEBAR_LIST, Pane.LIST, False, INDEX),
        (PaneMode.SIDEBAR_LIST, Pane.SIDEBAR, False, INDEX),
        (PaneMode.SIDEBAR_LIST, Pane.ARTICLE, True, {Pane.ARTICLE}),
    ],
)
def test_panes_by_mode(
    mode: PaneMode, pane: Pane, has_sidebar: bool, shown: frozenset[Pane]
) -> None:
    assert visible_panes(mode, pane, has_sidebar=has_sidebar, is_alone=False) == shown


@pytest.mark.parametrize("pane", Pane)
def test_the_narrowest_shows_one_pane(pane: Pane) -> None:
    assert visible_panes(PaneMode.SINGLE, pane, has_sidebar=True, is_alone=False) == {pane}


@pytest.mark.parametrize("mode", PaneMode)
@pytest.mark.parametrize("pane", Pane)
@pytest.mark.parametrize("is_alone", [False, True])
def test_the_pane_in_use_is_always_shown(mode: PaneMode, pane: Pane, is_alone: bool) -> None:
    assert pane in visible_panes(mode, pane, has_sidebar=False, is_alone=is_alone)


@pytest.mark.parametrize("mode", PaneMode)
def test_reading_mode_shows_the_article_alone(mode: PaneMode) -> None:
    shown = visible_panes(mode, Pane.ARTICLE, has_sidebar=True, is_alone=True)
    assert shown == {Pane.ARTICLE}
