"""Placeholders can be cropped like text, and no text of a post is taken for one."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from textual.strip import Strip

from reader.graphics.canvas import FIRST_PLACEHOLDER, LAST_PLACEHOLDER, Canvas, ImageProtocol
from reader.graphics.placeholders import (
    CellRun,
    NoPlaceholdersError,
    PlacedImage,
    replace_placeholders,
)
from reader.text.clean import clean_line, clean_text

CANVAS = Canvas(ImageProtocol.SIXEL, 10, 20)
PLACEHOLDERS = st.characters(min_codepoint=ord(FIRST_PLACEHOLDER))


def place(cells: int = 20, rows: int = 5) -> PlacedImage:
    return PlacedImage(Image.new("RGBA", (4, 4)), CANVAS, cells, rows)


def row(placed: PlacedImage, number: int = 0) -> str:
    return placed.row(number)[0].text


def characters(placed: PlacedImage) -> set[str]:
    """Return the placeholders of all rows."""
    return {character for number in range(placed.rows) for character in row(placed, number)}


def describe(run: CellRun) -> str:
    return f"<{run.row}:{run.first}+{run.cells}>"


@given(st.integers(1, 88), st.integers(1, 24), st.data())
def test_a_cropped_row_is_replaced_cell_by_cell(cells: int, rows: int, data: st.DataObject) -> None:
    placed = place(cells, rows)
    number = data.draw(st.integers(0, rows - 1))
    start = data.draw(st.integers(0, cells - 1))
    end = data.draw(st.integers(start + 1, cells))
    strip = Strip(placed.row(number))
    assert strip.cell_length == cells
    cut = strip.crop(start, end).text
    assert replace_placeholders(f"a{cut}b", describe) == f"a<{number}:{start}+{end - start}>b"


def test_adjacent_pictures_are_told_apart() -> None:
    one, other = place(), place()
    runs: list[CellRun] = []

    def record(run: CellRun) -> str:
        runs.append(run)
        return "."

    text = row(one) + row(other) + row(other, 1) + row(one, 4)[3:5] + row(one, 4)[7:]
    assert replace_placeholders(text, record) == "....."
    assert [(run.image, run.row, run.first, run.cells) for run in runs] == [
        (one, 0, 0, 20), (other, 0, 0, 20), (other, 1, 0, 20), (one, 4, 3, 2), (one, 4, 7, 13)
    ]  # fmt: skip


def test_placeholders_of_a_deleted_picture_become_spaces() -> None:
    kept = place(3, 2)
    text = row(kept) + row(place(7)) + row(kept, 1)
    gc.collect()
    assert replace_placeholders(f"a{text}b", describe) == "a<0:0+3>       <1:0+3>b"


@given(st.text(st.one_of(PLACEHOLDERS, st.characters())))
def test_cleaned_text_contains_no_placeholder(text: str) -> None:
    for safe in (clean_line(text), clean_text(text)):
        assert all(character < FIRST_PLACEHOLDER for character in safe)
        assert replace_placeholders(safe, describe) == safe


@given(st.text(PLACEHOLDERS))
def test_no_placeholder_reaches_the_terminal(text: str) -> None:
    kept = place(88, 24)
    written = replace_placeholders(text, describe)
    assert not any(FIRST_PLACEHOLDER <= character <= LAST_PLACEHOLDER for character in written)
    del kept


def test_placeholders_in_use_are_not_reused() -> None:
    kept = [place(7, 3) for _ in range(300)]
    rows = [row(placed, number) for placed in kept for number in range(3)]
    codes = [ord(character) for text in rows for character in text]
    assert len(set(codes)) == len(codes) == 300 * 21
    assert all(ord(FIRST_PLACEHOLDER) <= code <= ord(LAST_PLACEHOLDER) for code in codes)


def test_freed_placeholders_are_reused_late() -> None:
    freed = characters(place(50, 20))
    is_reused = []
    for _ in range(100):
        gc.collect()
        is_reused.append(bool(freed & characters(place(50, 20))))
    assert not any(is_reused[:20])
    assert any(is_reused)


def test_too_many_pictures_exhaust_the_placeholders() -> None:
    kept = [place(88, 24) for _ in range(25)]
    with pytest.raises(NoPlaceholdersError):
        place(250, 40)
    kept.pop(7)
    gc.collect()
    assert row(place(88, 24))
