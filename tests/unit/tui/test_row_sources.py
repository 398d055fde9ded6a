"""Unit tests for the rows of the sidebar, the outline and the list of problems."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style

from reader.article.document import Heading
from reader.posts.catalogue import Category, CategoryKind
from reader.posts.post import Problem
from reader.tui.rows.category_rows import CategoryRows
from reader.tui.rows.heading_rows import HeadingRows
from reader.tui.rows.model import ROLES, EmptyRows, RowSource, RowStyles, draw_row
from reader.tui.rows.problem_rows import ProblemRows, path_in_folders

STYLES = RowStyles(Style(), **{role: Style() for role in ROLES})


def lines_of(rows: RowSource, cursor: int = -1) -> list[str]:
    strips = [rows.draw_line(line, cursor, STYLES) for line in range(rows.line_count)]
    assert len({strip.cell_length for strip in strips}) <= 1
    return [strip.text.rstrip() for strip in strips]


def test_the_row_under_the_cursor_has_one_style_and_a_bar() -> None:
    styles = RowStyles(Style(), **{role: Style(italic=role == "cursor") for role in ROLES})
    segments = [Segment("  "), Segment("text", Style(bold=True))]
    assert draw_row(segments, 8, styles, is_cursor=False).text == "  text  "
    strip = draw_row(segments, 8, styles, is_cursor=True)
    assert strip.text == "▌ text  "
    assert {segment.style for segment in strip} == {Style(italic=True)}
    assert draw_row([], 8, styles, is_cursor=True).text == " " * 8


def test_a_row_of_several_lines_keeps_its_styles_over_a_tint() -> None:
    styles = RowStyles(
        Style(), **{role: Style(bgcolor=f"#0000{number:02}") for number, role in enumerate(ROLES)}
    )
    segments = [Segment("  "), Segment("text", Style(bold=True)), Segment(" more", Style(dim=True))]
    strip = draw_row(segments, 14, styles, is_cursor=True, lines=2)
    assert strip.text == "▌ text more   "
    bar, *_, text, more, rest = strip
    assert bar.style == styles.tint + styles.bar
    assert text.style == styles.tint + Style(bold=True)
    assert more.style == styles.tint + Style(dim=True)
    assert rest.style == styles.tint
    assert draw_row([], 8, styles, is_cursor=True, lines=2).text == " " * 8
    assert draw_row(segments, 14, styles, is_cursor=False, lines=2).text == "  text more   "


def test_no_rows_have_no_lines() -> None:
    assert lines_of(EmptyRows(20)) == []
    assert EmptyRows(20).count == 0


def test_categories_show_unread_posts_and_the_total_where_there_is_room() -> None:
    categories = [
        Category("All", 1_234, CategoryKind.ALL),
        Category("sports", 12),
        Category("a name that is too long", 3),
    ]
    rows = CategoryRows(20, categories, {categories[0].key: 1_000, categories[1].key: 5})
    assert lines_of(rows) == [
        " 0 All        1,000",
        " 1 sports      5/12",
        " 2 a name that i… 3",
    ]
    assert lines_of(rows, cursor=1)[1] == "▌1 sports      5/12"


def test_only_ten_categories_have_a_number_key() -> None:
    categories = [Category(f"c{number}", 1) for number in range(12)]
    lines = lines_of(CategoryRows(20, categories, {}))
    assert [line[1] for line in lines] == [*"0123456789", " ", " "]


def test_headings_are_indented_below_the_top_level_of_the_article() -> None:
    headings = [Heading(2, "One", 0), Heading(3, "Two is long", 4), Heading(2, "", 7)]
    rows = HeadingRows(12, headings)
    assert lines_of(rows) == ["  One", "    Two is…", "  …"]
    assert lines_of(rows, cursor=1)[1] == "▌   Two is…"


def test_a_problem_has_as_many_lines_as_its_text_needs() -> None:
    problems = [
        Problem("/news/a.md", 3, None, "This is wrong.", "Do this instead."),
        Problem("/news/b.md", None, None, "Wrong.", "Fix."),
    ]
    rows = ProblemRows(14, problems, [Path("/news")])
    lines = lines_of(rows, cursor=1)
    assert lines == [
        "  a.md:3", "  This is", "  wrong.", "  Do this", "  instead.", "",
        "▌ b.md", "▌ Wrong.", "▌ Fix.", "",
    ]  # fmt: skip
    assert (rows.count, rows.top(1), rows.height(1)) == (2, 6, 4)
    assert rows.at(5) == 0


@pytest.mark.parametrize(
    ("folders", "shown"),
    [
        ([], "/news/a/b.md"),
        (["/other"], "/news/a/b.md"),
        (["/news"], "a/b.md"),
        (["/other", "/news"], "news/a/b.md"),
    ],
)
def test_a_file_is_named_relative_to_its_open_folder(folders: list[str], shown: str) -> None:
    assert path_in_folders("/news/a/b.md", [Path(folder) for folder in folders]) == shown
