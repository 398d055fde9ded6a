"""The pane in use, and the panes on screen."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from reader.settings import Settings
from reader.tui.controllers.pane_widths import PaneWidths
from reader.tui.controllers.panes import PaneController
from reader.tui.panes import Pane
from tests.unit.tui.controllers.fakes import FakePanes

SIDEBAR, LIST, ARTICLE = Pane


@dataclass
class Listing:
    """A list that may be a front page."""

    is_front_page: bool = False


@dataclass
class Choices:
    """A sidebar with rows to choose from."""

    choice_count: int = 9


class Arranged:
    """Panes in a terminal of some width."""

    def __init__(
        self, columns: int, *, is_front_page: bool = False, is_pinned: bool = False
    ) -> None:
        self.row = FakePanes()
        self.times = 0
        self.listing = Listing(is_front_page)
        self.choices = Choices()
        self.panes = PaneController(
            self.row,
            PaneWidths(Settings()),
            self.listing,
            self.choices,
            self._on_arranged,
            is_pinned=is_pinned,
        )
        self.panes.fit(columns)
        self.panes.arrange()

    def _on_arranged(self) -> None:
        self.times += 1


@pytest.mark.parametrize(
    ("columns", "visible"),
    [
        (50, {LIST}),
        (80, {SIDEBAR, LIST}),
        (100, {LIST, ARTICLE}),
        (140, {SIDEBAR, LIST, ARTICLE}),
    ],
)
def test_the_panes_that_there_is_room_for_are_shown(columns: int, visible: set[Pane]) -> None:
    assert Arranged(columns).row.visible == visible


@pytest.mark.parametrize("columns", [50, 80, 100, 140])
@pytest.mark.parametrize("pane", list(Pane))
def test_a_pane_that_is_entered_is_shown_and_focused(columns: int, pane: Pane) -> None:
    arranged = Arranged(columns)
    arranged.panes.enter(pane)
    assert pane in arranged.row.visible
    assert arranged.row.focused is pane
    assert arranged.panes.current is pane


def test_a_front_page_takes_the_room_of_the_article() -> None:
    arranged = Arranged(140, is_front_page=True)
    assert not arranged.panes.shows_article
    arranged.panes.enter(ARTICLE)
    assert arranged.panes.shows_article


def test_panes_are_stepped_through_in_a_circle() -> None:
    panes = Arranged(140).panes
    seen = []
    for _ in Pane:
        panes.step(1)
        seen.append(panes.current)
    assert seen == [ARTICLE, SIDEBAR, LIST]
    panes.step(-1)
    assert panes.current is SIDEBAR


def test_reading_mode_ends_outside_the_article() -> None:
    arranged = Arranged(140)
    arranged.panes.toggle_reading_mode()
    assert arranged.row.visible == {ARTICLE}
    arranged.panes.enter(LIST)
    assert not arranged.panes.is_alone
    assert arranged.row.visible == set(Pane)


def test_going_out_leaves_reading_mode_then_goes_to_the_left() -> None:
    arranged = Arranged(140)
    arranged.panes.toggle_reading_mode()
    steps = []
    for _ in range(4):
        arranged.panes.go_out()
        steps.append(arranged.panes.current)
    assert steps == [ARTICLE, LIST, SIDEBAR, SIDEBAR]


def test_the_sidebar_is_shown_and_hidden_for_each_mode() -> None:
    arranged = Arranged(140)
    arranged.panes.toggle_sidebar()
    assert arranged.row.visible == {LIST, ARTICLE}
    assert arranged.panes.current is LIST
    arranged.panes.fit(100)
    arranged.panes.toggle_sidebar()
    assert arranged.panes.current is SIDEBAR
    arranged.panes.enter(LIST)
    assert arranged.row.visible == set(Pane)
    arranged.panes.fit(140)
    arranged.panes.arrange()
    assert arranged.row.visible == {LIST, ARTICLE}


def test_the_panes_are_pinned_beside_an_open_article() -> None:
    arranged = Arranged(120)
    arranged.panes.enter(ARTICLE)
    assert arranged.row.widths == {SIDEBAR: 3, LIST: 36}
    arranged.panes.toggle_sidebar()
    assert arranged.panes.current is ARTICLE
    assert arranged.row.widths == {SIDEBAR: 22, LIST: 42}
    arranged.panes.toggle_sidebar()
    assert arranged.row.visible == {LIST, ARTICLE}
    assert arranged.row.widths[LIST] == 39


def test_a_click_into_the_article_moves_no_text_before_the_button_is_released() -> None:
    arranged = Arranged(120)
    arranged.panes.on_focus(ARTICLE)
    assert arranged.row.widths == {SIDEBAR: 22, LIST: 42}
    arranged.panes.enter(ARTICLE)
    assert arranged.row.widths == {SIDEBAR: 3, LIST: 36}


def test_panes_can_be_pinned_from_the_start() -> None:
    arranged = Arranged(120, is_pinned=True)
    arranged.panes.enter(ARTICLE)
    assert arranged.row.widths == {SIDEBAR: 22, LIST: 42}


def test_only_what_has_changed_is_arranged_again() -> None:
    arranged = Arranged(120)
    before = arranged.times
    arranged.panes.update()
    assert arranged.times == before
    arranged.choices.choice_count = 1
    arranged.panes.update()
    assert arranged.times == before
    assert arranged.row.visible == {LIST, ARTICLE}
    arranged.choices.choice_count = 9
    arranged.row.sidebar_cells = 27
    arranged.panes.update()
    assert arranged.times == before
    assert arranged.row.widths[SIDEBAR] == 27
    arranged.listing.is_front_page = True
    arranged.panes.update()
    assert arranged.times == before + 1
    assert arranged.row.visible == {SIDEBAR, LIST}


def test_a_focus_that_moved_by_itself_is_followed() -> None:
    arranged = Arranged(100)
    before = arranged.times
    arranged.panes.on_focus(ARTICLE)
    assert arranged.panes.current is ARTICLE
    arranged.panes.on_focus(ARTICLE)
    arranged.panes.on_focus(None)
    assert arranged.panes.current is ARTICLE
    assert arranged.times == before + 1


def test_a_dragged_edge_changes_the_width_and_nothing_else() -> None:
    arranged = Arranged(140)
    before = arranged.times
    arranged.panes.drag(LIST, 500)
    assert arranged.row.widths[LIST] == 70
    assert arranged.row.widths[SIDEBAR] == 22
    assert arranged.times == before
    assert arranged.panes.widths.choices["list_width"] == 70
