"""The widths of panes, as they were chosen and as a terminal allows them."""

from __future__ import annotations

import pytest

from reader.settings import WIDTHS, Settings
from reader.tui.controllers.pane_widths import PaneWidths
from reader.tui.panes import Pane


def test_widths_that_were_not_chosen_are_those_of_the_style_sheets() -> None:
    widths = PaneWidths(Settings())
    assert widths.in_columns(120) == {Pane.SIDEBAR: None, Pane.LIST: None}
    assert widths.choices == {"sidebar_width": None, "list_width": None}


@pytest.mark.parametrize(
    ("pane", "cells", "columns", "expected"),
    [
        (Pane.SIDEBAR, 1, 120, 14),
        (Pane.SIDEBAR, 20, 120, 20),
        (Pane.SIDEBAR, 90, 120, 30),
        (Pane.SIDEBAR, 90, 80, 30),
        (Pane.LIST, 1, 120, 28),
        (Pane.LIST, 50, 120, 50),
        (Pane.LIST, 90, 120, 60),
        (Pane.LIST, 90, 40, 28),
        (Pane.LIST, 5000, 9000, WIDTHS[-1]),
        (Pane.LIST, -5, 120, 28),
    ],
)
def test_widths_are_clamped(pane: Pane, cells: int, columns: int, expected: int) -> None:
    widths = PaneWidths(Settings())
    widths.choose(pane, cells, columns)
    assert widths.in_columns(columns)[pane] == expected


def test_a_narrow_terminal_does_not_change_what_was_chosen() -> None:
    widths = PaneWidths(Settings(list_width=70))
    assert widths.in_columns(90)[Pane.LIST] == 45
    assert widths.in_columns(200)[Pane.LIST] == 70
    assert widths.choices == {"sidebar_width": None, "list_width": 70}
