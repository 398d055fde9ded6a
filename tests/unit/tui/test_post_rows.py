"""Where the rows of the post list stand."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from reader.library.listing import Section
from reader.posts.post import Post
from reader.text.wrap import wrap_plain
from reader.tui.rows.post_rows import PostRows, SectionHeading
from tests.made_posts import make

MakePost = Callable[..., Post]


def rows_of(posts: list[Post], featured: list[Post], width: int, *, is_compact: bool) -> PostRows:
    sections = [Section("Featured", featured, is_featured=True), Section("Latest", posts)]
    return PostRows(sections, width, is_compact=is_compact)


def test_sections_are_headed_and_empty_ones_left_out(make_post: MakePost) -> None:
    rows = rows_of([make_post("A"), make_post("B")], [], 40, is_compact=True)
    assert rows[0] == SectionHeading("Latest", 2)
    assert [rows.post(index) and rows[index] for index in (1, 2)] == [
        make_post("A"),
        make_post("B"),
    ]
    assert rows.post(0) is None
    assert rows.post(3) is None


def test_compact_rows_take_one_line_each(make_post: MakePost) -> None:
    rows = rows_of([make_post("long " * 40)] * 5, [make_post("F")], 40, is_compact=True)
    assert [rows.top(index) for index in range(9)] == list(range(9))


def test_a_long_title_takes_two_lines_and_a_line_for_the_date(make_post: MakePost) -> None:
    rows = rows_of([make_post("x" * 100), make_post("short")], [], 40, is_compact=False)
    assert [rows.top(index) for index in range(4)] == [0, 1, 4, 6]


def test_a_featured_post_has_its_standfirst_and_a_blank_line(make_post: MakePost) -> None:
    post = make_post("short", description="A standfirst.")
    assert rows_of([], [post], 40, is_compact=False).top(2) == 1 + 1 + 1 + 1 + 1


def test_every_line_belongs_to_the_row_that_is_drawn_on_it(make_post: MakePost) -> None:
    rows = rows_of(
        [make_post("y" * 90)] * 3, [make_post("F", description="d")], 40, is_compact=False
    )
    for row in range(len(rows)):
        for line in range(rows.top(row), rows.top(row + 1)):
            assert rows.at(line) == row
    assert rows.at(rows.top(len(rows)) + 7) == len(rows) - 1


def test_posts_are_numbered_without_the_headings(make_post: MakePost) -> None:
    rows = rows_of([make_post("A"), make_post("B")], [make_post("F")], 40, is_compact=True)
    numbers = [rows.number(index) for index in range(len(rows)) if rows.post(index)]
    assert numbers == [1, 2, 3]
    assert rows.post_count == 3


def test_a_post_is_found_by_its_path(make_post: MakePost) -> None:
    rows = rows_of([make_post("A"), make_post("B")], [make_post("F")], 40, is_compact=True)
    assert rows.post(rows.index_of("/news/B.md")) == make_post("B")
    assert rows.index_of("/news/elsewhere.md") == -1


@given(title=st.text(min_size=1, max_size=120), width=st.integers(5, 90))
def test_the_height_of_a_row_is_what_its_wrapped_title_takes(title: str, width: int) -> None:
    title = " ".join(title.split()) or "-"
    if not title.isprintable():
        return
    rows = rows_of([make(title)], [], width, is_compact=False)
    lines = wrap_plain(title, rows.text_width, max_lines=2)
    assert rows.top(2) - rows.top(1) >= len(lines) + 1
