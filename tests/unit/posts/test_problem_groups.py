"""Problems by kind, skipped files and hidden posts by reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.posts.post import PAGE, Post, Problem, SkippedFile
from reader.posts.problem_groups import (
    HIDDEN,
    MESSAGES,
    PROBLEMS,
    SKIPPED,
    ProblemReport,
    kind_of,
)

POST = Post("a.md", "/a.md", "a", "A", "", None, ("Uncategorised",))


def problem(path: str, message: str, remedy: str = "") -> Problem:
    return Problem(path, 1, None, message, remedy)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (
            "“Tuesday” is not a date; the post has no date",
            "“…” is not a date; the post has no date",
        ),
        ("the value of “title” was guessed: it’s long", "The value of “…” was guessed: it’s long"),
        ("a part of the page guides/rope/index.md", "A part of the page …"),
        ("the source of 2024-01-05-catch.md", "The source of …"),
        ("a page of the site, without a date", "A page of the site, without a date"),
        ("", ""),
    ],
)
def test_names_and_values_are_no_part_of_a_kind(message: str, kind: str) -> None:
    assert kind_of(message, has_paths=True) == kind


def test_the_largest_group_of_a_section_is_first() -> None:
    report = ProblemReport(
        [
            problem("/a.md", "tabs are used"),
            problem("/b.md", "“Mon” is not a date"),
            problem("/c.md", "“Tue” is not a date"),
        ],
        [SkippedFile("/d.md", "a list page")],
        [
            replace(POST, path="/e.md", hidden="draft"),
            replace(POST, path="/f.md", hidden=PAGE),
            replace(POST, path="/g.md", hidden="pending"),
        ],
        ["Copied x", "Copied y"],
    )
    assert [(group.section, group.kind, len(group.problems)) for group in report.groups] == [
        (PROBLEMS, "“…” is not a date", 2),
        (PROBLEMS, "Tabs are used", 1),
        (SKIPPED, "A list page", 1),
        (HIDDEN, "It is a draft, or in a folder of drafts", 1),
        (HIDDEN, "Its status is pending", 1),
        (MESSAGES, "Messages, the latest first", 2),
    ]
    assert [report.count(section) for section in (PROBLEMS, SKIPPED, HIDDEN)] == [3, 1, 2]


def test_without_anything_to_report_there_are_no_groups() -> None:
    assert ProblemReport().groups == ()
    assert ProblemReport().find("x") == ()


def test_a_query_finds_words_of_the_path_the_message_and_the_remedy() -> None:
    first = problem("/News/a.md", "tabs are used", "Use spaces.")
    second = problem("/news/b.md", "tabs are used", "Use spaces.")
    report = ProblemReport([first, second])
    for query, expected in (
        ("", [first, second]),
        ("SPACES tabs", [first, second]),
        ("news/a tabs", [first]),
        ("b.md", [second]),
    ):
        [group] = report.find(query)
        assert list(group.problems) == expected
    assert report.find("xyzzy") == ()


@given(st.lists(st.tuples(st.text(max_size=3), st.text("a“”./ ", max_size=6)), max_size=20))
def test_every_problem_is_in_one_group(texts: list[tuple[str, str]]) -> None:
    problems = [problem(path, message) for path, message in texts]
    grouped = [item for group in ProblemReport(problems).groups for item in group.problems]
    assert sorted(map(repr, grouped)) == sorted(map(repr, problems))
