"""Which posts the list shows, in which order, and where it leads."""

from __future__ import annotations

from datetime import date

import pytest

from reader.library.listing import Sort
from reader.posts.catalogue import Catalogue
from reader.posts.facets import LATER
from reader.posts.post import Post
from reader.tui.controllers.last_session import LastSession
from reader.tui.controllers.list import NextPost
from reader.tui.jobs import JobGroup
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import Controllers, found

NEW = make("New", date=date(2026, 3, 3))
MIDDLE = make("Middle", date=date(2026, 3, 2), categories=("world",))
OLD = make("Old", date=date(2026, 3, 1))
ANCIENT = make("Ancient", date=date(1999, 1, 1))
FRONT = "Front page"


@pytest.fixture
def plain(controllers: Controllers) -> Controllers:
    """Three posts in a terminal without room for a front page."""
    controllers.load(NEW, MIDDLE, OLD)
    return controllers


@pytest.fixture
def front(controllers: Controllers) -> Controllers:
    """A front page of many posts."""
    controllers.fit(140)
    controllers.load(*(dated(number) for number in range(40)))
    return controllers


def dated(number: int) -> Post:
    """Return a post; the higher the number, the older it is."""
    return make(f"Post {number}", date=date.fromordinal(date(2026, 3, 3).toordinal() - number))


def select(controllers: Controllers, name: str) -> None:
    """Select a category, as the main screen does."""
    category = controllers.library.catalogue.category(name)
    assert category is not None
    controllers.facets.select_only(category)


# Showing what was prepared.


def test_what_was_prepared_is_shown(plain: Controllers) -> None:
    plain.listing.prepare()
    plain.listing.toggle_starred()
    plain.listing.toggle_starred()
    plain.listing.prepare()
    plain.post_list.show("", (), is_new=True)
    plain.listing.show_prepared()
    assert plain.post_list.titles == ["New", "Middle", "Old"]


def test_a_list_that_was_shown_since_is_not_replaced_by_what_was_prepared(
    plain: Controllers,
) -> None:
    plain.listing.prepare()
    plain.marks.toggle_star(OLD)
    plain.listing.toggle_starred()
    plain.listing.show_prepared()
    assert plain.post_list.title == "All · starred"
    assert plain.post_list.titles == ["Old"]


def test_preparing_shows_nothing(plain: Controllers) -> None:
    plain.post_list.highlight(MIDDLE)
    plain.library.catalogue = Catalogue([NEW])
    plain.listing.prepare()
    plain.listing.lay_out_prepared()
    assert plain.post_list.titles == ["New", "Middle", "Old"]
    plain.listing.show_prepared()
    assert plain.post_list.titles == ["New"]
    assert plain.post_list.sections is plain.post_list.prepared


# Filters and orders.


def test_only_unread_keeps_the_post_just_read_until_the_list_is_rebuilt(
    plain: Controllers,
) -> None:
    plain.listing.toggle_unread()
    plain.marks.mark_read([MIDDLE])
    plain.listing.refresh(is_new=False)
    assert plain.post_list.titles == ["New", "Middle", "Old"]
    plain.listing.refresh(is_new=True)
    assert plain.post_list.titles == ["New", "Old"]


def test_search_results_and_later_say_that_they_have_no_filters(plain: Controllers) -> None:
    plain.marks.add_to_later([OLD])
    plain.facets.show_marks()
    plain.facets.select_only(LATER)
    plain.listing.toggle_starred()
    assert "add is:starred to a search" in plain.messages[-1]
    plain.facets.clear()
    plain.search.type("post")
    plain.search.on_posts_found(found("post", OLD))
    plain.listing.toggle_unread()
    assert "add is:unread to a search" in plain.messages[-1]
    plain.search.end()
    assert plain.post_list.title == "All"


def test_the_title_names_the_filters(plain: Controllers) -> None:
    plain.marks.toggle_star(OLD)
    plain.listing.toggle_starred()
    assert plain.post_list.title == "All · starred"
    plain.listing.toggle_unread()
    assert plain.post_list.title == "All · unread · starred"
    assert plain.post_list.titles == ["Old"]
    plain.listing.toggle_unread()
    plain.listing.toggle_starred()
    assert plain.post_list.title == "All"
    assert plain.post_list.titles == ["New", "Middle", "Old"]


def test_a_filter_that_nothing_passes_is_explained(plain: Controllers) -> None:
    plain.marks.mark_read([NEW, MIDDLE, OLD])
    plain.listing.toggle_unread()
    assert plain.post_list.titles == []
    assert plain.post_list.notice[0] == "All of All is read"
    plain.listing.toggle_starred()
    assert plain.post_list.notice[0] == "No starred post in All"


def test_orders_follow_each_other(plain: Controllers) -> None:
    plain.marks.mark_read([NEW])
    orders = []
    for _ in Sort:
        plain.listing.show_next_order()
        orders.append(plain.post_list.titles)
    assert orders == [
        ["Old", "Middle", "New"],
        ["Middle", "New", "Old"],
        ["Middle", "Old", "New"],
        ["New", "Middle", "Old"],
    ]


