"""What the list shows of a category, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.listing import Sort, newest_of, post_sections, split_new
from reader.posts.catalogue import Catalogue
from reader.posts.facets import Facet, FacetValue
from reader.posts.post import Post
from tests.made_posts import make

MakePost = Callable[..., Post]


def catalogue(make_post: MakePost) -> Catalogue:
    return Catalogue(
        [
            make_post("banana", date=date(2026, 1, 1)),
            make_post("Apple", date=date(2026, 1, 3), featured=True),
            make_post("cherry", date=None),
            make_post("Date", date=date(2026, 1, 2)),
        ]
    )


def titles(make_post: MakePost, sort: Sort) -> list[list[str]]:
    posts = catalogue(make_post)
    sections = post_sections(posts, posts.posts, sort)
    return [[post.title for post in section.posts] for section in sections]


def test_featured_posts_come_first_and_only_there(make_post: MakePost) -> None:
    assert titles(make_post, Sort.NEWEST) == [["Apple"], ["Date", "banana"], ["cherry"]]


def test_posts_without_a_date_are_under_a_heading_of_their_own() -> None:
    posts = [make(name, date=None) for name in ("b", "a 10", "a 9")]
    headings = {}
    for sort in Sort:
        sections = post_sections(Catalogue(posts), Catalogue(posts).posts, sort)
        headings[sort] = [section.heading for section in sections if section.posts]
    assert headings[Sort.NEWEST] == headings[Sort.OLDEST] == ["No date, by name"]
    assert headings[Sort.TITLE] == ["By title"]
    assert headings[Sort.UNREAD] == ["Unread first"]
    sections = post_sections(Catalogue(posts), Catalogue(posts).posts, Sort.NEWEST)
    assert [post.title for post in sections[-1].posts] == ["a 9", "a 10", "b"]


def test_oldest_first_leaves_the_undated_last(make_post: MakePost) -> None:
    assert titles(make_post, Sort.OLDEST) == [["Apple"], ["banana", "Date"], ["cherry"]]


def test_titles_are_sorted_without_regard_to_case(make_post: MakePost) -> None:
    assert titles(make_post, Sort.TITLE) == [["Apple"], ["banana", "cherry", "Date"]]


def test_posts_that_are_not_selected_are_in_no_section(make_post: MakePost) -> None:
    posts = catalogue(make_post)
    sections = post_sections(posts, posts.featured, Sort.NEWEST)
    assert [section.heading for section in sections if section.posts] == ["Featured"]


def test_sorting_goes_round() -> None:
    assert Sort.NEWEST.next is Sort.OLDEST
    assert Sort.OLDEST.next.next.next is Sort.NEWEST


@pytest.mark.parametrize(
    "ordered",
    [
        ["apple", "Eagle", "Éclair", "Ezra", "Zebra"],
        ["2 boats", "10 boats", "boats"],
        ["Part 9", "part 9b", "Part 10"],
        ["Lodge", "Łódź", "loft"],
        ["Øre", "ort"],
        ["harbour", "“Quay”", "¿Qué?", "rope"],
        ["иней", "история", "йод", "каша"],
        ["Ёлка", "ель"],
        ["strasse 2", "Straße 10"],
    ],
)
def test_titles_are_sorted_as_in_a_dictionary(ordered: list[str], make_post: MakePost) -> None:
    for number in range(len(ordered)):
        shuffled = [*ordered[number:], *ordered[:number]]
        posts = Catalogue([make_post(title) for title in shuffled])
        sections = post_sections(posts, posts.posts, Sort.TITLE)
        assert [post.title for section in sections for post in section.posts] == ordered


# New posts.


def test_new_posts_come_first_whatever_their_date_is(make_post: MakePost) -> None:
    posts = catalogue(make_post)
    new = {make_post("banana").path, make_post("Apple").path, "/news/gone.md"}
    sections = post_sections(posts, posts.posts, Sort.NEWEST, new=new)
    assert [(row.heading, [post.title for post in row.posts]) for row in sections] == [
        ("New since your last visit", ["Apple", "banana"]),
        ("Featured", []),
        ("Earlier", ["Date"]),
        ("No date, by name", ["cherry"]),
    ]
    sections = post_sections(posts, posts.posts, Sort.TITLE, new=new)
    assert [row.heading for row in sections] == ["Featured", "By title"]


@given(st.sets(st.integers(0, 30)), st.sampled_from([0, 1_000]), st.integers(0, 40))
def test_the_newest_of_some_posts_are_the_first_of_them(
    some: set[int], scanned: int, limit: int
) -> None:
    posts = Catalogue(
        make(str(number), date=date(2026, 5, number % 7 + 1) if number % 5 else None)
        for number in range(31)
    )
    paths = {make(str(number)).path for number in some}
    with patch("reader.library.listing._SCANNED_PER_SEARCH", scanned):
        found = newest_of(posts, paths, limit)
    assert found == [post for post in posts.posts if post.path in paths][:limit]


@given(
    st.lists(st.integers(0, 30), unique=True),
    st.sets(st.integers(0, 40)),
    st.sampled_from([None, "a", "b"]),
    st.sampled_from([0, 1_000]),  # searched for one by one, and all of them compared
)
def test_the_new_and_the_other_posts_are_all_posts(
    numbers: list[int], new: set[int], name: str | None, scanned: int
) -> None:
    posts = Catalogue(
        make(
            str(number),
            date=date(2026, 5, number % 7 + 1) if number % 5 else None,
            categories=("a",) if number % 2 else ("a", "b"),
            hidden="draft" if number % 11 == 10 else None,
        )
        for number in numbers
    )
    listed = posts.posts if name is None else posts.in_category(FacetValue(Facet.CATEGORY, name))
    paths = {make(str(number)).path for number in new}
    with patch("reader.library.listing._SCANNED_PER_SEARCH", scanned):
        found, others = split_new(posts, paths, listed)
    assert list(found) == [post for post in listed if post.path in paths]
    assert list(others) == [post for post in listed if post.path not in paths]
