"""The ruler of dates beside the scrollbar of a long list."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.library.listing import Section
from reader.library.timeline import local_day
from reader.posts.post import Post
from reader.store.marks import NO_MARK
from reader.tui.rows.date_ruler import MIN_SCREENS, DateRuler
from reader.tui.rows.model import RowStyles
from reader.tui.rows.pen import PostFacts
from reader.tui.rows.post_rows import PostRows
from reader.tui.rows.sections import SectionRows
from tests.made_posts import make

WIDTH, HEIGHT = 40, 10
STYLES = RowStyles(**{field.name: Style.null() for field in fields(RowStyles)})
FACTS = PostFacts(date(2026, 6, 30), lambda _: NO_MARK, {})
FIRST = date(2026, 6, 30)


def daily(count: int, days: int = 1, first: date = FIRST) -> list[Post]:
    """Return posts with some days between them, the newest first."""
    dates = [first - timedelta(days * number) for number in range(count)]
    return [make(f"Post {number}", date=day) for number, day in enumerate(dates)]


def ruler_of(*sections: Section, height: int = HEIGHT) -> DateRuler:
    content = SectionRows(sections)
    rows = PostRows(WIDTH, content, FACTS, is_compact=True)
    return DateRuler(rows, content, height)


def labels(ruler: DateRuler, top: int = 0) -> list[str]:
    """Return the label of each line of the screen, as it is drawn."""
    blank = Strip([Segment("-" * WIDTH)])
    lines = (ruler.draw(blank, y, top, WIDTH, STYLES) for y in range(ruler.height))
    drawn = [line.text for line in lines]
    assert {len(text) for text in drawn} == {WIDTH}
    return [text.lstrip("-…").strip() for text in drawn]


def test_the_years_of_a_long_list_are_labelled_and_the_month_of_its_first_line() -> None:
    ruler = ruler_of(Section("Latest", daily(50, 30)))
    shown = labels(ruler)
    assert shown[0] == "Jun 2026"
    assert [label for label in shown[1:] if label] == ["2025", "2024", "2023", "2022"]
    assert "Mar 2023" in labels(ruler, 41)


def test_a_list_of_two_years_has_the_labels_of_its_months() -> None:
    shown = labels(ruler_of(Section("Latest", daily(60, 2)), height=20))
    assert [label for label in shown if label] == ["Jun 2026", "May 2026", "Apr 2026", "Mar 2026"]


def test_the_oldest_posts_may_come_first() -> None:
    shown = labels(ruler_of(Section("Oldest first", daily(50, 30)[::-1])))
    assert [label for label in shown if label] == ["Jun 2022", "2023", "2024", "2025", "2026"]


def test_a_short_list_has_no_labels() -> None:
    count = HEIGHT * MIN_SCREENS - 2
    short = ruler_of(Section("Latest", daily(count, 60)))
    assert not short.is_long
    assert ruler_of(Section("Latest", daily(count + 1, 60))).is_long
    assert not ruler_of(height=0).is_long


def test_featured_posts_have_no_labels_among_others() -> None:
    featured = Section("Featured", daily(3, first=date(1990, 1, 1)), is_featured=True)
    shown = labels(ruler_of(featured, Section("Latest", daily(50, 30))))
    assert "1990" not in shown
    assert "2024" in shown
    assert "2024" in labels(ruler_of(Section("Featured", daily(50, 30), is_featured=True)))


def test_undated_posts_have_no_labels() -> None:
    undated = [make(f"Undated {number}", date=None) for number in range(60)]
    assert set(labels(ruler_of(Section("Latest", undated)))) == {""}


def test_a_label_leads_to_the_first_post_of_its_year() -> None:
    posts = daily(50, 30)
    ruler = ruler_of(Section("Latest", posts))
    days = [local_day(post) for post in posts]
    y = labels(ruler).index("2024")
    tick = ruler.tick_at(y, WIDTH - 1, WIDTH)
    assert tick is not None
    first = next(number for number, day in enumerate(days) if day.year == 2024)
    assert tick.row == first + 1
    assert ruler.tick_at(y, WIDTH - 10, WIDTH) is None
    assert ruler.tick_at(y + 1, WIDTH - 1, WIDTH) is None


def test_between_many_labels_every_second_line_stays_free() -> None:
    shown = labels(ruler_of(Section("Latest", daily(100, 365))))
    assert [bool(label) for label in shown].count(True) == HEIGHT // 2


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("A very long title which goes on and on", "A very long title which goes … Jun 2026 "),
        ("A long title that ends here         sports", "A long title that ends here    Jun 2026 "),
        ("A short title                  politics", "A short title                  Jun 2026 "),
        ("A short title               politics", "A short title                  Jun 2026 "),
        ("渡轮在暴风雨后恢复通航渡轮在暴风雨后恢", "渡轮在暴风雨后恢复通航渡轮在 … Jun 2026 "),
        ("", "                               Jun 2026 "),
    ],
)
def test_a_label_cuts_no_word(line: str, shown: str) -> None:
    ruler = ruler_of(Section("Latest", daily(50, 30)))
    strip = Strip([Segment(line)]).adjust_cell_length(WIDTH)
    drawn = ruler.draw(strip, 0, 0, WIDTH, STYLES)
    assert drawn.cell_length == WIDTH
    assert drawn.text.replace(" ", "") == shown.replace(" ", "")


def test_a_narrow_list_has_no_room_for_labels() -> None:
    ruler = ruler_of(Section("Latest", daily(50, 30)))
    strip = Strip([Segment("----")])
    assert ruler.draw(strip, 0, 0, 4, STYLES) is strip


@given(
    st.lists(st.dates(date(1, 1, 1), date(9999, 12, 30)), max_size=80),
    st.integers(1, 30),
    st.integers(0, 100),
)
def test_any_dates_can_be_labelled(days: list[date], height: int, top: int) -> None:
    posts = [make(str(day), date=day) for day in sorted(days, reverse=True)]
    ruler = ruler_of(Section("Latest", posts), height=height)
    if ruler.is_long:
        assert len(labels(ruler, min(top, ruler.rows.line_count - 1))) == height
