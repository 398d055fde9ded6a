"""How a choice of a chooser is laid out in one line."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from reader.tui.rows.choice_rows import fit_choice


def test_details_are_at_the_right() -> None:
    assert fit_choice("Title", "T", 11) == ("Title     ", "T")


def test_a_long_title_is_cut_before_the_details() -> None:
    assert fit_choice("A title that is too long", "12 Jun", 30) == (
        "A title that is too l…  ",
        "12 Jun",
    )


def test_details_take_half_of_the_width_at_most() -> None:
    title, detail = fit_choice("A title that is too long", "10 Sep 2020 · latest, sports", 40)
    assert (title, detail) == ("A title that is t…  ", "10 Sep 2020 · lates…")


def test_details_are_left_out_where_they_leave_no_room_for_the_title() -> None:
    assert fit_choice("A title that is too long", "10 Sep 2020", 19) == ("A title that is to…", "")


def test_an_empty_title_is_shown_as_an_ellipsis() -> None:
    assert fit_choice(" ", "", 4) == ("…   ", "")


@pytest.mark.parametrize("title", ["", "Title", "見出しは長い" * 5, "a\x1b]0;b\x07c\nd" * 4])
@pytest.mark.parametrize("detail", ["", "T", "10 Sep 2020 · ラテスト, sports"])
@pytest.mark.parametrize("width", [-1, 0, 1, 2, 3, 10, 30, 31, 80])
def test_a_row_fills_its_width_and_holds_no_control(title: str, detail: str, width: int) -> None:
    texts = "".join(fit_choice(title, detail, width))
    assert cell_len(texts) == max(1, width)
    assert texts.isprintable()
