"""What the list shows of a category, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.listing import Sort, category_sections, front_sections, split_new
from reader.posts.catalogue import Catalogue, Category, CategoryKind
from reader.posts.post import Post
from tests.made_posts import make

MakePost = Callable[..., Post]

ALL = Category("All", 4, CategoryKind.ALL)


def catalogue(make_post: MakePost) -> Catalogue:
    return Catalogue(
        [
            make_post("banana", date=date(2026, 1, 1)),
            make_post("Apple", date=date(2026, 1, 3), featured=True),
            make_post("cherry", date=None),
            make_post("Date", date=date(2026, 1, 2)),
        ]
    )


def titles(make_post: MakePost, category: Category, sort: Sort) -> list[list[str]]:
    sections = category_sections(catalogue(make_post), category, sort)
    return [[post.title for post in section.posts] for section in sections]


def test_featured_posts_come_first_and_only_there(make_post: MakePost) -> None:
    assert titles(make_post, ALL, Sort.NEWEST) == [["Apple"], ["Date", "banana", "cherry"]]


def test_oldest_first_leaves_the_undated_last(make_post: MakePost) -> None:
    assert titles(make_post, ALL, Sort.OLDEST) == [["Apple"], ["banana", "Date", "cherry"]]


def test_titles_are_sorted_without_regard_to_case(make_post: MakePost) -> None:
    assert titles(make_post, ALL, Sort.TITLE) == [["Apple"], ["banana", "cherry", "Date"]]


def test_the_featured_category_is_one_section(make_post: MakePost) -> None:
    featured = Category("Featured", 1, CategoryKind.FEATURED)
    assert titles(make_post, featured, Sort.NEWEST) == [["Apple"]]


def test_sorting_goes_round() -> None:
    assert Sort.NEWEST.next is Sort.OLDEST
    assert Sort.OLDEST.next.next.next is Sort.NEWEST


def a_front(posts: list[Post], new: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    paths = {post.path for post in posts if post.title in new}
    sections = front_sections(Catalogue(posts), paths)
    return {
        section.heading: [post.title for post in section.posts]
        for section in sections
        if section.posts
    }


def test_a_front_page_leads_with_the_newest_featured_post() -> None:
    posts = [
        make("A", date=date(2026, 5, 9), categories=("sports",)),
        make("B", date=date(2026, 5, 8), categories=("sports", "local"), featured=True),
        make("C", date=date(2026, 5, 7), categories=("local",), featured=True),
        make("D", date=date(2026, 5, 6), categories=("local", "sports")),
        make("E", date=date(2026, 5, 5), categories=("local",)),
    ]
    assert a_front(posts, frozenset({"A"})) == {
        "Lead story": ["B"],
        "Featured": ["C"],
        "New since your last visit": ["A"],
        "local": ["D", "E"],
    }


def test_without_featured_posts_the_newest_leads() -> None:
    assert a_front([make("A", date=date(2026, 5, 2)), make("B", date=date(2026, 5, 1))])[
        "Lead story"
    ] == ["A"]
    assert a_front([]) == {}


def test_no_post_stands_twice_on_a_front_page() -> None:
    names = ("a", "b", "c")
    posts = [
        make(str(number), date=date(2026, 5, number % 28 + 1), categories=names)
        for number in range(60)
    ]
    listed = [title for titles in a_front(posts).values() for title in titles]
    assert len(listed) == len(set(listed)) == 1 + 3 * 8


@pytest.mark.parametrize(("categories", "each"), [(1, 24), (3, 8), (6, 4), (12, 4), (20, 4)])
def test_few_categories_have_more_of_a_front_page(categories: int, each: int) -> None:
    posts = [
        make(f"{category} {number}", categories=(f"c{category}",))
        for category in range(categories)
        for number in range(30)
    ]
    columns = [titles for name, titles in a_front(posts).items() if name.startswith("c")]
    assert [len(column) for column in columns] == [each] * min(categories, 12)


def test_a_front_page_counts_the_whole_category() -> None:
    posts = [make(str(number), categories=("a",)) for number in range(30)]
    sections = front_sections(Catalogue(posts), ())
    assert [(section.heading, section.count) for section in sections if section.posts] == [
        ("Lead story", None),
        ("a", 30),
    ]


def test_a_post_without_a_date_does_not_lead_before_dated_ones() -> None:
    undated = make("Undated", date=None, featured=True)
    posts = [
        make("Older", date=date(2026, 1, 1)),
        make("Newer", date=date(2026, 1, 2)),
        undated,
    ]
    front = a_front(posts)
    assert front["Lead story"] == ["Newer"]
    assert front["Featured"] == ["Undated"]
    assert a_front([undated])["Lead story"] == ["Undated"]


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
        sections = category_sections(posts, ALL, Sort.TITLE)
        assert [post.title for section in sections for post in section.posts] == ordered


# New posts.


def test_new_posts_come_first_whatever_their_date_is(make_post: MakePost) -> None:
    posts = catalogue(make_post)
    new = {make_post("banana").path, make_post("Apple").path, "/news/gone.md"}
    sections = category_sections(posts, ALL, Sort.NEWEST, new=new)
    assert [(row.heading, [post.title for post in row.posts]) for row in sections] == [
        ("New since your last visit", ["Apple", "banana"]),
        ("Featured", []),
        ("Earlier", ["Date", "cherry"]),
    ]
    sections = category_sections(posts, ALL, Sort.TITLE, new=new)
    assert [row.heading for row in sections] == ["Featured", "By title"]


@given(
    st.lists(st.integers(0, 30), unique=True),
    st.sets(st.integers(0, 40)),
    st.sampled_from([None, "a", "b"]),
)
def test_the_new_and_the_other_posts_are_all_posts(
    numbers: list[int], new: set[int], name: str | None
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
    listed = posts.posts if name is None else posts.in_category(Category(name, 0))
    paths = {make(str(number)).path for number in new}
    found, others = split_new(posts, paths, listed)
    assert list(found) == [post for post in listed if post.path in paths]
    assert list(others) == [post for post in listed if post.path not in paths]
