"""Questions to the posts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from reader.posts.catalogue import Catalogue, CategoryKind
from reader.posts.post import Post, newest_first
from reader.text.dates import PostDate, wall_clock


def post(name: str, published: PostDate | None = None, *categories: str, **fields: bool) -> Post:
    """A post of that id, path and title."""
    made = Post(
        id=name, path=f"/posts/{name}", slug=name, title=name, description="", date=published,
        categories=categories or ("Uncategorised",),
    )  # fmt: skip
    return replace(made, featured=fields.get("featured", False))


def test_posts_are_newest_first_undated_last_and_ties_by_path() -> None:
    dated = [
        post("c", date(2024, 5, 6)),
        post("a", datetime(2024, 5, 6, 12)),
        post("z"),
        post("d", datetime(2024, 5, 6, 11, tzinfo=UTC)),
        post("b", date(2024, 5, 6)),
    ]
    assert [it.id for it in Catalogue(dated).posts] == ["a", "d", "b", "c", "z"]
    assert Catalogue(reversed(dated)).posts == Catalogue(dated).posts


def test_a_day_does_not_move_between_zones_and_an_instant_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import time

    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    assert wall_clock(date(2024, 12, 3)) == datetime(2024, 12, 3)
    assert wall_clock(datetime(2024, 12, 3, 10)) == datetime(2024, 12, 3, 10)
    assert wall_clock(datetime(2024, 12, 3, 12, tzinfo=UTC)) == datetime(2024, 12, 4, 2)


def test_any_dates_can_be_ordered() -> None:
    ends = [
        post("a", datetime(1000, 1, 1, tzinfo=timezone(timedelta(hours=23, minutes=59)))),
        post("b", datetime(9000, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=23)))),
    ]
    assert [it.id for it in sorted(ends, key=newest_first)] == ["b", "a"]


def test_categories_are_counted_without_case_and_latest_is_first() -> None:
    catalogue = Catalogue(
        [
            post("a", None, "sports", "latest"),
            post("b", None, "Sports"),
            post("c", None, "Sports", "art"),
            post("d", None, "bees"),
        ]
    )
    assert [(it.name, it.count) for it in catalogue.categories] == [
        ("latest", 1), ("Sports", 3), ("art", 1), ("bees", 1),
    ]  # fmt: skip
    sports = catalogue.categories[1]
    assert [it.id for it in catalogue.in_category(sports)] == ["a", "b", "c"]


def test_all_and_featured_come_first() -> None:
    catalogue = Catalogue([post("a", None, "x", featured=True), post("b", None, "featured")])
    every, featured, *named = catalogue.all_categories
    assert [it.id for it in catalogue.in_category(every)] == ["a", "b"]
    assert [it.id for it in catalogue.in_category(featured)] == ["a"]
    assert [it.kind for it in named] == [CategoryKind.NAMED] * 2
    assert catalogue.featured == catalogue.in_category(featured)


def test_hidden_posts_are_kept_apart_and_found_by_id() -> None:
    draft = replace(post("a", None, "x"), hidden="draft")
    catalogue = Catalogue([draft, post("b")])
    assert len(catalogue) == 1
    assert catalogue.hidden == (draft,)
    assert catalogue.get("a") == draft
    assert catalogue.get("c") is None
    assert catalogue.get_by_path(draft.path) == draft
    assert catalogue.get_by_path("/elsewhere/a.md") is None
    assert [it.name for it in catalogue.categories] == ["Uncategorised"]


def test_of_posts_with_the_same_id_the_newest_that_is_listed_is_found() -> None:
    older, newer = (
        replace(post("a.md", date(year, 1, 1)), path=f"/{year}/a.md") for year in (2023, 2024)
    )
    draft = replace(post("a.md", date(2025, 1, 1)), path="/2025/a.md", hidden="draft")
    catalogue = Catalogue([older, draft, newer])
    assert catalogue.get("a.md") == newer
    assert catalogue.get_by_path("/2023/a.md") == older
    assert Catalogue([older, draft]).get("a.md") == older


def test_with_posts_replaces_those_of_the_same_path_and_leaves_the_old_catalogue() -> None:
    old = Catalogue([post("a"), post("b")])
    new = old.with_posts([replace(post("a"), title="newer"), post("c")])
    assert [it.title for it in new.posts] == ["newer", "b", "c"]
    assert [it.title for it in old.posts] == ["a", "b"]


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (230, 1), (460, 2), (2300, 10)])
def test_reading_time(words: int, minutes: int) -> None:
    assert replace(post("a"), words=words).reading_minutes == minutes
