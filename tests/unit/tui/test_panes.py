"""Which panes are shown at which width, and how wide they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from reader.tui.panes import RAIL_CELLS, Pane, PaneMode, PaneState, mode_for, pane_widths

SIDEBAR, LIST, ARTICLE = Pane
ALL = frozenset(Pane)
READING = frozenset({LIST, ARTICLE})
INDEX = frozenset({SIDEBAR, LIST})
ARTICLE_CELLS = 81
"""Width of a pane for lines of 76 cells."""


@pytest.mark.parametrize(
    ("columns", "mode"),
    [
        (1, PaneMode.SINGLE),
        (69, PaneMode.SINGLE),
        (70, PaneMode.SIDEBAR_LIST),
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
    ("columns", "pane", "shows_sidebar", "shown"),
    [
        (140, LIST, None, ALL),
        (140, LIST, False, READING),
        (140, SIDEBAR, False, ALL),
        (140, ARTICLE, None, ALL),
        (100, LIST, None, READING),
        (100, SIDEBAR, None, ALL),
        (100, ARTICLE, None, READING),
        (100, ARTICLE, True, ALL),
        (80, LIST, None, INDEX),
        (80, LIST, False, {LIST}),
        (80, SIDEBAR, False, INDEX),
        (80, ARTICLE, True, {ARTICLE}),
        (50, SIDEBAR, None, {SIDEBAR}),
        (50, LIST, None, {LIST}),
        (50, ARTICLE, None, {ARTICLE}),
    ],
)
def test_panes_by_width(
    columns: int, pane: Pane, shows_sidebar: bool | None, shown: frozenset[Pane]
) -> None:
    assert PaneState(columns, pane, shows_sidebar).visible == shown


@pytest.mark.parametrize("columns", [80, 140])
@pytest.mark.parametrize(("count", "has_sidebar"), [(0, True), (1, False), (2, False), (3, True)])
def test_a_sidebar_with_nothing_to_choose_is_left_out(
    columns: int, count: int, has_sidebar: bool
) -> None:
    state = PaneState(columns, LIST, choice_count=count)
    assert (SIDEBAR in state.visible) is has_sidebar
    chosen = PaneState(columns, LIST, shows_sidebar=True, choice_count=count)
    assert SIDEBAR in chosen.visible


@pytest.mark.parametrize("pane", Pane)
@pytest.mark.parametrize("is_alone", [False, True])
def test_the_pane_in_use_is_always_shown(pane: Pane, is_alone: bool) -> None:
    for columns, shows_sidebar, is_page in product(
        (50, 80, 100, 140), (None, False), (True, False)
    ):
        state = PaneState(columns, pane, shows_sidebar, is_alone=is_alone, is_front_page=is_page)
        assert pane in state.visible


@pytest.mark.parametrize("columns", [50, 80, 100, 140])
def test_reading_mode_shows_the_article_alone(columns: int) -> None:
    assert PaneState(columns, ARTICLE, shows_sidebar=True, is_alone=True).visible == {ARTICLE}


@pytest.mark.parametrize(
    ("columns", "sidebar", "post_list"),
    [
        (90, 22, 28),
        (115, 22, 34),
        (120, RAIL_CELLS, 36),
        (126, RAIL_CELLS, 42),
        (144, RAIL_CELLS, 42),
        (145, 22, 42),
        (160, 22, 52),
        (200, 22, 52),
    ],
)
def test_an_open_article_has_its_width_first(columns: int, sidebar: int, post_list: int) -> None:
    state = PaneState(columns, ARTICLE, sidebar_cells=22)
    assert pane_widths(state, {}, ARTICLE_CELLS)[LIST] == post_list
    if SIDEBAR in state.visible:
        assert pane_widths(state, {}, ARTICLE_CELLS)[SIDEBAR] == sidebar


def test_panes_have_their_own_widths_beside_a_list_and_when_they_are_pinned() -> None:
    usual = {SIDEBAR: 22, LIST: 42}
    listed = PaneState(120, LIST, sidebar_cells=22)
    assert pane_widths(listed, {}, ARTICLE_CELLS) == usual
    for state in (
        replace(listed, pane=ARTICLE, is_pinned=True),
        replace(listed, pane=ARTICLE, shows_sidebar=True),
    ):
        assert pane_widths(state, {}, ARTICLE_CELLS) == usual


@pytest.mark.parametrize(
    ("columns", "needed", "width"),
    [(120, 5, 18), (120, 25, 25), (120, 80, 30), (80, 21, 21), (80, 80, 24), (200, 80, 30)],
)
def test_the_sidebar_is_as_wide_as_its_names_within_limits(
    columns: int, needed: int, width: int
) -> None:
    state = PaneState(columns, LIST, sidebar_cells=needed)
    assert pane_widths(state, {}, ARTICLE_CELLS)[SIDEBAR] == width
    assert pane_widths(state, {SIDEBAR: 40}, ARTICLE_CELLS)[SIDEBAR] == 40


def test_a_chosen_width_is_a_wish_beside_an_open_article() -> None:
    chosen = {SIDEBAR: 40, LIST: 60}
    assert pane_widths(PaneState(120, LIST), chosen, ARTICLE_CELLS) == chosen
    assert pane_widths(PaneState(120, ARTICLE), chosen, ARTICLE_CELLS)[LIST] == 36
    assert pane_widths(PaneState(200, ARTICLE), chosen, ARTICLE_CELLS) == chosen | {SIDEBAR: 40}
    narrow = pane_widths(PaneState(120, ARTICLE), {LIST: 30}, ARTICLE_CELLS)
    assert narrow == {SIDEBAR: RAIL_CELLS, LIST: 30}
