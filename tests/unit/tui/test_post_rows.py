"""Unit tests for the positions of the rows of the post list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from reader.library.listing import Section, continue_section
from reader.posts.post import Post
from reader.store.marks import NO_MARK, Mark
from reader.text.wrap import wrap_plain
from reader.tui.rows.model import ROLES, RowStyles
from reader.tui.rows.pen import PostFacts, text_width
from reader.tui.rows.post_rows import PostRows
from reader.tui.rows.sections import SectionHeading, SectionRows
from tests.made_posts import make

MakePost = Callable[..., Post]
FACTS = PostFacts(date(2026, 6, 30), lambda _: NO_MARK, {})
STYLES = RowStyles(Style(), **{role: Style() for role in ROLES})


def content_of(posts: list[Post], featured: list[Post]) -> SectionRows:
    return SectionRows([Section("Featured", featured, is_featured=True), Section("Latest", posts)])


def rows_of(posts: list[Post], featured: list[Post], width: int, *, is_compact: bool) -> PostRows:
    return PostRows(width, content_of(posts, featured), FACTS, is_compact=is_compact)


def test_sections_have_headings_and_empty_ones_are_left_out(make_post: MakePost) -> None:
    rows = content_of([make_post("A"), make_post("B")], [])
    assert rows[0] == SectionHeading("Latest", 2)
    assert [rows.post(index) and rows[index] for index in (1, 2)] == [
        make_post("A"),
        make_post("B"),
    ]
    assert rows.post(0) is None
    assert rows.post(3) is None


def test_the_row_to_continue_has_no_heading_and_is_not_counted(make_post: MakePost) -> None:
    half, other = make_post("Half read"), make_post("Other")
    rows = SectionRows([continue_section(half), Section("Latest", [other, half])])
    assert rows[1] == SectionHeading("Latest", 2)
    assert rows.is_continue_row(0)
    assert not rows.is_continue_row(3)
    assert (rows.posts, rows.post_count) == ([other, half], 2)
    assert (rows.post(0), rows.row_of_post(half.path)) == (half, 3)
    assert [rows.number(row) for row in range(4)] == [0, 0, 1, 2]
    assert rows.next_post(2, -1, lambda _: True) is None


def test_the_row_to_continue_is_cut_before_its_progress(make_post: MakePost) -> None:
    facts = PostFacts(date(2026, 6, 30), lambda _: Mark(progress=63), {})
    content = SectionRows([continue_section(make_post("Half " * 20))])
    styles = RowStyles(Style(), **{role: Style() for role in ROLES})
    for is_compact in (True, False):
        rows = PostRows(40, content, facts, is_compact=is_compact)
        assert (
            rows.draw_line(0, 0, styles).text.rstrip() == "▌▸  Continue: Half Half Half Hal…, 63 %"
        )
        assert rows.line_count == (1 if is_compact else 2)


def test_categories_are_shared_by_all_of_several_posts(make_post: MakePost) -> None:
    both = make_post("A", categories=("Local", "Sports"))
    one, other = make_post("B", categories=("local",)), make_post("C", categories=("World",))
    assert content_of([both, one], []).shared_categories == {"local"}
    assert content_of([both], [one]).shared_categories == {"local"}
    assert content_of([both, one, other], []).shared_categories == frozenset()
    assert content_of([both], []).shared_categories == frozenset()
    assert content_of([], []).shared_categories == frozenset()


def test_rows_of_a_series_can_be_told_apart() -> None:
    posts = [make(f"The harbour council's weekly newsletter {number}") for number in range(400)]
    for is_compact, width in ((True, 40), (False, 20)):
        rows = rows_of(posts, [], width, is_compact=is_compact)
        drawn = {
            "".join(
                rows.draw_line(line, -1, STYLES).text.strip()
                for line in range(rows.top(row), rows.top(row) + min(2, rows.height(row)))
            )
            for row in range(1, rows.count)
        }
        assert len(drawn) == len(posts)


def test_compact_rows_have_one_line_each(make_post: MakePost) -> None:
    rows = rows_of([make_post("long " * 40)] * 5, [make_post("F")], 40, is_compact=True)
    assert [rows.top(row) for row in range(8)] == list(range(8))
    assert rows.line_count == 8


def test_a_long_title_has_two_lines_and_a_line_for_the_date(make_post: MakePost) -> None:
    rows = rows_of([make_post("x" * 100), make_post("short")], [], 40, is_compact=False)
    assert [*map(rows.top, range(3)), rows.line_count] == [0, 1, 4, 6]


def test_a_featured_post_has_its_description_and_an_empty_line(make_post: MakePost) -> None:
    post = make_post("short", description="A description.")
    assert rows_of([], [post], 40, is_compact=False).line_count == 1 + 1 + 1 + 1 + 1


def test_every_line_belongs_to_the_row_that_is_drawn_on_it(make_post: MakePost) -> None:
    rows = rows_of(
        [make_post("y" * 90)] * 3, [make_post("F", description="d")], 40, is_compact=False
    )
    for row in range(rows.count):
        for line in range(rows.top(row), rows.top(row) + rows.height(row)):
            assert rows.at(line) == row
    assert rows.at(rows.line_count + 7) == rows.count - 1


def test_the_cursor_can_be_on_posts_only(make_post: MakePost) -> None:
    rows = rows_of([make_post("A")], [make_post("F")], 40, is_compact=False)
    assert [rows.is_selectable(row) for row in range(rows.count)] == [False, True, False, True]


def test_posts_are_numbered_without_the_headings(make_post: MakePost) -> None:
    rows = content_of([make_post("A"), make_post("B")], [make_post("F")])
    numbers = [rows.number(row) for row in range(len(rows)) if rows.post(row)]
    assert numbers == [1, 2, 3]
    assert rows.post_count == 3
    assert rows.posts == [make_post("F"), make_post("A"), make_post("B")]


def test_a_post_is_found_by_its_path(make_post: MakePost) -> None:
    rows = content_of([make_post("A"), make_post("B")], [make_post("F")])
    assert rows.post(rows.row_of_post("/news/B.md")) == make_post("B")
    assert rows.row_of_post("/news/elsewhere.md") == -1


def test_the_next_matching_post_is_found_in_both_directions(make_post: MakePost) -> None:
    rows = content_of([make_post("A"), make_post("B")], [make_post("F")])
    last = len(rows) - 1
    assert rows.next_post(1, 1, lambda _: True) == make_post("A")
    assert rows.next_post(1, 1, lambda post: post.title == "B") == make_post("B")
    assert rows.next_post(last, -1, lambda post: post.title == "F") == make_post("F")
    assert rows.next_post(last, 1, lambda _: True) is None


@given(title=st.text(min_size=1, max_size=120), width=st.integers(5, 90))
def test_a_row_is_high_enough_for_its_wrapped_title(title: str, width: int) -> None:
    title = " ".join(title.split()) or "-"
    if not title.isprintable():
        return
    rows = rows_of([make(title)], [], width, is_compact=False)
    lines = wrap_plain(title, text_width(width), max_lines=2)
    assert rows.height(1) >= len(lines) + 1