def test_the_cursor_stays_on_its_post_in_another_order(plain: Controllers) -> None:
    plain.post_list.highlight(NEW)
    for _ in Sort:
        plain.listing.show_next_order()
        assert plain.post_list.highlighted == NEW


def test_a_post_just_read_stays_among_the_unread_ones(plain: Controllers) -> None:
    plain.listing.sort = Sort.UNREAD
    plain.listing.refresh(is_new=True)
    plain.marks.mark_read([NEW])
    plain.listing.refresh(is_new=False)
    assert plain.post_list.titles == ["New", "Middle", "Old"]
    plain.listing.refresh(is_new=True)
    assert plain.post_list.titles == ["Middle", "Old", "New"]


def test_the_order_of_results_is_another_search(plain: Controllers) -> None:
    plain.search.type("post")
    plain.search.on_posts_found(found("post", OLD, NEW))
    plain.listing.show_next_order()
    assert plain.jobs.requests(JobGroup.SEARCH)[-1].is_newest_first
    assert plain.listing.sort is Sort.NEWEST


# What a search found.


def test_results_replace_the_category_until_the_search_ends(plain: Controllers) -> None:
    select(plain, "world")
    plain.search.type("post")
    plain.search.on_posts_found(found("post", OLD, NEW))
    assert plain.post_list.title == "post"
    assert plain.post_list.titles == ["Old", "New"]
    assert plain.post_list.headings == ["Found, best first"]
    plain.search.end()
    assert plain.post_list.title == "world"
    assert plain.post_list.titles == ["Middle"]


def test_a_search_without_results_is_explained(plain: Controllers) -> None:
    plain.search.type("zebra")
    plain.search.on_posts_found(found("zebra"))
    assert plain.post_list.titles == []
    assert plain.post_list.notice[0] == "Nothing found for zebra"


# The front page.


def test_all_posts_are_a_front_page_if_there_is_room(front: Controllers) -> None:
    assert front.post_list.title == FRONT
    assert front.post_list.headings[0] == "Lead story"
    front.fit(79, rows=31)
    assert front.post_list.title == "All"
    front.fit(80, rows=31)
    assert front.post_list.title == FRONT


def test_a_low_terminal_shows_a_front_page_if_it_is_wide_or_the_person_wants_one(
    front: Controllers,
) -> None:
    front.fit(119, rows=30)
    assert front.post_list.title == "All"
    front.listing.toggle_front_page()
    front.listing.refresh(is_new=True)
    assert front.post_list.title == FRONT
    front.fit(120, rows=30)
    front.listing.toggle_front_page()
    front.listing.refresh(is_new=True)
    assert front.post_list.title == "All"


def test_the_posts_of_a_front_page_are_some_of_all(front: Controllers) -> None:
    front.load(*(dated(number) for number in range(150)))
    assert list(front.listing.listed_posts) == front.post_list.posts
    assert len(front.listing.listed_posts) < len(front.listing.all_posts) == 150
    select(front, "local")
    assert list(front.listing.all_posts) == front.post_list.posts


@pytest.mark.parametrize("reason", ["category", "unread", "starred", "order", "search", "setting"])
def test_another_list_is_no_front_page(front: Controllers, reason: str) -> None:
    if reason == "category":
        select(front, "local")
    elif reason == "unread":
        front.listing.toggle_unread()
    elif reason == "starred":
        front.listing.toggle_starred()
    elif reason == "order":
        front.listing.show_next_order()
    elif reason == "search":
        front.search.type("post")
        front.search.on_posts_found(found("post", dated(1)))
    else:
        front.listing.toggle_front_page()
        front.listing.refresh(is_new=True)
    assert not front.listing.is_front_page
    assert front.post_list.title != FRONT


def test_choosing_the_front_page_drops_the_filters(front: Controllers) -> None:
    front.listing.toggle_unread()
    front.listing.toggle_front_page()
    front.listing.refresh(is_new=True)
    assert front.post_list.title == FRONT
    assert not front.listing.only_unread


def test_the_panes_are_arranged_when_the_front_page_comes_and_goes(front: Controllers) -> None:
    assert not front.panes.shows_article
    front.listing.toggle_unread()
    assert front.panes.shows_article
    front.listing.toggle_unread()
    assert not front.panes.shows_article


def test_a_post_that_is_not_on_the_front_page_is_listed_with_all(front: Controllers) -> None:
    front.load(*(dated(number) for number in range(150)))
    front.listing.highlight(dated(139))
    assert front.post_list.title == "All"
    assert front.post_list.highlighted == dated(139)
    front.listing.refresh(is_new=False)
    assert front.post_list.title == "All"
    front.listing.refresh(is_new=True)
    assert front.post_list.title == FRONT


