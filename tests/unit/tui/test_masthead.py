"""The status in the header."""

from __future__ import annotations

import pytest

from reader.tui.widgets.masthead import fit_status


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (40, "1 of 24 · 24 unread · 1 hidden"),
        (30, "1 of 24 · 24 unread · 1 hidden"),
        (29, "1 of 24 · 24 unread"),
        (18, "1 of 24"),
        (5, "1 of…"),
        (0, ""),
    ],
)
def test_parts_that_do_not_fit_are_left_out(room: int, expected: str) -> None:
    assert fit_status("1 of 24 · 24 unread · 1 hidden", room) == expected


def test_an_empty_status_stays_empty() -> None:
    assert fit_status("", 10) == ""
