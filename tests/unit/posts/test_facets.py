"""The values of facets: their names, order and terms."""

from __future__ import annotations

from datetime import date

import pytest

from reader.posts.facets import ALL, Facet, FacetTable, FacetValue
from reader.posts.search.query import parse_query
from reader.posts.selection import EVERYTHING, Selection
from tests.made_posts import make


@pytest.mark.parametrize(
    ("facet", "name", "term", "label", "description"),
    [
        (Facet.CATEGORY, "World Cup", 'in:"World Cup"', "World Cup", "World Cup"),
        (Facet.FEED, "Kottke", 'feed:"Kottke"', "Kottke", "feed: Kottke"),
        (Facet.TAG, "sea", 'tag:"sea"', "sea", "tag: sea"),
        (Facet.AUTHOR, 'Al "Bo" Cy', "by:\"Al 'Bo' Cy\"", 'Al "Bo" Cy', 'author: Al "Bo" Cy'),
        (Facet.LANGUAGE, "pt-BR", 'lang:"pt-BR"', "pt-BR", "language: pt-BR"),
        (Facet.DATE, "2025", "on:2025", "2025", "2025"),
        (Facet.DATE, "2025-03", "on:2025-03", "March 2025", "March 2025"),
    ],
)
def test_a_value_has_a_term_and_names(
    facet: Facet, name: str, term: str, label: str, description: str
) -> None:
    value = FacetValue(facet, name)
    assert (value.term, value.label, value.description) == (term, label, description)
    assert len(parse_query(term).filters) == 1


def test_feeds_are_sorted_by_the_categories_of_their_newest_posts() -> None:
    posts = [
        make("1", feed="tides", categories=("World",)),
        make("2", feed="Alone", categories=("Uncategorised",)),
        make("3", feed="Boats", categories=("Tech", "Apple")),
        make("4", feed="crabs", categories=("World",)),
        make("5", feed="tides", categories=("Tech",)),
        make("6", feed=None),
        make("7", feed="Quay 10", categories=("World",)),
        make("8", feed="Quay 9", categories=("World",)),
    ]
    values = FacetTable(posts).values(Facet.FEED)
    assert [(value.name, value.group, value.count) for value in values] == [
        ("Boats", "Tech/Apple", 1),
        ("crabs", "World", 1),
        ("Quay 9", "World", 1),
        ("Quay 10", "World", 1),
        ("tides", "World", 2),
        ("Alone", "", 1),
    ]
    assert FacetTable(posts).is_exclusive(Facet.FEED)


def test_categories_keep_their_order_while_feeds_bring_posts() -> None:
    names = ("World", "World", "Tech", "latest", "Uncategorised")
    for feed, expected in (
        ("tides", ["latest", "Tech", "World", "Uncategorised"]),
        (None, ["latest", "World", "Tech", "Uncategorised"]),
    ):
        posts = [
            make(str(number), feed=feed, categories=(name,)) for number, name in enumerate(names)
        ]
        values = FacetTable(posts).values(Facet.CATEGORY)
        assert [value.name for value in values] == expected


def test_a_view_is_a_query() -> None:
    assert FacetValue(Facet.VIEW, "Harbour news", query="tag:harbour").term == "tag:harbour"
    assert ALL.term == ""


def test_a_value_has_the_spelling_of_most_posts() -> None:
    posts = [make(str(number), tags=(name,)) for number, name in enumerate(("Sea", "sea", "sea"))]
    table = FacetTable(posts)
    assert [(value.name, value.count) for value in table.values(Facet.TAG)] == [("sea", 3)]
    assert table.get(Facet.TAG, "SEA") == FacetValue(Facet.TAG, "sea")
    assert table.get(Facet.TAG, "sand") is None


def test_years_have_months_unless_there_is_only_one_year() -> None:
    days = (date(2026, 2, 1), date(2026, 1, 9), date(2026, 1, 3), date(2025, 12, 31))
    posts = [make(str(number), date=day) for number, day in enumerate(days)]
    table = FacetTable(posts)
    years = table.listed(Facet.DATE)
    assert [(year.name, year.count) for year in years] == [("2026", 3), ("2025", 1)]
    assert [month.name for month in table.months(years[0])] == ["2026-02", "2026-01"]
    table = FacetTable(posts[:3])
    assert [month.name for month in table.listed(Facet.DATE)] == ["2026-02", "2026-01"]


@pytest.mark.parametrize(
    ("names", "divides"),
    [
        ([(), ()], False),
        ([("a",), ("a",)], False),
        ([("a",), ()], True),
        ([("a",), ("b",)], True),
    ],
)
def test_a_facet_that_all_posts_share_does_not_divide_them(
    names: list[tuple[str, ...]], divides: bool
) -> None:
    posts = [make(str(number), tags=tags) for number, tags in enumerate(names)]
    assert FacetTable(posts).divides(Facet.TAG) is divides


def test_posts_without_a_category_and_one_language_do_not_divide() -> None:
    table = FacetTable([make("A", categories=("Uncategorised",), language="en"), make("B")])
    assert not table.divides(Facet.LANGUAGE)
    assert table.divides(Facet.CATEGORY)
    assert not FacetTable([make("A", categories=("Uncategorised",))]).divides(Facet.CATEGORY)


def test_names_are_found_by_their_parts() -> None:
    posts = [make("A", tags=("Tide tables", "sea")), make("B", date=date(2025, 11, 2))]
    table = FacetTable(posts)
    assert [value.name for value in table.matching(Facet.TAG, "TAB")] == ["Tide tables"]
    assert [value.name for value in table.matching(Facet.DATE, "nov")] == ["2025-11"]
    assert [value.name for value in table.matching(Facet.DATE, "2025-1")] == ["2025-11"]


def test_values_are_added_once_and_removed() -> None:
    sea, sand = FacetValue(Facet.TAG, "sea"), FacetValue(Facet.TAG, "sand")
    both = EVERYTHING.with_value(sea, is_exclusive=False).with_value(sand, is_exclusive=False)
    assert both.names == ["tag: sea", "tag: sand"]
    assert both.with_value(FacetValue(Facet.TAG, "SEA"), is_exclusive=True) is both
    assert both.with_value(ALL, is_exclusive=False) is both
    assert both.without(sea) == Selection((sand,))
    assert EVERYTHING.with_value(sea, is_exclusive=True).with_value(
        sand, is_exclusive=True
    ) == Selection((sand,))
    assert (EVERYTHING.title, both.title) == ("All", "tag: sea · tag: sand")
