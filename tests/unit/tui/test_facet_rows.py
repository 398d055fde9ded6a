"""The rows of the sidebar, and the title of the list with its chips."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from reader.library.sidebar_rows import SidebarGroup, SidebarRow, SidebarSection
from reader.posts.facets import ALL, VIEWS, Facet, FacetValue
from reader.tui.rows.chip_title import chip_title
from reader.tui.rows.facet_rows import FacetRows, needed_width
from tests.unit.tui.test_row_sources import lines_of

SPORTS = FacetValue(Facet.CATEGORY, "sports")
LONG = FacetValue(Facet.CATEGORY, "Christopher Whitaker")
ROWS: list[SidebarRow] = [
    ALL,
    SidebarSection(Facet.CATEGORY, 2, is_expanded=True),
    SPORTS,
    LONG,
    SidebarSection(Facet.TAG, 10_000, is_expanded=False),
]
NUMBERS = {ALL: (1_000, 1_234), SPORTS: (5, 12), LONG: (0, 3)}


def rows_of(width: int, rows: list[SidebarRow] = ROWS) -> FacetRows:
    values = [row for row in rows if isinstance(row, FacetValue) and row != ALL]
    numbered = [value.key for value in values]
    return FacetRows(width, rows, lambda value: NUMBERS.get(value, (1, 1)), (), numbered)


def test_a_row_has_one_number_and_that_under_the_cursor_two() -> None:
    rows = rows_of(20)
    assert lines_of(rows) == [
        " 0 All        1,000",
        " ▾ Categories",
        " 1 sports         5",
        " 2 Christo…hitaker",
        " ▸ Tags      10,000",
    ]
    assert lines_of(rows, cursor=2)[2] == "▌1 sports      5/12"
    assert lines_of(rows, cursor=3)[3] == "▌2 Chris…itaker 0/3"


def test_numbers_that_are_not_known_are_left_out() -> None:
    def numbers(value: FacetValue) -> tuple[None, int | None]:
        return None, 12 if value == ALL else None

    rows = FacetRows(20, [ALL, SPORTS], numbers, (), [SPORTS.key])
    assert lines_of(rows) == [" 0 All", " 1 sports"]
    assert lines_of(rows, cursor=0)[0] == "▌0 All           12"
    assert lines_of(rows, cursor=1)[1] == "▌1 sports"
    saved = FacetRows(20, [ALL, SPORTS], lambda value: (7, None), (), [SPORTS.key])
    assert lines_of(saved)[1] == " 1 sports         7"
    assert lines_of(saved, cursor=1)[1] == "▌1 sports         7"


def test_only_values_with_a_number_key_have_a_digit() -> None:
    rows: list[SidebarRow] = [ALL, *VIEWS, SPORTS, LONG]
    source = FacetRows(20, rows, lambda _: (1, 1), (), [SPORTS.key])
    assert [line[1] for line in lines_of(source)] == ["0", *" " * len(VIEWS), "1", " "]


def test_a_heading_is_not_run_together_with_its_count() -> None:
    rows: list[SidebarRow] = [ALL, SidebarSection(Facet.CATEGORY, 3, is_expanded=False)]
    assert needed_width(rows, lambda _: (1, 1)) == len(" ▸ Categories 3 ")
    assert lines_of(rows_of(16, rows))[1] == " ▸ Categories 3"
    assert lines_of(rows_of(15, rows))[1] == " ▸ Cate…ries 3"


def test_months_are_indented_below_their_year() -> None:
    dates = [FacetValue(Facet.DATE, name) for name in ("2026", "2026-03", "2025", "2024-01")]
    lines = lines_of(rows_of(24, [ALL, *dates]))
    assert [line[:16].rstrip() for line in lines[1:]] == [
        " 1 2026", " 2   March 2026", " 3 2025", " 4 January 2024",
    ]  # fmt: skip


HARBOUR = FacetValue(Facet.FEED, "Harbour News", group="Tech")
TIDES = FacetValue(Facet.FEED, "Tides", group="World")
FEEDS: list[SidebarRow] = [
    ALL,
    SidebarSection(Facet.FEED, 2, is_expanded=True),
    SidebarGroup(Facet.FEED, "Tech"),
    HARBOUR,
    SidebarGroup(Facet.FEED, "World"),
    TIDES,
]


def test_feeds_are_indented_below_their_categories_which_cannot_be_selected() -> None:
    rows = rows_of(24, FEEDS)
    assert lines_of(rows)[1:] == [
        " ▾ Feeds",
        "   Tech",
        " 1   Harbour News     1",
        "   World",
        " 2   Tides            1",
    ]
    assert [rows.is_selectable(row) for row in range(6)] == [True, True, False, True, False, True]
    assert needed_width(FEEDS, lambda _: (1, 1)) == len(" 1   Harbour News 1/1 ")
    assert lines_of(rows_of(3, FEEDS)) == [" 0", "", "", " 1", "", " 2"]


def test_a_feed_that_could_not_be_fetched_is_marked() -> None:
    rows = FacetRows(24, FEEDS, lambda _: (12, 40), (), (), {HARBOUR.key})
    assert lines_of(rows)[3] == "     Harbour News  ! 12"
    assert lines_of(rows, cursor=3)[3] == "▌    Harb…News  ! 12/40"
    assert "!" not in lines_of(rows)[5]


def test_a_rail_has_the_number_keys_in_the_same_rows() -> None:
    assert lines_of(rows_of(3)) == [" 0", "", " 1", " 2", ""]


def test_the_needed_width_cuts_no_name() -> None:
    def numbers(value: FacetValue) -> tuple[int, int]:
        return NUMBERS[value]

    width = needed_width(ROWS, numbers)
    assert "Christopher Whitaker" in lines_of(rows_of(width), cursor=3)[3]
    assert needed_width([], numbers) == needed_width([ALL], numbers) < width


@pytest.mark.parametrize(
    ("chips", "title", "width", "shown"),
    [
        ([], "All", 30, "All"),
        ([], "Front page", 1, "Front page"),
        (["sports"], "", 30, "sports ×"),
        (["sports", "2025"], "unread", 40, "sports × · 2025 × · unread"),
        (["author: Christopher Whitaker", "2025"], "", 30, "author: C…Whitaker × · 2025 ×"),
        (["first chip", "second one", "third one"], "", 24, "… seco…one × · thi…one ×"),
        (["东京都渋谷区神南", "2025"], "", 24, "东京都…区神南 × · 2025 ×"),
    ],
)
def test_chips_are_cut_to_the_width(chips: list[str], title: str, width: int, shown: str) -> None:
    content = chip_title(chips, title, width)
    assert content.plain == shown
    assert not chips or cell_len(shown) <= width
