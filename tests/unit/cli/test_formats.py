"""Rows of posts: no line is too wide, and columns are aligned."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.cli.formats import aligned_lines, tabbed_lines
from reader.posts.post import Post
from reader.text.dates import PostDate


def post(
    title: str,
    *categories: str,
    published: PostDate | None = date(2024, 5, 6),
    featured: bool = False,
    hidden: str | None = None,
) -> Post:
    return Post(
        id="a.md",
        path="/posts/a.md",
        slug="a",
        title=title,
        description="",
        date=published,
        categories=categories or ("world",),
        featured=featured,
        hidden=hidden,
    )


def test_a_terminal_gets_aligned_columns_under_a_header() -> None:
    posts = [
        post("The tide comes in", "world", "science", featured=True),
        post("月がとても青い", "天文"),
        post("No day", published=None),
    ]

    assert list(aligned_lines(posts, 60)) == [
        "Date        Categories      ▲  Title",
        "2024-05-06  world, science  ▲  The tide comes in",
        "2024-05-06  天文               月がとても青い",
        "no date     world              No day",
    ]


def test_long_cells_end_in_an_ellipsis() -> None:
    [_, line] = aligned_lines([post("A headline that runs on and on", "x" * 40)], 60)

    assert line == "2024-05-06  xxxxxxxxxxxxxxxxxxxxxxx…     A headline that ru…"


@given(
    st.lists(st.builds(post, st.text(), st.text()), max_size=5),
    st.integers(min_value=1, max_value=200),
)
def test_no_line_is_wider_than_the_terminal(posts: list[Post], width: int) -> None:
    assert all(cell_len(line) <= width for line in aligned_lines(posts, width))


@given(st.lists(st.builds(post, st.text(), st.text()), max_size=5))
def test_a_pipe_gets_four_fields_per_post(posts: list[Post]) -> None:
    lines = list(tabbed_lines(posts))

    assert len(lines) == len(posts)
    assert all(line.count("\t") == 3 for line in lines)
    assert all("\n" not in line for line in lines)


def test_the_day_is_in_the_local_time_zone() -> None:
    tokyo = timezone(timedelta(hours=9))
    posts = [
        post("early in Tokyo", published=datetime(2024, 5, 6, 3, tzinfo=tokyo)),
        post("at home", published=datetime(2024, 5, 6, 3, tzinfo=UTC)),
    ]

    assert [line[:10] for line in tabbed_lines(posts)] == ["2024-05-05", "2024-05-06"]
