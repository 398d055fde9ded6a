"""The columns of a row stand under each other."""

from __future__ import annotations

from datetime import date

import pytest
from rich.cells import cell_len
from rich.style import Style

from reader.store.marks import NO_MARK
from reader.tui.rows.pen import STYLES, RowPen, when_and_categories
from reader.tui.rows.post_rows import SectionHeading
from tests.made_posts import MakePost, make

TODAY = date(2026, 6, 30)
DATES = [date(2026, 6, 3), date(2026, 12, 24), date(2025, 11, 15), date(1912, 4, 15), None]
TITLES = ["Short", "A headline of more words than there is any room for", "港口新聞" * 12, "é́́" * 90]


def pen(width: int) -> RowPen:
    return RowPen({name: Style() for name in STYLES}, width, TODAY, lambda _: NO_MARK)


@pytest.mark.parametrize("day", DATES)
@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("width", [40, 56, 80])
def test_a_compact_row_has_its_title_in_one_column_and_fills_its_line(
    make_post: MakePost, day: date | None, title: str, width: int
) -> None:
    post = make_post(title, date=day, featured=day is None, categories=("opinion",))
    mark, when, shown, rest = (it.text for it in pen(width).compact(post))
    assert cell_len(mark + when) == 13
    assert title.startswith(shown.removesuffix("…")[:5])
    assert cell_len(mark + when + shown + rest) == width - 1


@pytest.mark.parametrize("count", [1, 12_345])
@pytest.mark.parametrize("width", [14, 40])
def test_a_heading_fills_its_line(count: int, width: int) -> None:
    segments = pen(width).heading(SectionHeading("Featured", count))
    assert sum(cell_len(it.text) for it in segments) == width


def test_a_roomy_row_says_title_standfirst_and_meta(make_post: MakePost) -> None:
    post = make_post("Title", description="What it is about.", date=DATES[0])
    lines = [
        "".join(it.text for it in pen(40).roomy(post, line, is_featured=True)).strip()
        for line in range(4)
    ]
    assert lines == ["●  Title", "What it is about.", "3 Jun 2026 · local", ""]


def test_a_category_that_the_heading_says_is_not_said_again() -> None:
    post = make("T", date=date(2026, 3, 14), categories=("Local", "sports"))
    assert when_and_categories(post, without="local") == "14 Mar 2026 · sports"
    assert when_and_categories(post, without="world") == "14 Mar 2026 · Local, sports"
    assert when_and_categories(make("T", categories=("a",)), without="a") == "14 Mar 2026"
