"""The width of spacing marks, and graphemes that have them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from textual.strip import Strip

from reader.text.cell_widths import MARK_PROBE, graphemes, use_wide_marks
from reader.text.line_breaks import break_spans
from reader.text.wrap import fold

TEXTS = [
    ("समाचार पढ़ने", 8, 10),
    ("தமிழ் செய்தி", 7, 10),
    ("မြန်မာ", 3, 5),
    ("ភាសាខ្មែរ", 5, 8),
    ("শ্রী", 2, 3),
    ("plain ä 漢字 …", 14, 14),
    ("نص עברית", 8, 8),
    ("👩\u200d🚀 ❤\ufe0f", 5, 5),
]


@pytest.fixture
def wide_marks() -> Iterator[None]:
    assert use_wide_marks(are_wide=True)
    yield
    use_wide_marks(are_wide=False)


@pytest.mark.parametrize(("text", "narrow", "wide"), TEXTS)
def test_marks_count_as_the_terminal_counts_them(text: str, narrow: int, wide: int) -> None:
    assert cell_len(text) == Segment(text).cell_length == narrow
    use_wide_marks(are_wide=True)
    try:
        assert cell_len(text) == Segment(text).cell_length == wide
        assert Strip([Segment(text)]).cell_length == wide
        assert sum(cells for _, _, cells in graphemes(text, 80)[0]) == wide
    finally:
        use_wide_marks(are_wide=False)
    assert cell_len(text) == narrow


def test_a_change_of_the_widths_is_reported_once() -> None:
    assert not use_wide_marks(are_wide=False)
    assert use_wide_marks(are_wide=True)
    assert not use_wide_marks(are_wide=True)
    assert use_wide_marks(are_wide=False)


@pytest.mark.usefixtures("wide_marks")
def test_only_spacing_marks_are_wide() -> None:
    assert cell_len(MARK_PROBE) == 2
    assert [get_character_cell_size(mark) for mark in "\u0301\u094d\u0e34\u200b\ufe0f"] == [0] * 5


@pytest.mark.usefixtures("wide_marks")
def test_a_letter_stays_with_its_marks() -> None:
    text = "ဤအစီရင်ခံစာသည်တိုတောင်းသည်"
    spans, _ = graphemes(text, 80)
    assert "".join(text[start:end] for start, end, _ in spans) == text
    assert not [text[start] for start, _, _ in spans if cell_len("\u1000" + text[start]) == 1]
    for width in range(4, 12):
        lines = [text[start:end] for start, end in break_spans(text, width)]
        assert "".join(lines) == text
        assert max(map(cell_len, lines)) <= width
        assert not [line for line in lines if line[0] in "\u102b\u102c\u1031\u1038\u103b\u103c"]


@pytest.mark.usefixtures("wide_marks")
@pytest.mark.parametrize("width", [2, 3, 6, 20])
def test_any_number_of_marks_is_cut_to_the_width(width: int) -> None:
    text = "क" + "ा" * 50
    assert "".join(fold(text, width)) == text
    assert max(map(cell_len, fold(text, width))) <= width


def test_a_consonant_stays_with_the_one_that_a_virama_joins_to_it() -> None:
    text = "हिन्दी"
    assert [text[start:end] for start, end, _ in graphemes(text, 80)[0]] == ["हि", "न्दी"]
