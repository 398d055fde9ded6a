"""Which posts a front page shows, and in which sections."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.library.front.page import MAX_POSTS, FrontTests, front_sections
from reader.library.listing import Form, Section
from reader.posts.catalogue import Catalogue, Preview
from reader.posts.post import Post
from tests.made_posts import make

TODAY = date(2026, 6, 30)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days)


def sections(
    posts: Sequence[Post],
    *,
    new: Collection[str] = (),
    read: Collection[str] = (),
    pictured: Collection[str] = (),
    catalogue: Catalogue | None = None,
) -> list[Section]:
    """Return the sections with posts. The sets contain titles."""
    tests = FrontTests(
        new={post.path for post in posts if post.title in new},
        is_unread=lambda post: post.title not in read,
        has_picture=lambda post: post.title in pictured,
    )
    found = front_sections(catalogue or Catalogue(posts), tests, TODAY)
    return [section for section in found if section.posts]


def titles(posts: Sequence[Post], **more: Collection[str]) -> dict[str, list[str]]:
    return {
        section.heading: [post.title for post in section.posts]
        for section in sections(posts, **more)  # type: ignore[arg-type]
    }


def many(name: str, count: int, start: int = 0, **more: object) -> list[Post]:
    """Return posts of consecutive days that end some days before today."""
    return [
        make(f"{name} {number}", date=days_ago(start + number), **more) for number in range(count)
    ]


def test_a_page_that_new_posts_and_small_sections_overfill_has_no_rest() -> None:
    new = many("New", 24)
    others = [post for name in "ABCDEFGHIJKL" for post in many(name, 8, categories=(f"in {name}",))]
    page = titles([*new, *others], new=[post.title for post in new])

    assert len(page["New since your last visit"]) == 24
    assert "More" not in page


# Above the streams.


def test_what_is_new_comes_first_and_the_featured_after_it() -> None:
    posts = [
        make("New", date=days_ago(900)),
        make("Lead", date=days_ago(3), featured=True),
        make("Second", date=days_ago(5), featured=True),
        make("Plain", date=days_ago(1)),
    ]
    page = titles(posts, new=["New"])
    assert list(page)[:3] == ["New since your last visit", "Lead story", "Featured"]
    assert page["New since your last visit"] == ["New"]
    assert page["Lead story"] == ["Lead"]
    assert page["Featured"] == ["Second"]


def test_read_and_old_featured_posts_have_one_line_at_the_end() -> None:
    posts = [
        make("Old", date=days_ago(15), featured=True),
        make("Read", date=days_ago(2), featured=True),
        make("Current", date=days_ago(14), featured=True),
        *many("Plain", 9),
    ]
    found = sections(posts, read=["Read"])
    assert [post.title for post in found[0].posts] == ["Current"]
    assert (found[-1].heading, found[-1].form) == ("Featured earlier", Form.ROWS)
    assert [post.title for post in found[-1].posts] == ["Read", "Old"]


def test_an_old_featured_post_that_arrived_since_can_lead() -> None:
    posts = [make("Old", date=days_ago(500), featured=True), *many("Plain", 9)]
    assert titles(posts, new=["Old"])["Lead story"] == ["Old"]


def test_without_featured_posts_the_newest_with_a_picture_leads() -> None:
    posts = many("Plain", 20)
    assert titles(posts, pictured=["Plain 4", "Plain 7"])["Lead story"] == ["Plain 4"]
    assert titles(posts, pictured=["Plain 15"])["Lead story"] == ["Plain 0"]
    assert titles(posts)["Lead story"] == ["Plain 0"]


def test_new_posts_need_no_lead_story_without_a_picture() -> None:
    assert "Lead story" not in titles(many("Plain", 9), new=["Plain 3"])


def test_pictures_belong_to_features_alone() -> None:
    found = sections(many("Plain", 9), pictured=["Plain 1", "Plain 2"])
    assert [len(section.pictured) for section in found] == [1, 0]


def test_featured_posts_stay_in_the_streams_if_most_posts_are_featured() -> None:
    page = titles(many("Post", 60, featured=True, categories=("a",)), read=["Post 30"])
    assert "Featured earlier" not in page
    assert sum(map(len, page.values())) == 60


# Streams.


def test_categories_come_in_the_order_of_their_newest_unread_posts() -> None:
    posts = [
        *many("sports", 9, 1, categories=("sports",)),
        *many("local", 9, 2, categories=("local",)),
        *many("world", 9, 3, categories=("world",)),
    ]
    read = [post.title for post in posts[:9]]
    page = list(titles(posts, read=[*read[:4], "local 0", "local 1"]))
    assert page == ["Lead story", "world", "local", "sports"]
    assert list(titles(posts, read=read))[1:] == ["local", "world", "sports"]


def test_a_quiet_category_has_one_line_at_the_end() -> None:
    posts = [
        *many("sports", 40, categories=("sports",)),
        *many("local", 40, categories=("local",)),
        *many("attic", 9, 400, categories=("attic",)),
    ]
    found = sections(posts)
    assert "attic" not in [section.heading for section in found]
    rows = found[-1]
    assert (rows.heading, rows.form) == ("Other sections", Form.ROWS)
    assert [post.title for post in rows.posts] == ["attic 0"]


def test_ages_count_from_the_newest_post_of_an_old_folder() -> None:
    posts = [
        *many("sports", 9, 1_800, categories=("sports",)),
        *many("local", 9, 1_900, categories=("local",)),
        make("Featured", date=days_ago(1_805), featured=True),
    ]
    page = titles(posts)
    assert page["Lead story"] == ["Featured"]
    assert page["sports"] == [f"sports {number}" for number in range(9)]
    assert page["local"] == [f"local {number}" for number in range(9)]


def test_a_post_in_the_future_makes_no_section_quiet() -> None:
    posts = [make("Later", date=days_ago(-4_000)), *many("a", 9), *many("b", 9, categories=("b",))]
    assert {"local", "b"} <= titles(posts).keys()


def test_a_post_of_several_categories_is_in_one_section() -> None:
    posts = many("Post", 60, categories=("a", "b", "c"))
    listed = [title for page in titles(posts).values() for title in page]
    assert len(listed) == len(set(listed))


def test_few_categories_have_more_of_the_page_each() -> None:
    def sizes(count: int) -> list[int]:
        posts = [
            make(f"{name} {number}", date=days_ago(number), categories=(f"c{name}",))
            for name in range(count)
            for number in range(60)
        ]
        return [len(page) for name, page in titles(posts).items() if name.startswith("c")]

    assert sizes(2) == [24, 24]
    assert sizes(6) == [16] * 6
    assert sizes(20) == [8] * 12


def test_the_heading_counts_the_whole_category() -> None:
    posts = [*many("a", 90, categories=("a",)), *many("b", 90, categories=("b",))]
    counts = {section.heading: section.count for section in sections(posts)}
    assert counts == {"Lead story": None, "a": 90, "b": 90, "More": 48}


def test_quiet_categories_do_not_divide_what_is_current() -> None:
    posts = [
        *many("Current", 3, categories=("Uncategorised",)),
        *many("a", 40, 800, categories=("a",)),
        *many("b", 40, 900, categories=("b",)),
    ]
    page = titles(posts)
    assert page.keys().isdisjoint({"a", "b", "More"})
    assert sum(map(len, page.values())) == 83


def test_the_story_that_leads_does_not_move_its_category_up() -> None:
    posts = [
        make("Lead", date=days_ago(0), categories=("b",)),
        *many("a", 9, 1, categories=("a",)),
        *many("b", 9, 2, categories=("b",)),
    ]
    assert list(titles(posts, pictured=["Lead"]))[:2] == ["Lead story", "a"]


@pytest.mark.parametrize(
    ("step", "heading"),
    [(0, "Today"), (7, "June 2026"), (90, "2025 – 2026")],
)
def test_without_categories_posts_are_divided_by_periods(step: int, heading: str) -> None:
    posts = [
        make(f"{number}", date=days_ago(number * step), categories=("Uncategorised",))
        for number in range(40)
    ]
    assert list(titles(posts))[1] == heading


def test_a_period_with_few_posts_is_joined_with_the_one_before_it() -> None:
    days = [*range(8), *range(40, 42), *range(70, 80), *range(110, 114)]
    posts = [make(f"{day}", date=days_ago(day), categories=("Uncategorised",)) for day in days]
    assert list(titles(posts))[1:] == ["June 2026", "April – May 2026", "March 2026"]


def test_posts_without_a_date_are_a_section() -> None:
    posts = [make(f"Post {number}", date=None) for number in range(30)]
    assert titles(posts).keys() == {"No date"}
    dated = make("Dated", date=days_ago(3))
    assert titles([dated, *posts])["Lead story"] == ["Dated"]


def test_no_undated_post_leads_because_of_its_picture() -> None:
    posts = [make("Dated", date=days_ago(3)), make("Undated", date=None)]
    assert titles(posts, pictured=["Undated"])["Lead story"] == ["Dated"]


def test_tags_divide_posts_of_one_period() -> None:
    posts = [
        make(f"{number}", date=days_ago(1), categories=("Uncategorised",), tags=(tag,))
        for number, tag in enumerate(["tides", "Boats", "birds"] * 5)
    ]
    page = titles(posts)
    assert page.keys() == {"Lead story", "tides", "Boats", "birds"}
    assert sum(map(len, page.values())) == 15


# Any catalogue.

POSTS = st.lists(
    st.builds(
        lambda day, categories, featured, tags: (day, categories, featured, tags),
        st.integers(-20, 2_000),
        st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=3).map(tuple),
        st.booleans(),
        st.sets(st.sampled_from("xyz")).map(tuple),
    ),
    max_size=150,
)  # fmt: skip


@given(POSTS, st.sets(st.integers(0, 150)), st.sets(st.integers(0, 150)))
@example([(0, ("a",), False, ()), *[(15, ("a",), True, ())] * 11], set(), set())
def test_every_page_has_posts_and_none_twice(
    facts: list[tuple[int, tuple[str, ...], bool, tuple[str, ...]]],
    new: set[int],
    read: set[int],
) -> None:
    posts = [
        make(f"{number}", date=days_ago(day), categories=names, featured=featured, tags=tags)
        for number, (day, names, featured, tags) in enumerate(facts)
    ]
    found = sections(posts, new=set(map(str, new)), read=set(map(str, read)))
    shown = [post for section in found for post in section.posts]
    assert len(shown) == len({post.path for post in shown})
    assert all(section.form is not None for section in found)
    counted = sum(section.total or 0 for section in found if section.heading == "Featured earlier")
    earlier = sum(len(section.posts) for section in found if section.heading == "Featured earlier")
    assert len(shown) + counted - earlier >= min(len(posts), MAX_POSTS // 2)
    streamed = [section for section in found if section.form is Form.STREAM]
    assert sum(len(section.posts) for section in streamed) <= MAX_POSTS


@given(st.integers(3, 400), st.integers(1, 9), st.booleans())
def test_a_preview_has_the_page_that_the_catalogue_begins_with(
    count: int, names: int, is_divided: bool
) -> None:
    posts = [
        make(
            f"{number}",
            date=days_ago(number),
            categories=(f"c{number % names}" if is_divided else "Uncategorised",),
            featured=number % 50 == 7,
        )
        for number in range(count)
    ]
    whole = Catalogue(posts)
    plain = [post for post in whole.posts if not post.featured][:100]
    preview = Preview([*whole.featured, *plain], whole.categories, len(whole))
    before = sections(posts, catalogue=preview, pictured=["5"])
    after = sections(posts, catalogue=whole, pictured=["5"])
    shown = [section for section in before if section.form is not Form.ROWS]
    assert [section.posts for section in shown] == [section.posts for section in after][
        : len(shown)
    ]
    assert shown


def test_posts_of_a_few_days_without_categories_are_divided_by_their_feeds() -> None:
    posts = [
        make(
            f"{feed} {number}", feed=feed, date=days_ago(number % 2), categories=("Uncategorised",)
        )
        for feed in ("Harbour", "Tides", "Cranes")
        for number in range(6)
    ]
    headings = list(titles(posts))
    assert sorted(heading for heading in headings if heading != "Lead story") == [
        "Cranes", "Harbour", "Tides",
    ]  # fmt: skip