def test_a_post_of_the_front_page_is_highlighted_on_it(front: Controllers) -> None:
    front.listing.highlight(dated(1))
    assert front.post_list.title == FRONT
    assert front.post_list.highlighted == dated(1)


# Going on.


def test_the_end_of_an_article_names_the_next_unread_post(plain: Controllers) -> None:
    plain.marks.mark_read([MIDDLE])
    assert plain.listing.next_post_of(NEW) == NextPost("Next in All", OLD)
    plain.marks.mark_read([OLD])
    assert plain.listing.next_post_of(NEW) == NextPost("Next in All", MIDDLE)


def test_the_end_of_an_article_names_the_next_post_found_read_or_not(plain: Controllers) -> None:
    plain.marks.mark_read([OLD])
    plain.search.type("post")
    plain.search.on_posts_found(found("post", NEW, OLD, MIDDLE))
    assert plain.listing.next_post_of(NEW) == NextPost("Next found", OLD)


def test_a_post_that_is_not_under_the_cursor_leads_nowhere(plain: Controllers) -> None:
    assert plain.listing.next_post_of(MIDDLE) == NextPost()


def test_unread_posts_are_looked_for_in_the_list_then_among_all(plain: Controllers) -> None:
    assert plain.listing.unread_post(1) == MIDDLE
    plain.post_list.move_cursor(2)
    assert plain.listing.unread_post(-1) == MIDDLE
    assert plain.listing.unread_post(1) == NEW
    plain.marks.mark_read([NEW, MIDDLE, OLD])
    assert plain.listing.unread_post(1) is None


def test_a_post_of_another_category_is_found_among_all(plain: Controllers) -> None:
    select(plain, "world")
    plain.listing.highlight(OLD)
    assert not plain.facets.selection
    assert plain.post_list.highlighted == OLD


# Earlier sessions.


def test_a_session_is_restored(plain: Controllers) -> None:
    session = LastSession((), ("category", "world"), MIDDLE.path, is_reading=False)
    plain.listing.restore(session)
    assert plain.post_list.title == "world"
    assert plain.post_list.highlighted == MIDDLE


@pytest.mark.parametrize(("post", "is_untouched"), [(NEW, True), (MIDDLE, False)])
def test_a_session_that_ended_at_the_top_stays_there(
    plain: Controllers, post: Post, is_untouched: bool
) -> None:
    plain.listing.restore(LastSession((), ("view", "all"), post.path, is_reading=False))
    assert plain.post_list.highlighted == post
    assert plain.post_list.is_untouched is is_untouched


def test_the_category_is_restored_without_its_post(plain: Controllers) -> None:
    session = LastSession((), ("category", "world"), "/news/gone.md", is_reading=False)
    plain.listing.restore(session)
    assert plain.post_list.title == "world"


# What is new.


def test_posts_that_arrive_come_first_and_the_cursor_stays(plain: Controllers) -> None:
    plain.post_list.move_cursor(1)
    plain.load(NEW, MIDDLE, OLD, ANCIENT, arrivals=[ANCIENT])
    assert plain.post_list.headings == ["New", "Earlier"]
    assert plain.post_list.titles == ["Ancient", "New", "Middle", "Old"]
    assert plain.post_list.highlighted == MIDDLE
    select(plain, "world")
    assert plain.post_list.headings == ["Latest"]


def test_a_front_page_has_the_posts_that_arrive(front: Controllers) -> None:
    front.load(*front.library.catalogue.posts, ANCIENT, arrivals=[ANCIENT])
    assert "New" in front.post_list.headings


def test_a_key_after_half_an_hour_ends_what_was_new(plain: Controllers) -> None:
    plain.load(NEW, MIDDLE, OLD, ANCIENT, arrivals=[ANCIENT])
    plain.visits.on_activity()
    assert plain.post_list.headings == ["New", "Earlier"]
    plain.now += 2_000
    plain.visits.on_activity()
    assert plain.post_list.headings == ["Latest"]


@pytest.mark.parametrize("fixture", ["plain", "front"])
def test_the_heading_of_new_posts_names_the_last_visit_once_there_was_one(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    shown: Controllers = request.getfixturevalue(fixture)
    posts = shown.library.catalogue.posts
    shown.load(*posts, ANCIENT, arrivals=[ANCIENT])
    assert "New" in shown.post_list.headings
    shown.now += 2_000
    shown.visits.on_activity()
    late = make("Late", date=date(1999, 1, 2))
    shown.load(*posts, ANCIENT, late, arrivals=[late])
    assert "New since your last visit" in shown.post_list.headings


def test_new_posts_can_be_searched_for(plain: Controllers) -> None:
    plain.load(NEW, MIDDLE, OLD, ANCIENT, arrivals=[ANCIENT])
    states = plain.marks.states
    assert [post.title for post in (NEW, ANCIENT) if states["new"](post)] == ["Ancient"]
