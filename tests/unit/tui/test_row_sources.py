"""Unit tests for the rows of the sidebar, the outline and the list of problems."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style

from reader.article.document import Heading
from reader.posts.post import Problem, SkippedFile
from reader.posts.problem_groups import ProblemReport
from reader.tui.controllers.feeds.adding import OfferedFeed
from reader.tui.rows.found_feed_rows import FoundFeedRows
from reader.tui.rows.heading_rows import HeadingRows
from reader.tui.rows.model import ROLES, EmptyRows, RowSource, RowStyles, draw_row
from reader.tui.rows.problem_rows import (
    MAX_LISTED,
    ProblemRows,
    ReportRow,
    path_in_folders,
    report_rows,
)

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


def test_a_picked_row_has_a_tint_and_its_mark_takes_the_place_of_the_bar() -> None:
    styles = RowStyles(
        Style(), **{role: Style(bgcolor=f"#0000{number:02}") for number, role in enumerate(ROLES)}
    )
    segments = [Segment("✓ "), Segment("text")]
    strip = draw_row(segments, 8, styles, is_cursor=False, is_picked=True)
    assert strip.text == "✓ text  "
    assert {segment.style for segment in strip} == {styles.tint}
    for lines in (1, 2):
        strip = draw_row(segments, 8, styles, is_cursor=True, lines=lines, is_picked=True)
        assert strip.text == "✓ text  "
    blank, *_ = draw_row([], 8, styles, is_cursor=False, is_picked=True)
    assert blank.style == styles.background


def test_no_rows_have_no_lines() -> None:
    assert lines_of(EmptyRows(20)) == []
    assert EmptyRows(20).count == 0


def test_an_empty_line_separates_found_feeds() -> None:
    one = OfferedFeed("https://a.org/1", "One", 2, ("A", "B"), "", None)
    two = OfferedFeed("https://a.org/2", "Two", 1, (), "", "two")
    assert lines_of(FoundFeedRows(30, [one, two]), cursor=1) == [
        "  One              2 entries",
        "  https://a.org/1",
        "  · A",
        "  · B",
        "",
        "▌ Two             subscribed",
        "▌ https://a.org/2",
    ]
    assert lines_of(FoundFeedRows(30, [])) == []


def test_headings_are_indented_below_the_top_level_of_the_article() -> None:
    headings = [Heading(2, "One", 0), Heading(3, "Two is long", 4), Heading(2, "", 7)]
    rows = HeadingRows(12, headings)
    assert lines_of(rows) == ["  One", "    Two is…", "  …"]
    assert lines_of(rows, cursor=1)[1] == "▌   Two is…"


def report(*problems: Problem, opened: bool) -> list[ReportRow]:
    groups = ProblemReport(problems).groups
    return report_rows(groups, {(group.section, group.kind) for group in groups if opened})


def test_a_problem_has_as_many_lines_as_its_text_needs() -> None:
    problems = [
        Problem("/news/a.md", 3, None, "This is wrong.", "Do this instead."),
        Problem("/news/b.md", None, None, "Wrong.", "Fix."),
    ]
    rows = ProblemRows(16, report(*problems, opened=False), [Path("/news")])
    lines = lines_of(rows, cursor=2)
    assert lines == [
        "  Problems", "  a.md:3", "  This is", "  wrong.", "  Do this", "  instead.", "",
        "▌ b.md", "▌ Wrong.", "▌ Fix.", "",
    ]  # fmt: skip
    assert (rows.count, rows.top(2), rows.height(2)) == (3, 7, 4)
    assert rows.at(6) == 1
    assert [rows.is_selectable(row) for row in range(3)] == [False, True, True]


def test_an_open_group_lists_what_its_kind_does_not_say() -> None:
    problems = [
        *(Problem(f"/{name}.md", 1, None, "tabs are used", "Use spaces.") for name in "ab"),
        *(Problem(f"/{name}.md", 2, None, f"“{name}” is no date", "") for name in "cd"),
    ]
    closed = ["  Problems", "  ▸ 2 × Tabs are used", "  ▸ 2 × “…” is no date"]
    assert lines_of(ProblemRows(60, report(*problems, opened=False), [])) == closed
    assert lines_of(ProblemRows(60, report(*problems, opened=True), [])) == [
        "  Problems", "  ▾ 2 × Tabs are used",
        "    /a.md:1", "    Use spaces.", "", "    /b.md:1", "    Use spaces.", "",
        "  ▾ 2 × “…” is no date",
        "    /c.md:2", "    “c” is no date", "", "    /d.md:2", "    “d” is no date", "",
    ]  # fmt: skip


def test_an_empty_line_is_above_a_heading() -> None:
    problems = [Problem(f"/{name}.md", 1, None, "tabs are used", "") for name in "ab"]
    groups = ProblemReport(problems, [SkippedFile("/c.md", "a list page")]).groups
    lines = lines_of(ProblemRows(60, report_rows(groups, ()), []))
    assert lines[1:4] == ["  ▸ 2 × Tabs are used", "", "  Skipped files"]


def test_files_without_a_remark_are_close_together() -> None:
    files = [SkippedFile(f"/{name}.md", "a list page") for name in "ab"]
    groups = ProblemReport((), files, messages=["Copied x"]).groups
    rows = ProblemRows(60, report_rows(groups, {("Skipped files", "A list page")}), [])
    assert lines_of(rows) == [
        "  Skipped files", "  ▾ 2 × A list page", "    /a.md", "    /b.md", "",
        "  Messages since the start", "  Copied x",
    ]  # fmt: skip


def test_very_many_problems_of_a_kind_are_not_all_listed() -> None:
    problems = [Problem(f"/{number}.md", 1, None, "tabs are used", "") for number in range(5_000)]
    rows = report(*problems, opened=True)
    assert len(rows) == MAX_LISTED + 3
    assert rows[-1] == "… and 4,000 more. Press / and type to find them"


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
