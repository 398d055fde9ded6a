"""Unit tests for the drawing of posts: the columns of a row line up."""

from __future__ import annotations

from datetime import date

import pytest
from rich.cells import cell_len
from rich.style import Style

from reader.posts.post import Post
from reader.store.marks import NO_MARK, Mark
from reader.tui.rows.model import ROLES, RowStyles
from reader.tui.rows.pen import PostFacts, RowPen, languages_text, when_and_categories
from reader.tui.rows.sections import SectionHeading
from tests.made_posts import MakePost, make

TODAY = date(2026, 6, 30)
DATES = [date(2026, 6, 3), date(2026, 12, 24), date(2025, 11, 15), date(1912, 4, 15), None]
TITLES = ["Short", "A headline of more words than there is any room for", "港口新聞" * 12, "é́́" * 90]
STYLES = RowStyles(Style(), **{role: Style() for role in ROLES})


def pen(width: int) -> RowPen:
    return RowPen(STYLES, width, PostFacts(TODAY, lambda _: NO_MARK, {}))


@pytest.mark.parametrize("day", DATES)
@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("width", [40, 56, 80])
def test_a_compact_row_has_its_title_in_one_column_and_fills_its_line(
    make_post: MakePost, day: date | None, title: str, width: int
) -> None:
    post = make_post(title, date=day, featured=day is None, categories=("opinion",))
    mark, published, shown, rest = (segment.text for segment in pen(width).compact(post))
    assert cell_len(mark + published) == 13
    assert title.startswith(shown.removesuffix("…")[:5])
    assert cell_len(mark + published + shown + rest) == width - 1


@pytest.mark.parametrize("count", [1, 12_345])
@pytest.mark.parametrize("width", [14, 40])
def test_a_heading_fills_its_line(count: int, width: int) -> None:
    segments = pen(width).heading(SectionHeading("Featured", count))
    assert sum(cell_len(segment.text) for segment in segments) == width


def test_a_roomy_row_has_title_description_and_date(make_post: MakePost) -> None:
    post = make_post("Title", description="What it is about.", date=DATES[0])
    text = pen(40).wrap(post, is_featured=True)
    lines = [
        "".join(
            segment.text for segment in pen(40).stacked(post, text, line, is_featured=True)
        ).strip()
        for line in range(4)
    ]
    assert lines == ["●  Title", "What it is about.", "3 Jun 2026 · local", ""]


def test_a_compact_row_names_a_category_that_not_all_rows_have(make_post: MakePost) -> None:
    facts = PostFacts(TODAY, lambda _: NO_MARK, {}, frozenset({"local"}))
    row = RowPen(STYLES, 60, facts).compact
    assert "".join(segment.text for segment in row(make_post("T"))).split() == [
        "●",
        "14",
        "Mar",
        "T",
    ]
    several = make_post("T", categories=("Local", "Sports"))
    assert "".join(segment.text for segment in row(several)).endswith("  Sports")


def test_a_row_marks_the_stars_of_the_person_and_featured_posts(make_post: MakePost) -> None:
    def mark(post: Post, *, is_featured: bool = False, is_starred: bool = False) -> str:
        facts = PostFacts(TODAY, lambda _: Mark(is_starred=is_starred), {})
        row = RowPen(STYLES, 60, facts).compact(post, is_featured=is_featured)
        return row[0].text

    plain, featured = make_post("A"), make_post("B", featured=True)
    assert [mark(plain), mark(featured)] == [" ●  ", " ●▲ "]
    assert mark(featured, is_featured=True) == " ●  "
    assert [mark(post, is_starred=True) for post in (plain, featured)] == [" ●★ ", " ●★ "]


def test_a_row_says_why_its_post_is_hidden(make_post: MakePost) -> None:
    post = make_post("Title", hidden="draft")
    assert "".join(segment.text for segment in pen(60).compact(post)).endswith("  draft")
    assert when_and_categories(post) == "14 Mar 2026 · hidden: draft · local"


def test_a_row_says_that_its_post_has_no_date(make_post: MakePost) -> None:
    post = make_post("Title", date=None)
    assert "".join(segment.text for segment in pen(60).compact(post)).startswith(" ●  no date  T")
    assert when_and_categories(post) == "no date · local"


def test_the_category_in_the_heading_is_not_repeated() -> None:
    post = make("T", date=date(2026, 3, 14), categories=("Local", "sports"))
    assert when_and_categories(post, without={"local"}) == "14 Mar 2026 · sports"
    assert when_and_categories(post, without={"world"}) == "14 Mar 2026 · Local, sports"
    assert when_and_categories(make("T", categories=("a",)), without={"a"}) == "14 Mar 2026"


@pytest.mark.parametrize(
    ("languages", "text"),
    [
        ([], ""),
        (["en", "ja"], "en ja"),
        (["en", "fr", "ja", "zh"], "en fr ja zh"),
        (["en", "ja", "fr", "cs", "de", "es", "zh"], "en ja fr +4"),
    ],
)
def test_a_row_names_a_few_languages(languages: list[str], text: str) -> None:
    assert languages_text(languages) == text


@pytest.mark.parametrize(
    ("width", "ending"),
    [(40, ""), (60, "  en ja"), (90, "  en ja  opinion")],
)
def test_a_compact_row_ends_with_languages_where_there_is_room(
    make_post: MakePost, width: int, ending: str
) -> None:
    facts = PostFacts(TODAY, lambda _: NO_MARK, {}, languages_of=lambda _: ("en", "ja"))
    post = make_post("Title", categories=("opinion",))
    text = "".join(segment.text for segment in RowPen(STYLES, width, facts).compact(post))
    assert text.removesuffix(ending).rstrip().endswith("Title")
    assert cell_len(text) == width - 1


@pytest.mark.parametrize(
    ("width", "meta"),
    [
        (20, "3 Jun 2026 · o…"),
        (26, "3 Jun 2026      en ja"),
        (40, "3 Jun 2026 · opinion          en ja"),
    ],
)
def test_languages_take_the_place_of_categories_where_both_have_no_room(
    make_post: MakePost, width: int, meta: str
) -> None:
    facts = PostFacts(TODAY, lambda _: NO_MARK, {}, languages_of=lambda _: ("en", "ja"))
    post = make_post("Title", date=DATES[0], categories=("opinion",))
    pen = RowPen(STYLES, width, facts)
    segments = pen.stacked(post, pen.wrap(post, is_featured=False), 1)
    assert "".join(segment.text for segment in segments).strip() == meta


def test_a_post_from_a_feed_names_the_feed_in_place_of_its_categories() -> None:
    post = make("T", categories=("Tech",), feed="Harbour News")
    assert when_and_categories(post) == "14 Mar 2026 · Harbour News"
    assert when_and_categories(post, without={"harbour news"}) == "14 Mar 2026"
