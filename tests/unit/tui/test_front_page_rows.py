"""Where the rows of a front page stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.line import MIN_WIDTH
from reader.library.listing import Form, Section
from reader.posts.post import Post
from reader.tui.rows.front_page import GAP, LEAST_WIDTH, FrontRows
from reader.tui.rows.post_rows import SectionHeading
from tests.made_posts import make

MakePost = Callable[..., Post]


def front(
    width: int,
    counts: tuple[int, int, int, int] = (1, 3, 2, 2),
    picture: tuple[int, int] = (0, 0),
    title: str = "Title",
) -> FrontRows:
    lead, cards, briefs, column = (
        [make(f"{title} {form}{number}", description="A standfirst.") for number in range(count)]
        for form, count in zip("abcd", counts, strict=True)
    )
    sections = [
        Section("Lead", lead, form=Form.LEAD),
        Section("Cards", cards, form=Form.CARDS),
        Section("Briefs", briefs, form=Form.BRIEFS),
        Section("One", column, form=Form.COLUMN),
        Section("Two", column, form=Form.COLUMN),
        Section("Three", column, form=Form.COLUMN),
    ]
    return FrontRows(sections, width, picture)


@pytest.mark.parametrize(("width", "columns"), [(84, 1), (96, 2), (145, 3), (200, 4)])
def test_wide_pages_have_more_columns(width: int, columns: int) -> None:
    assert front(width).columns == columns


@given(
    st.integers(LEAST_WIDTH, 300),
    st.tuples(*[st.integers(0, 5)] * 4),
    st.sampled_from([(0, 0), (20, 8), (38, 20)]),
    st.sampled_from(["Short", "A title that is long " * 6, "潮が満ちる" * 12]),
)
def test_no_two_rows_stand_on_the_same_cells(
    width: int, counts: tuple[int, int, int, int], picture: tuple[int, int], title: str
) -> None:
    rows = front(width, counts, picture, title)
    assert len(rows.cards) == len(rows)
    taken: set[tuple[int, int]] = set()
    for card in rows.cards:
        assert card.left >= 0
        assert MIN_WIDTH < card.width <= width - card.left
        cells = {
            (x, y)
            for x in range(card.left, card.left + card.width)
            for y in range(card.top, card.bottom)
        }
        assert not cells & taken
        taken |= cells
    for x, y in taken:
        card = rows.cards[rows.at(y, x)]
        assert card.left <= x < card.left + card.width
        assert card.top <= y < card.bottom
    rules = {(x, y) for y in range(rows.height_of_all) for x in rows.rules_at(y)}
    assert not rules & taken
    assert rows.top(len(rows)) == rows.height_of_all


def test_reading_order_goes_along_the_bands_and_down_the_columns() -> None:
    rows = front(95)
    places = {
        (row.title if isinstance(row, Post) else row.text): (card.left, card.top)
        for row, card in ((rows[card.row], card) for card in rows.cards)
    }
    left, right = 0, 46 + GAP
    assert places["Title b0"][0] == places["Title b2"][0] == left
    assert places["Title b1"] == (right, places["Title b0"][1])
    assert places["Two"] == (right, places["One"][1])
    assert places["Three"][0] == left


def test_the_lead_story_is_as_high_as_its_picture() -> None:
    assert front(96).height(1) == 3
    assert front(96, picture=(30, 9)).height(1) == 9
    assert isinstance(front(96)[0], SectionHeading)


def test_a_line_between_two_rows_belongs_to_the_one_above() -> None:
    rows = front(96)
    assert rows.at(rows.top(1) + 3) == 1
    assert rows.at(10_000) in (len(rows) - 1, len(rows) - 4)
