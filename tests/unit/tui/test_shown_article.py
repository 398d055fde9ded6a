"""The article that the pane shows: positions, headings, matches and background work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.style import Style

from reader.article.document import parse_document
from reader.article.layout import Anchor
from reader.article.line import line_text
from reader.article.palette import Palette
from reader.article.positions import ScrollPosition
from reader.tui.widgets.shown_article import ShownArticle

BODY = "\n\n".join(f"## Part {part}\n\n" + "word " * 30 + f"end{part}" for part in range(5))


def make(body: str = BODY, *, width: int = 30, start: ScrollPosition | None = None) -> ShownArticle:
    """Return an article that is laid out."""
    document = parse_document(body)
    article = ShownArticle("a.md", lambda _: Style.null(), lambda: 0, start, minutes=5)
    article.headings = document.heading_indices
    article.lay_out(width, Palette.plain(), document.blocks)
    return article


def never() -> bool:
    """Let work continue until nothing is left to do."""
    return False


def line_with(article: ShownArticle, text: str) -> int:
    """Return the number of the first line that holds a text."""
    lines = article.layout.lines(0, article.layout.height)
    return next(number for number, line in enumerate(lines) if text in line_text(line))


def test_a_step_down_goes_to_the_next_heading() -> None:
    article = make()
    line, seen = 0, []
    for _ in range(4):
        line = article.next_heading(line, 1)
        seen.append(line_text(article.layout.line(line)).strip())
    assert seen == ["Part 1", "Part 2", "Part 3", "Part 4"]
    assert article.next_heading(line, 1) == line


def test_a_step_up_goes_to_the_heading_before_and_then_to_the_top() -> None:
    article = make("Before.\n\n" + BODY)
    line = article.next_heading(line_with(article, "end1"), -1)
    assert line == line_with(article, "Part 1")
    line = article.next_heading(line, -1)
    assert line == line_with(article, "Part 0")
    assert article.next_heading(line, -1) == 0


def test_only_headings_nearby_are_laid_out() -> None:
    article = make("\n\n".join(f"## Part {part}\n\nText." for part in range(100)))
    article.next_heading(0, 1)
    assert not article.layout.is_complete


def test_the_heading_of_a_line_is_the_last_one_above() -> None:
    article = make("Before.\n\n" + BODY)
    assert article.heading_index(0) == -1
    assert article.heading_index(line_with(article, "Part 2")) == 2
    assert article.heading_index(line_with(article, "end2")) == 2


def test_an_article_without_headings_has_only_a_top() -> None:
    article = make("word " * 90)
    assert article.next_heading(3, 1) == 3
    assert article.next_heading(3, -1) == 0
    assert article.heading_index(3) == -1


POSITION = ScrollPosition(4, "Part 2")


def test_an_article_starts_at_its_top() -> None:
    article = make()
    assert article.find_start(Anchor(0, 0)) == 0
    assert article.position_at(0) is not None


def test_another_start_is_found() -> None:
    article = make(start=POSITION)
    assert article.find_start(Anchor(0, 0)) == article.line_of(POSITION)


def test_a_start_waits_for_the_part_of_the_article_that_holds_it() -> None:
    article = make("## Part 0\n\nThe beginning.", start=POSITION)
    article.is_complete = False
    assert article.find_start(Anchor(0, 0)) == 0
    assert article.position_at(0) is None
    article.is_complete = True
    article.lay_out(30, Palette.plain(), parse_document(BODY).blocks)
    assert article.find_start(Anchor(0, 0)) == article.line_of(POSITION)
    assert article.position_at(0) is not None


def test_a_start_that_the_whole_article_lacks_is_given_up() -> None:
    article = make("Short.", start=POSITION)
    assert article.find_start(Anchor(0, 0)) == 0
    assert article.position_at(0) is not None


HEIGHT = 5


def test_a_step_from_a_visible_match_goes_to_the_one_after() -> None:
    article = make()
    article.matches.search_for("end", ())
    article.work(never)
    first = article.next_match(1, 0, HEIGHT)
    assert first is not None
    second = article.next_match(1, article.layout.offset_of(first), HEIGHT)
    assert second is not None
    assert article.layout.offset_of(second) == line_with(article, "end1")


def test_a_step_from_elsewhere_starts_at_the_visible_lines() -> None:
    article = make()
    article.matches.search_for("end", ())
    article.work(never)
    article.next_match(1, 0, HEIGHT)
    match = article.next_match(1, line_with(article, "Part 3"), HEIGHT)
    assert match is not None
    assert article.layout.offset_of(match) == line_with(article, "end3")


@pytest.mark.parametrize(
    ("line", "top", "new_top"),
    [(9, 10, 8), (10, 10, 9), (11, 10, 10), (13, 10, 10), (14, 10, 13), (30, 10, 29)],
)
def test_a_match_is_scrolled_to_unless_it_is_visible(line: int, top: int, new_top: int) -> None:
    article = make("\n".join(f"    line {number}" for number in range(40)))
    match = article.layout.anchor_at(line)
    assert article.reveal(match, top, HEIGHT) == new_top


@pytest.mark.parametrize(
    ("is_complete", "is_end_requested", "top", "text"),
    [
        (True, False, 0, ""),
        (True, False, 1, "Part 0 · 2 % · 5 min left"),
        (True, False, 20, "Part 2 · 50 % · 3 min left"),
        (True, False, 39, "Part 4 · 98 % · 1 min left"),
        (True, False, 40, "Part 4 · 100 %"),
        (False, False, 20, "Part 2"),
        (False, True, 20, "Part 2 · loading the rest …"),
    ],
)
def test_it_says_how_far_the_article_is_scrolled(
    is_complete: bool, is_end_requested: bool, top: int, text: str
) -> None:
    article = make()
    article.is_complete, article.is_end_requested = is_complete, is_end_requested
    assert article.progress_text(top, 40, 60) == text


def test_a_long_title_of_a_section_is_cut() -> None:
    article = make("## A section with a title that is much too long\n\n" + "word " * 90)
    assert article.progress_text(5, 10, 40) == "A section with a ti… · 50 % · 3 min left"
    assert article.progress_text(5, 10, 30) == "50 % · 3 min left"


def test_the_title_is_passed_when_its_last_line_is() -> None:
    article = make("A paragraph of three lines, at thirty cells a line, for a title.\n\n" + BODY)
    assert [article.has_passed_title(top) for top in range(5)] == [False, False, False, True, True]


def test_matches_come_first() -> None:
    article = make()
    article.matches.search_for("end", ())
    article.work(never)
    assert article.progress_text(10, 100, 29) == "5 found · 10 % · 5 min left"


def counted(calls: int) -> Callable[[], bool]:
    """Return a function that returns true from a call on."""
    left = iter(range(calls))
    return lambda: next(left, None) is None


def test_work_is_done_in_slices_and_searches_first() -> None:
    article = make()
    article.matches.search_for("end", ())
    assert not article.work(counted(2))
    assert article.progress_text(0, 100, 60) == "1+ found"
    assert article.work(never)
    assert article.layout.is_complete
    assert article.progress_text(0, 100, 60) == "5 found"


def test_another_width_removes_link_hints_and_keeps_the_blocks() -> None:
    article = make("See [one](a.md).")
    article.link_hints.offer(article.layout.lines(0, 1), 0)
    article.lay_out(20, Palette.plain())
    assert not article.link_hints.is_active
    assert line_with(article, "See one.") == 0


def test_progress_counts_the_lines_above_and_ends_with_the_text() -> None:
    article = make()
    height, end = article.layout.height, len(article.layout.blocks)
    max_top = height - 10
    assert article.progress(0, max_top, 10, end) == 0
    assert article.progress(max_top // 2, max_top, 10, end) == (max_top // 2) * 100 // max_top
    assert article.progress(max_top - 1, max_top, 10, end) == (max_top - 1) * 100 // max_top < 100
    assert article.progress(max_top, max_top, 10, end) == 100
    # What follows the text need not be read.
    last = article.layout.top_of(end - 1)
    assert article.progress(last - 9, max_top, 10, end - 1) == 100
    assert article.progress(last - 10, max_top, 10, end - 1) != 100


def test_an_article_that_fits_on_the_screen_is_finished_at_once() -> None:
    article = make("Short.")
    assert article.progress(0, 0, 10, len(article.layout.blocks)) == 100
    article.is_complete = False
    assert article.progress(0, 0, 10, len(article.layout.blocks)) is None
