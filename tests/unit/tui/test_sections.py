"""What the list shows of a category, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reader.posts.catalogue import Catalogue, Category, CategoryKind
from reader.posts.post import Post
from reader.tui.sections import Sort, sections_of

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
    sections = sections_of(catalogue(make_post), category, sort)
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
    assert Sort.NEWEST.following is Sort.OLDEST
    assert Sort.OLDEST.following.following is Sort.NEWEST
