"""Unit tests for the positions of the rows of a front page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from reader.article.line import MIN_WIDTH
from reader.library.listing import Form, Section, continue_section
from reader.posts.post import Post
from reader.store.marks import NO_MARK
from reader.tui.rows.front_layout import GAP, MIN_FRONT_WIDTH, FrontLayout
from reader.tui.rows.front_page import FrontRows
from reader.tui.rows.model import ROLES, RowSource, RowStyles
from reader.tui.rows.pen import PostFacts
from reader.tui.rows.sections import ContinueRow, ListRow, SectionHeading, SectionRows
from tests.made_posts import make

Counts = tuple[int, int, int, int]
COUNTS: Counts = (1, 3, 2, 2)
FACTS = PostFacts(date(2026, 6, 30), lambda _: NO_MARK, {})
STYLES = RowStyles(Style(), **{role: Style() for role in ROLES})


def content(counts: Counts = COUNTS, title: str = "Title") -> SectionRows:
    lead, cards, briefs, column = (
        [make(f"{title} {form}{number}", description="A description.") for number in range(count)]
        for form, count in zip("abcd", counts, strict=True)
    )
    return SectionRows(
        [
            Section("Lead", lead, form=Form.LEAD),
            Section("Cards", cards, form=Form.CARDS),
            Section("Briefs", briefs, form=Form.BRIEFS),
            Section("One", column, form=Form.COLUMN),
            Section("Two", column, form=Form.COLUMN),
            Section("Three", column, form=Form.COLUMN),
        ]
    )


def front(width: int) -> FrontRows:
    return FrontRows(width, 40, content(), FACTS, None)


@pytest.mark.parametrize(("width", "columns"), [(84, 1), (96, 2), (145, 3), (200, 4)])
def test_wide_pages_have_more_columns(width: int, columns: int) -> None:
    assert FrontLayout(width, content()).columns == columns


@given(
    st.integers(MIN_FRONT_WIDTH, 300),
    st.tuples(*[st.integers(0, 5)] * 4),
    st.sampled_from([(0, 0), (20, 8), (38, 20)]),
    st.sampled_from(["Short", "A title that is long " * 6, "潮が満ちる" * 12]),
)
def test_no_two_rows_share_a_cell(
    width: int, counts: Counts, picture: tuple[int, int], title: str
) -> None:
    rows = content(counts, title)
    layout = FrontLayout(width, rows, picture)
    assert len(layout.cards) == len(rows)
    covered: set[tuple[int, int]] = set()
    for card in layout.cards:
        assert card.left >= 0
        assert MIN_WIDTH < card.width <= width - card.left
        cells = {
            (x, y)
            for x in range(card.left, card.left + card.width)
            for y in range(card.top, card.bottom)
        }
        assert not cells & covered
        covered |= cells
    for x, y in covered:
        card = layout.cards[layout.at(y, x)]
        assert card.left <= x < card.left + card.width
        assert card.top <= y < card.bottom
    rules = {(x, y) for y in range(layout.line_count) for x in layout.rules_at(y)}
    assert not rules & covered
    assert max((y + 1 for _, y in covered), default=0) == layout.line_count


def _text(row: ListRow) -> str:
    if isinstance(row, ContinueRow):
        return f"Continue {row.post.title}"
    return row.title if isinstance(row, Post) else row.text


def test_the_row_to_continue_is_one_line_above_the_page() -> None:
    rows = SectionRows([continue_section(make("Half read")), *content().sections])
    page = FrontRows(100, 40, rows, FACTS, None)
    assert (page.top(0), page.height(0), page.top(1)) == (0, 1, 2)
    assert page.draw_line(0, -1, STYLES).text.rstrip() == " ▸  Continue: Half read"
    assert page.draw_line(0, 0, STYLES).text.startswith("▌▸")


def test_reading_order_goes_along_the_bands_and_down_the_columns() -> None:
    rows = content()
    positions = {
        _text(row): (card.left, card.top)
        for row, card in ((rows[card.row], card) for card in FrontLayout(95, rows).cards)
    }
    left, right = 0, 46 + GAP
    assert positions["Title b0"][0] == positions["Title b2"][0] == left
    assert positions["Title b1"] == (right, positions["Title b0"][1])
    assert positions["Two"] == (right, positions["One"][1])
    assert positions["Three"][0] == left


def test_the_lead_story_is_as_high_as_its_picture() -> None:
    assert FrontLayout(96, content()).cards[1].height == 3
    assert FrontLayout(96, content(), (30, 9)).cards[1].height == 9
    assert isinstance(content()[0], SectionHeading)


def test_a_line_between_two_rows_belongs_to_the_one_above() -> None:
    rows = front(96)
    assert rows.at(rows.top(1) + 3) == 1
    assert rows.at(10_000) in (rows.count - 1, rows.count - 4)


def test_every_line_is_as_wide_as_the_page_and_shows_the_cursor_on_its_card_alone() -> None:
    rows: RowSource = front(96)
    row = next(row for row in range(rows.count) if rows.is_selectable(row) and row > 2)
    beside = rows.at(rows.top(row), 90)
    lines = [rows.draw_line(line, beside, STYLES) for line in range(rows.line_count)]
    assert beside == row + 1
    assert {strip.cell_length for strip in lines} == {96}
    bars = [number for number, strip in enumerate(lines) if strip.text.find("▌") == 46 + GAP]
    assert bars == list(range(rows.top(beside), rows.top(beside) + rows.height(beside)))
