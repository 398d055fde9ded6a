"""Cells that stand for pictures: they are cut as text is, and no other text passes for them."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from textual.strip import Strip

from reader.graphics.canvas import FIRST_PLACEHOLDER, LAST_PLACEHOLDER, Canvas, ImageProtocol
from reader.graphics.placeholders import (
    NoPlaceholdersError,
    CellRun,
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


def whole(placed: PlacedImage) -> set[str]:
    """The characters of all its rows."""
    return {it for number in range(placed.rows) for it in row(placed, number)}


def told(piece: CellRun) -> str:
    return f"<{piece.row}:{piece.first}+{piece.cells}>"


@given(st.integers(1, 88), st.integers(1, 24), st.data())
def test_a_row_that_is_cut_is_told_in_its_pieces(
    cells: int, rows: int, data: st.DataObject
) -> None:
    placed = place(cells, rows)
    number = data.draw(st.integers(0, rows - 1))
    start = data.draw(st.integers(0, cells - 1))
    end = data.draw(st.integers(start + 1, cells))
    strip = Strip(placed.row(number))
    assert strip.cell_length == cells
    cut = strip.crop(start, end).text
    assert replace_placeholders(f"a{cut}b", told) == f"a<{number}:{start}+{end - start}>b"


def test_pictures_side_by_side_are_told_apart() -> None:
    one, other = place(), place()
    pieces: list[CellRun] = []

    def take(piece: CellRun) -> str:
        pieces.append(piece)
        return "."

    text = row(one) + row(other) + row(other, 1) + row(one, 4)[3:5] + row(one, 4)[7:]
    assert replace_placeholders(text, take) == "....."
    assert [(it.image, it.row, it.first, it.cells) for it in pieces] == [
        (one, 0, 0, 20), (other, 0, 0, 20), (other, 1, 0, 20), (one, 4, 3, 2), (one, 4, 7, 13)
    ]  # fmt: skip


def test_where_a_picture_is_gone_there_are_blanks() -> None:
    kept = place(3, 2)
    text = row(kept) + row(place(7)) + row(kept, 1)
    gc.collect()
    assert replace_placeholders(f"a{text}b", told) == "a<0:0+3>       <1:0+3>b"


@given(st.text(st.one_of(PLACEHOLDERS, st.characters())))
def test_text_of_a_post_reaches_the_terminal_as_no_placeholder(text: str) -> None:
    for safe in (clean_line(text), clean_text(text)):
        assert all(it < FIRST_PLACEHOLDER for it in safe)
        assert replace_placeholders(safe, told) == safe


@given(st.text(PLACEHOLDERS))
def test_whatever_is_written_no_placeholder_reaches_the_terminal(text: str) -> None:
    kept = place(88, 24)
    written = replace_placeholders(text, told)
    assert not any(FIRST_PLACEHOLDER <= it <= LAST_PLACEHOLDER for it in written)
    del kept


def test_characters_in_use_are_not_given_twice() -> None:
    kept = [place(7, 3) for _ in range(300)]
    codes = [ord(it) for placed in kept for number in range(3) for it in row(placed, number)]
    assert len(set(codes)) == len(codes) == 300 * 21
    assert all(ord(FIRST_PLACEHOLDER) <= it <= ord(LAST_PLACEHOLDER) for it in codes)


def test_characters_are_given_again_when_their_picture_is_gone_and_not_at_once() -> None:
    gone = whole(place(50, 20))
    following = []
    for _ in range(100):
        gc.collect()
        following.append(bool(gone & whole(place(50, 20))))
    assert not any(following[:20])
    assert any(following)


def test_when_too_many_pictures_are_shown_there_are_no_characters_left() -> None:
    kept = [place(88, 24) for _ in range(25)]
    with pytest.raises(NoPlaceholdersError):
        place(250, 40)
    kept.pop(7)
    gc.collect()
    assert row(place(88, 24))
