"""The catalogue: order, categories and lookups."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from reader.posts.catalogue import Catalogue
from reader.posts.parsing import count_words
from reader.posts.post import PAGE, Post, newest_first
from reader.text.dates import PostDate, wall_clock


def make_post(
    name: str, published: PostDate | None = None, *categories: str, **fields: bool
) -> Post:
    """Return a post with that id, path and title."""
    made = Post(
        id=name, path=f"/posts/{name}", slug=name, title=name, description="", date=published,
        categories=categories or ("Uncategorised",),
    )  # fmt: skip
    return replace(made, featured=fields.get("featured", False))


def test_posts_are_sorted_newest_first_with_undated_last() -> None:
    dated = [
        make_post("c", date(2024, 5, 6)),
        make_post("a", datetime(2024, 5, 6, 12)),
        make_post("z"),
        make_post("d", datetime(2024, 5, 6, 11, tzinfo=UTC)),
        make_post("b", date(2024, 5, 6)),
    ]
    assert [post.id for post in Catalogue(dated).posts] == ["a", "d", "b", "c", "z"]
    assert Catalogue(reversed(dated)).posts == Catalogue(dated).posts


def test_posts_without_a_date_follow_the_others_by_folder_and_name() -> None:
    names = ("a/Part 2.md", "a/part 10.md", "a/zoo.md", "a b/Eclair.md", "a b/éclair 2.md", "B.md")
    posts = [make_post("old", date(1999, 1, 1)), *map(make_post, names)]
    order = ["old", "a/Part 2.md", "a/part 10.md", "a/zoo.md", "a b/Eclair.md", "a b/éclair 2.md"]
    assert [post.id for post in Catalogue(reversed(posts)).posts] == [*order, "B.md"]
    changed = Catalogue([posts[0], *posts[2:]]).with_changes([posts[1]], ())
    assert changed.posts == Catalogue(posts).posts


def test_hidden_posts_and_pages_are_kept_apart() -> None:
    draft, page = (replace(make_post(why), hidden=why) for why in ("draft", PAGE))
    catalogue = Catalogue([make_post("a"), draft, page])
    assert catalogue.hidden == (draft, page)
    assert catalogue.withheld == (draft,)


def test_a_file_precedes_files_whose_names_continue_its_own() -> None:
    day = date(2024, 5, 6)
    posts = [make_post("a (copy).md", day), make_post("a.copy.md", day), make_post("a.md", day)]
    assert [post.id for post in Catalogue(posts).posts] == ["a.md", "a (copy).md", "a.copy.md"]


def test_days_do_not_shift_between_time_zones_and_times_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import time

    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    assert wall_clock(date(2024, 12, 3)) == datetime(2024, 12, 3)
    assert wall_clock(datetime(2024, 12, 3, 10)) == datetime(2024, 12, 3, 10)
    assert wall_clock(datetime(2024, 12, 3, 12, tzinfo=UTC)) == datetime(2024, 12, 4, 2)


def test_dates_at_the_limits_can_be_sorted() -> None:
    ends = [
        make_post("a", datetime(1000, 1, 1, tzinfo=timezone(timedelta(hours=23, minutes=59)))),
        make_post("b", datetime(9000, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=23)))),
    ]
    assert [post.id for post in sorted(ends, key=newest_first)] == ["b", "a"]


def test_categories_ignore_case_and_latest_is_first() -> None:
    catalogue = Catalogue(
        [
            make_post("a", None, "sports", "latest"),
            make_post("b", None, "Sports"),
            make_post("c", None, "Sports", "art"),
            make_post("d", None, "bees"),
        ]
    )
    assert [(category.name, category.count) for category in catalogue.categories] == [
        ("latest", 1), ("Sports", 3), ("art", 1), ("bees", 1),
    ]  # fmt: skip
    sports = catalogue.categories[1]
    assert [post.id for post in catalogue.in_category(sports)] == ["a", "b", "c"]


def test_featured_posts_are_newest_first() -> None:
    posts = [
        make_post(name, date(2024, 5, day), featured=day != 2) for day, name in enumerate("abc", 1)
    ]
    assert [post.id for post in Catalogue(posts).featured] == ["c", "a"]


def test_hidden_posts_are_separate_and_found_by_id() -> None:
    draft = replace(make_post("a", None, "x"), hidden="draft")
    catalogue = Catalogue([draft, make_post("b")])
    assert len(catalogue) == 1
    assert catalogue.hidden == (draft,)
    assert catalogue.get("a") == draft
    assert catalogue.get("c") is None
    assert catalogue.get_by_path(draft.path) == draft
    assert catalogue.get_by_path("/elsewhere/a.md") is None
    assert [category.name for category in catalogue.categories] == ["Uncategorised"]


def test_get_returns_the_newest_listed_post_with_an_id() -> None:
    older, newer = (
        replace(make_post("a.md", date(year, 1, 1)), path=f"/{year}/a.md") for year in (2023, 2024)
    )
    draft = replace(make_post("a.md", date(2025, 1, 1)), path="/2025/a.md", hidden="draft")
    catalogue = Catalogue([older, draft, newer])
    assert catalogue.get("a.md") == newer
    assert catalogue.get_by_path("/2023/a.md") == older
    assert Catalogue([older, draft]).get("a.md") == older


def test_with_posts_replaces_posts_and_keeps_the_old_catalogue() -> None:
    old = Catalogue([make_post("a"), make_post("b")])
    new = old.with_posts([replace(make_post("a"), title="newer"), make_post("c")])
    assert [post.title for post in new.posts] == ["newer", "b", "c"]
    assert [post.title for post in old.posts] == ["a", "b"]


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (230, 1), (460, 2), (2300, 10)])
def test_reading_time(words: int, minutes: int) -> None:
    assert replace(make_post("a"), words=words).reading_minutes == minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two words.", 2),
        ("東京" * 50, 50),
        ("ภาษาไทย " * 40, 70),
        ("ພາສາລາວ" * 40, 70),
        ("ភាសាខ្មែរ" * 40, 90),
        ("ខ្មែរ\u200b" * 40, 50),
        ("မြန်မာ" * 40, 60),
        ("བོད" * 40, 30),
        ("ไทย and English", 2),
    ],
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    assert count_words(text) == words
