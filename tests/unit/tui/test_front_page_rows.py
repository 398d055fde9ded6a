"""Positions of the rows of a front page, and how they are drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style

from reader.article.pictures import Picture
from reader.library.listing import Form, Section, continue_section
from reader.posts.post import Post
from reader.store.marks import NO_MARK
from reader.tui.rows.front.layout import MIN_FRONT_WIDTH, FrontLayout
from reader.tui.rows.front.page import FrontRows
from reader.tui.rows.front.text import FrontText
from reader.tui.rows.model import ROLES, RowSource, RowStyles
from reader.tui.rows.pen import PostFacts
from reader.tui.rows.sections import SectionHeading, SectionRows
from tests.made_posts import make

FACTS = PostFacts(date(2026, 6, 30), lambda _: NO_MARK, {})
STYLES = RowStyles(Style(), **{role: Style() for role in ROLES})
TITLES = ["Short", "A title that is long enough for two lines of a column", "潮が満ちる" * 12]
DESCRIPTIONS = ["", "A description.", "A description that has some more to say, in sentences. " * 6]


class Sizes:
    """Pictures of a fixed shape for some posts."""

    def __init__(self, pictured: Sequence[str] = (), width: int = 30) -> None:
        self._pictured = pictured
        self._width = width

    def size(self, post: Post, cells: int, lines: int) -> tuple[int, int]:
        """Return the size of the picture of a post."""
        if post.path not in self._pictured:
            return 0, 0
        return min(self._width, cells), min(8, lines)


def section(name: str, count: int, form: Form, text: int = 0, pictured: int = 0) -> Section:
    """Return a section whose titles and descriptions are of different lengths."""
    posts = [
        make(
            f"{name} {number} {TITLES[(text + number) % 3]}",
            description=DESCRIPTIONS[(text + number) % 3],
            path=f"/news/{name}-{number}.md",
        )
        for number in range(count)
    ]
    paths = frozenset(post.path for post in posts[:pictured])
    return Section(name, posts, form=form, pictured=paths)


def page(*counts: int, pictured: int = 1) -> SectionRows:
    """Return a page with a lead story, two featured posts and streams of some sizes."""
    streams = [
        section(f"s{number}", count, Form.STREAM, number) for number, count in enumerate(counts)
    ]
    return SectionRows(
        [
            section("lead", 1, Form.FEATURE, 2, pictured),
            section("featured", 2, Form.FEATURE, 1, pictured - 1),
            *streams,
            section("rows", 5, Form.ROWS),
        ]
    )


def layout(
    width: int, content: SectionRows, height: int = 40, *, is_compact: bool = False
) -> FrontLayout:
    pictured = [path for part in content.sections for path in part.pictured]
    return FrontLayout(width, height, content, Sizes(pictured), is_compact=is_compact)


PAGES = st.builds(
    lambda counts, pictured: page(*counts, pictured=pictured),
    st.lists(st.integers(1, 24), max_size=6),
    st.integers(0, 3),
)


@pytest.mark.parametrize(
    ("width", "columns"), [(78, 1), (85, 2), (128, 2), (129, 3), (173, 4), (250, 4)]
)
def test_wide_pages_have_more_columns(width: int, columns: int) -> None:
    assert layout(width, page(9)).columns == columns


@given(st.integers(MIN_FRONT_WIDTH, 250), st.integers(5, 60), PAGES, st.booleans())
def test_no_two_rows_share_a_cell(
    width: int, height: int, rows: SectionRows, is_compact: bool
) -> None:
    placed = layout(width, rows, height, is_compact=is_compact)
    assert [card.row for card in placed.cards] == list(range(len(rows)))
    covered: set[tuple[int, int]] = set()
    for card in placed.cards:
        assert card.left >= 0
        assert card.left + card.width <= width
        assert card.height >= 1
        cells = {
            (x, y)
            for x in range(card.left, card.left + card.width)
            for y in range(card.top, card.bottom)
        }
        assert not cells & covered
        covered |= cells
    for card in placed.cards:
        assert placed.at(card.top, card.left) == card.row
        assert placed.at(card.bottom - 1, card.left + card.width - 1) == card.row
    others = {(x, y) for y in range(placed.line_count) for x in placed.rules_at(y)} | {
        (label.left + x, y)
        for y in range(placed.line_count)
        for label in placed.labels_at(y)
        for x in range(label.width)
    }
    assert not others & covered
    assert placed.line_count == max(y + 1 for _, y in covered)


@given(st.integers(MIN_FRONT_WIDTH, 250), st.lists(st.integers(1, 24), min_size=1, max_size=6))
def test_the_columns_of_a_stream_are_nearly_equal(width: int, counts: list[int]) -> None:
    streams = [section(f"s{number}", count, Form.STREAM, 2) for number, count in enumerate(counts)]
    rows = SectionRows(streams)
    placed = layout(width, rows, 400)
    for stream in streams:
        ends: Counter[int] = Counter()
        for card in placed.cards:
            if card.section is stream:
                ends[card.left] = max(ends[card.left], card.bottom)
        highest = max(card.height for card in placed.cards)
        assert max(ends.values()) - min(ends.values()) <= 2 * highest


@given(
    st.integers(80, 250),
    st.integers(20, 60),
    st.lists(st.integers(3, 24), min_size=3, max_size=9),
    st.integers(0, 3),
)
def test_most_of_a_page_is_covered(
    width: int, height: int, counts: list[int], pictured: int
) -> None:
    content = SectionRows(
        [
            section("lead", 1, Form.FEATURE, 2, pictured),
            *(section(f"s{number}", count, Form.STREAM, 2) for number, count in enumerate(counts)),
        ]
    )
    placed = layout(width, content, height)
    covered = sum(card.width * card.height for card in placed.cards)
    assert covered >= 0.7 * width * placed.line_count


def test_streams_are_not_higher_than_the_screen() -> None:
    placed = layout(140, SectionRows([section("s", 48, Form.STREAM, 2)]), 30)
    posts = placed.cards[1:]
    starts = [card.top for card in posts if card.left == 0]
    assert placed.columns == 3
    assert len(placed.labels_at(posts[-1].bottom)) == 0
    labels = [label for line in range(placed.line_count) for label in placed.labels_at(line)]
    assert {label.text for label in labels} == {"s, continued"}
    tops = [0, *(label.top for label in labels), placed.line_count]
    assert max(below - top for top, below in pairwise(tops)) <= 30 + 4
    assert starts == sorted(starts)


def test_reading_order_goes_down_a_column_and_on_at_the_next_top() -> None:
    placed = layout(140, SectionRows([section("s", 12, Form.STREAM)]))
    cards = placed.cards[1:]
    assert [card.left for card in cards] == sorted(card.left for card in cards)
    for above, below in pairwise(cards):
        assert above.bottom <= below.top if above.left == below.left else below.top == 1


def test_the_lead_story_takes_two_columns_and_the_featured_stand_beside_it() -> None:
    lead, first, second = (
        card for card in layout(180, page(9, pictured=1)).cards[:6] if card.section is not None
    )
    assert (lead.left, first.top, second.top) == (0, lead.top, lead.top)
    assert lead.width > first.width
    assert lead.height == first.height == second.height >= 8
    assert lead.picture == (30, 8)
    assert first.picture == (0, 0)


def test_a_stream_fills_the_columns_that_features_leave_free() -> None:
    content = SectionRows(
        [section("lead", 1, Form.FEATURE, 2, 1), section("s", 24, Form.STREAM, 1)]
    )
    placed = layout(180, content)
    lead, heading = placed.cards[1], placed.cards[2]
    assert (heading.left, heading.top) == (lead.left + lead.width + 3, 0)
    beside = [card for card in placed.cards[3:] if card.top < lead.bottom]
    below = [card for card in placed.cards[3:] if card.top >= lead.bottom]
    assert beside
    assert {card.left for card in beside}.isdisjoint({lead.left})
    assert lead.left in {card.left for card in below}
    assert placed.labels_at(lead.bottom + 1)[0].text == "s, continued"


def test_a_compact_page_has_one_line_for_each_post_but_the_lead() -> None:
    placed = layout(78, page(9, 9), 22, is_compact=True)
    heights = [card.height for card in placed.cards if card.section is not None]
    assert heights[0] > 1
    assert set(heights[1:]) == {1}


def test_a_line_between_two_rows_belongs_to_the_one_above() -> None:
    placed = layout(78, page(9))
    lead = placed.cards[1]
    assert placed.at(lead.bottom) == 1
    assert placed.at(10_000) == len(placed.cards) - 1


# Drawing.


def test_the_row_to_continue_is_one_line_above_the_page() -> None:
    rows = SectionRows([continue_section(make("Half read")), *page(9).sections])
    drawn = FrontRows(100, 40, rows, FACTS, {})
    assert (drawn.top(0), drawn.height(0), drawn.top(1)) == (0, 1, 2)
    assert drawn.draw_line(0, -1, STYLES).text.rstrip() == " ▸  Continue: Half read"
    assert drawn.draw_line(0, 0, STYLES).text.startswith("▌▸")


class Drawn:
    """A picture of the letter X."""

    def size(self, cells: int, lines: int) -> tuple[int, int]:
        """Return its size, which is half of the width."""
        return cells // 2, min(lines, 8)

    def row(self, cells: int, rows: int, row: int) -> list[Segment]:
        """Return one line."""
        return [Segment("X" * cells)]


def front(width: int, content: SectionRows, *, is_loaded: bool = False) -> FrontRows:
    picture = cast("Picture", Drawn())
    pictures = {path: picture for part in content.sections for path in part.pictured}
    return FrontRows(width, 40, content, FACTS, pictures if is_loaded else {})


def test_every_line_is_as_wide_as_the_page_and_shows_the_cursor_on_its_card_alone() -> None:
    content = page(9, 9)
    rows: RowSource = front(140, content)
    row = next(
        row
        for row in range(rows.count)
        if rows.is_selectable(row)
        and rows.left(row) > 0
        and content.section(row).form is Form.STREAM
    )
    lines = [rows.draw_line(line, row, STYLES) for line in range(rows.line_count)]
    assert {strip.cell_length for strip in lines} == {140}
    bars = [number for number, strip in enumerate(lines) if "▌" in strip.text]
    assert bars == list(range(rows.top(row), rows.top(row) + rows.height(row)))
    assert not isinstance(content[row], SectionHeading)


def test_a_picture_comes_into_the_room_that_was_reserved() -> None:
    content = page(9, pictured=1)
    before, after = front(140, content), front(140, content, is_loaded=True)
    texts = [
        "\n".join(rows.draw_line(line, -1, STYLES).text for line in range(rows.line_count))
        for rows in (before, after)
    ]
    assert "X" not in texts[0]
    assert "X" in texts[1]
    assert [before.top(row) for row in range(before.count)][:2] == [
        after.top(row) for row in range(after.count)
    ][:2]


def test_a_section_that_goes_on_says_so() -> None:
    rows = front(140, SectionRows([section("harbour", 48, Form.STREAM, 2)]))
    lines = [rows.draw_line(line, -1, STYLES).text for line in range(rows.line_count)]
    assert any("harbour, continued ──" in line for line in lines)


def test_a_row_of_a_stream_names_its_feed_unless_the_heading_does() -> None:
    post = make("Crab", feed="Harbour News", description="It was early.")
    text = FrontText(is_compact=False)
    assert text.text(post, Form.STREAM, 60, 3).description == (
        "14 Mar 2026 · Harbour News · It was early.",
    )
    named = FrontText(is_compact=False, named={post.path})
    assert named.text(post, Form.STREAM, 60, 3).description == ("14 Mar 2026 · It was early.",)


def test_a_feed_is_named_below_the_heading_of_something_else_that_is_called_like_it() -> None:
    posts = [make(title, feed="News", path=f"/news/{title}.md") for title in ("One", "Two")]
    other = make("Three", feed="Other", path="/news/Three.md")
    sections = [
        Section("New", [posts[0], other], form=Form.STREAM),
        Section("News", [posts[1]], form=Form.STREAM),
    ]
    rows = front(140, SectionRows(sections))
    text = "\n".join(rows.draw_line(line, -1, STYLES).text for line in range(rows.line_count))
    assert text.count(" · News") == 1
