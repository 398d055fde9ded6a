"""Borders stay straight and no character is lost, however a terminal measures the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.text.cell_widths import use_wide_marks
from reader.text.clean import clean_line, single_joiners
from reader.text.columns import pin_columns
from reader.text.wrap import wrap_plain
from tests.cell_screen import CellScreen, narrow_marks, wide_marks

WORDS = st.one_of(
    st.sampled_from(["हिन्दी", "में", "समाचार", "தமிழ்", "செய்தி", "မြန်မာ", "ကြောင်", "ភាសា", "ខ្មែរ"]),
    st.sampled_from(["বাংলা", "മലയാളം", "తెలుగు", "ශ්\u200dරී", "ไทย", "plain", "漢字", "é", "│"]),
)
TEXT = st.lists(WORDS, max_size=30).map(" ".join)
WIDTH = 30


@pytest.mark.parametrize("measure", [wide_marks, narrow_marks])
@given(st.lists(TEXT, min_size=1, max_size=3), st.integers(0, 4))
def test_a_border_after_text_is_where_it_belongs(
    measure: Callable[[str], int], texts: list[str], left: int
) -> None:
    use_wide_marks(are_wide=True)
    try:
        rows = [line for text in texts for line in wrap_plain(text, WIDTH)]
        output = "\n".join(
            f"\x1b[{number};{left + 1}H{row}\x1b[1m{' ' * (WIDTH - cell_len(row))}\x1b[0m║"
            for number, row in enumerate(rows, 1)
        )
    finally:
        use_wide_marks(are_wide=False)
    screen = CellScreen(WIDTH + left + 1, len(rows), measure, fill="x")
    use_wide_marks(are_wide=True)
    try:
        screen.feed(pin_columns(output))
    finally:
        use_wide_marks(are_wide=False)
    for number, row in enumerate(rows):
        assert screen.cells[number][left + WIDTH] == "║"
        drawn = screen.row(number)[left:-1]
        assert drawn.replace(" ", "") == single_joiners(row).replace(" ", "")


@given(st.text(st.sampled_from("a\u200dක්රे👩🚀 \u200b")))
def test_joiners_are_doubled_once(text: str) -> None:
    cleaned = clean_line(text)
    assert clean_line(cleaned) == cleaned
    assert "\u200d\u200d" not in single_joiners(cleaned)


@given(st.text())
def test_nothing_but_positions_is_added(text: str) -> None:
    output = text.replace("\x1b", "")
    assert pin_columns(output) == single_joiners(output)
