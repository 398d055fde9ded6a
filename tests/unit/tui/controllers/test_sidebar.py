"""What is selected in the sidebar, and which rows it has."""

from __future__ import annotations

from datetime import date

import pytest

from reader.library.sidebar_rows import SidebarSection, numbered_values
from reader.posts.facets import Facet, FacetTable, FacetValue
from reader.posts.post import Post
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import Controllers, row_name

TIDE = make(
    "Tide",
    date=date(2026, 3, 3),
    categories=("local", "science"),
    tags=("sea", "tide tables"),
    authors=("Edda",),
)
CRANE = make(
    "Crane", date=date(2026, 2, 1), categories=("local",), tags=("harbour",), authors=("Niko",)
)
FERRY = make(
    "Ferry", date=date(2025, 2, 1), categories=("travel",), tags=("sea",), authors=("Niko",)
)
CUP = make("Cup", date=date(2024, 7, 9), categories=("sports",), authors=("Edda",), featured=True)
POSTS = (TIDE, CRANE, FERRY, CUP)


@pytest.fixture
def loaded(controllers: Controllers) -> Controllers:
    """Four posts in a terminal without room for a front page."""
    controllers.load(*POSTS)
    return controllers


def go_to(controllers: Controllers, name: str) -> None:
    """Move the cursor to the row of a name, as the widget does."""
    controllers.sidebar.cursor = controllers.sidebar.names.index(name)
    controllers.facets.follow_cursor()


def pin(controllers: Controllers, *names: str) -> None:
    """Make values chips; collapsed sections are expanded for it."""
    for name in names:
        if name not in controllers.sidebar.names:
            for heading in [row for row in controllers.sidebar.names if row.startswith("▸")]:
                go_to(controllers, heading)
                controllers.facets.go_in()
        go_to(controllers, name)
        assert controllers.facets.go_in()


def number_of(controllers: Controllers, name: str) -> tuple[int | None, int | None]:
    """Return the numbers of unread and of all posts of a row."""
    value = next(row for row in controllers.sidebar.rows if row_name(row) == name)
    assert isinstance(value, FacetValue)
    return controllers.sidebar.numbers(value)


# Rows.


def test_views_and_categories_are_expanded_at_first(loaded: Controllers) -> None:
    assert loaded.sidebar.names == [
        "All", "▾ Views", "Unread", "Featured", "▾ Categories", "local", "science", "sports",
        "travel", "▸ Tags", "▸ Authors", "▸ Dates",
    ]  # fmt: skip


def test_without_categories_the_first_other_section_is_expanded(controllers: Controllers) -> None:
    bare = [
        make(f"{number}", date=date(2026, number, 1), categories=("Uncategorised",))
        for number in (1, 2)
    ]
    controllers.load(*bare)
    assert controllers.sidebar.names == [
        "All", "▾ Views", "Unread", "▾ Dates", "February 2026", "January 2026",
    ]  # fmt: skip


def test_what_all_posts_share_has_no_section(controllers: Controllers) -> None:
    controllers.load(
        make("A", language="en", tags=("x",)), make("B", language="en", tags=("x", "y"))
    )
    assert controllers.sidebar.names == ["All", "▾ Views", "Unread", "▾ Tags", "x", "y"]
    assert controllers.facets.choice_count == 3


def test_a_section_is_expanded_and_collapsed(loaded: Controllers) -> None:
    go_to(loaded, "▸ Tags")
    assert not loaded.facets.go_in()
    assert loaded.sidebar.names[9:13] == ["▾ Tags", "sea", "harbour", "tide tables"]
    assert row_name(loaded.facets.row) == "▾ Tags"
    assert not loaded.facets.go_in()
    assert loaded.sidebar.names[9:] == ["▸ Tags", "▸ Authors", "▸ Dates"]


def test_numbers_follow_the_marks(loaded: Controllers) -> None:
    loaded.marks.mark_read([TIDE])
    loaded.marks.toggle_star(FERRY)
    loaded.facets.show_marks()
    assert number_of(loaded, "local") == (1, 2)
    assert number_of(loaded, "All") == (3, 4)
    assert number_of(loaded, "Unread") == (3, 3)
    assert number_of(loaded, "Starred") == (1, 1)
    assert loaded.sidebar.names[:5] == ["All", "▾ Views", "Unread", "Starred", "Featured"]


def test_numbers_are_those_of_the_posts_that_the_chips_leave(loaded: Controllers) -> None:
    pin(loaded, "Niko")
    assert number_of(loaded, "Unread") == (2, 2)
    assert number_of(loaded, "All") == (4, 4)
    assert number_of(loaded, "local") == (1, 1)
    assert "sports" not in loaded.sidebar.names
    # A post has one author, so that another one would take the place of the chip.
    assert number_of(loaded, "Edda") == (2, 2)
    loaded.marks.mark_read([CRANE, CUP])
    loaded.facets.show_marks()
    assert number_of(loaded, "local") == (0, 1)
    assert number_of(loaded, "Edda") == (1, 2)


def test_a_view_that_has_become_empty_stays_while_it_is_selected(loaded: Controllers) -> None:
    go_to(loaded, "Unread")
    loaded.marks.mark_read(POSTS)
    loaded.facets.show_marks()
    assert "Unread" in loaded.sidebar.names
    go_to(loaded, "All")
    loaded.facets.show_marks()
    assert "Unread" not in loaded.sidebar.names


# Selecting.


def test_the_list_shows_the_value_under_the_cursor(loaded: Controllers) -> None:
    go_to(loaded, "local")
    assert loaded.post_list.titles == ["Tide", "Crane"]
    assert (loaded.post_list.title, loaded.post_list.chips) == ("local", [])
    go_to(loaded, "▾ Categories")
    assert loaded.post_list.title == "local"
    go_to(loaded, "All")
    assert loaded.post_list.title == "All"


def test_chips_combine_with_each_other_and_with_the_cursor(loaded: Controllers) -> None:
    pin(loaded, "local")
    assert (loaded.post_list.title, loaded.post_list.chips) == ("", ["local"])
    pin(loaded, "Edda")
    assert loaded.post_list.chips == ["local", "author: Edda"]
    assert loaded.post_list.titles == ["Tide"]
    go_to(loaded, "science")
    assert loaded.post_list.title == "science"
    assert loaded.facets.selection.query == 'in:"local" by:"Edda" in:"science"'


def test_a_value_takes_the_place_of_one_that_no_post_has_as_well(loaded: Controllers) -> None:
    pin(loaded, "2026")
    assert loaded.sidebar.names[-5:] == [
        "▾ Dates", "2026", "March 2026", "February 2026", "2025",
    ] or "2024" in loaded.sidebar.names  # fmt: skip
    go_to(loaded, "February 2026")
    assert loaded.post_list.titles == ["Crane"]
    assert loaded.post_list.chips == []
    loaded.facets.go_in()
    assert loaded.post_list.chips == ["February 2026"]
    pin(loaded, "2025")
    assert loaded.post_list.chips == ["2025"]
    assert loaded.post_list.titles == ["Ferry"]


def test_selecting_the_same_again_keeps_the_place_in_the_list(loaded: Controllers) -> None:
    go_to(loaded, "local")
    loaded.post_list.highlight(CRANE)
    loaded.facets.go_in()
    assert loaded.post_list.highlighted == CRANE


def test_the_last_chip_is_removed_in_the_list(loaded: Controllers) -> None:
    pin(loaded, "local", "Edda")
    assert loaded.facets.remove_last()
    assert loaded.post_list.chips == ["local"]
    assert loaded.post_list.titles == ["Tide", "Crane"]
    assert loaded.facets.remove_last()
    assert loaded.post_list.chips == []
    assert not loaded.facets.remove_last()


def test_a_chip_removed_in_the_sidebar_stays_under_the_cursor(loaded: Controllers) -> None:
    pin(loaded, "local")
    assert loaded.facets.remove_last(keep_row=True)
    assert (loaded.post_list.title, loaded.post_list.chips) == ("local", [])
    go_to(loaded, "travel")
    assert loaded.post_list.titles == ["Ferry"]


def test_any_chip_can_be_removed(loaded: Controllers) -> None:
    pin(loaded, "local", "Edda")
    loaded.facets.remove_chip("local")
    assert loaded.post_list.chips == ["author: Edda"]
    loaded.facets.remove_chip("local")  # clicked twice
    assert loaded.post_list.chips == ["author: Edda"]
    assert loaded.post_list.titles == ["Cup", "Tide"]


def test_all_posts_drop_the_chips(loaded: Controllers) -> None:
    pin(loaded, "local")
    go_to(loaded, "All")
    assert loaded.post_list.titles == ["Tide", "Crane"]
    assert loaded.facets.go_in()
    assert not loaded.facets.chips
    pin(loaded, "local")
    loaded.facets.select_number(0)
    assert not loaded.facets.selection


def test_number_keys_move_to_the_values_in_their_order(loaded: Controllers) -> None:
    names = []
    for number in range(1, 5):
        assert loaded.facets.select_number(number)
        names.append(loaded.post_list.title)
    assert names == ["local", "science", "sports", "travel"]
    assert not loaded.facets.select_number(5)
    assert loaded.post_list.title == "travel"


def test_a_value_keeps_its_number_while_chips_and_views_come_and_go(loaded: Controllers) -> None:
    numbered = loaded.sidebar.numbered
    pin(loaded, "sports")
    loaded.marks.toggle_star(FERRY)
    loaded.marks.mark_read(POSTS)
    loaded.facets.show_marks()
    assert loaded.sidebar.numbered == numbered
    assert not loaded.facets.select_number(2)
    loaded.facets.clear()
    assert loaded.facets.select_number(2)
    assert loaded.post_list.title == "science"


def test_only_nine_values_have_a_number() -> None:
    posts = [make(str(number), tags=(f"t{number}", f"u{number}")) for number in range(8)]
    numbered = numbered_values([], FacetTable(posts), {Facet.VIEW, Facet.TAG})
    assert (len(numbered), numbered[0]) == (9, (Facet.TAG, "t0"))


def test_a_saved_search_moves_no_number_that_values_have() -> None:
    table = FacetTable([make(str(number), tags=(f"t{number}",)) for number in range(7)])
    one, two = (FacetValue(Facet.VIEW, name, query=name) for name in ("one", "two"))
    tags = [(Facet.TAG, f"t{number}") for number in range(7)]
    shown = {Facet.VIEW, Facet.TAG}
    assert numbered_values([], table, shown) == [*tags, None, None]
    assert numbered_values([one], table, shown) == [*tags, None, one.key]
    assert numbered_values([one, two], table, shown) == [*tags, two.key, one.key]
    assert numbered_values([one, two, one], table, shown) == [*tags[:6], one.key, two.key, one.key]
    assert numbered_values([one] * 20, table, shown) == [one.key] * 9
    assert numbered_values([one], table, {Facet.TAG}) == [*tags, None, None]


def test_a_value_from_elsewhere_is_selected_alone(loaded: Controllers) -> None:
    pin(loaded, "local")
    tag = loaded.library.catalogue.facets.get(Facet.TAG, "harbour")
    assert tag is not None
    loaded.facets.select_only(tag)
    assert loaded.facets.row == tag
    assert loaded.post_list.title == "tag: harbour"
    month = FacetValue(Facet.DATE, "2026-02")
    loaded.facets.select_only(month)
    assert loaded.facets.row == month
    assert loaded.post_list.titles == ["Crane"]


def test_chips_that_leave_nothing_are_explained(loaded: Controllers) -> None:
    pin(loaded, "local")
    loaded.facets.chips = loaded.facets.chips.with_value(
        FacetValue(Facet.CATEGORY, "sports"), is_exclusive=False
    )
    loaded.listing.refresh(is_new=True)
    assert loaded.post_list.titles == []
    assert loaded.post_list.notice[0] == "No post has all of these"
    assert "Backspace" in loaded.post_list.notice[-1]


# Views.


def test_hidden_posts_have_a_view_of_their_own(loaded: Controllers) -> None:
    drafts = [
        make(f"Draft {number}", hidden="draft", categories=(name,), date=date(2026, 1, number))
        for number, name in enumerate(("local", "world"), 1)
    ]
    loaded.load(*POSTS, *drafts)
    assert number_of(loaded, "Hidden") == (2, 2)
    go_to(loaded, "Hidden")
    assert loaded.post_list.titles == ["Draft 2", "Draft 1"]
    loaded.facets.go_in()
    assert [name for name in loaded.sidebar.names if name in ("local", "world", "sports")] == [
        "local", "world",
    ]  # fmt: skip
    go_to(loaded, "world")
    assert loaded.post_list.titles == ["Draft 2"]
    loaded.facets.clear()
    pin(loaded, "local")
    assert "Hidden" not in loaded.sidebar.names


def test_saved_searches_are_views_that_are_searched_for(loaded: Controllers) -> None:
    loaded.saved.texts = {"By the sea": "tag:sea"}
    loaded.saved.unread = {"By the sea": 2}
    loaded.facets.show_marks()
    assert loaded.sidebar.names[2:5] == ["Unread", "Featured", "By the sea"]
    assert number_of(loaded, "By the sea") == (2, None)
    assert loaded.facets.search_text == ""
    go_to(loaded, "By the sea")
    assert loaded.facets.search_text == "tag:sea"
    pin(loaded, "local")
    assert loaded.facets.search_text == ""


def test_a_saved_search_may_have_the_name_of_a_view(loaded: Controllers) -> None:
    loaded.saved.texts = {"All": "tag:harbour", "Featured": "tag:sea", "featured": "by:niko"}
    loaded.facets.show_marks()
    names = loaded.sidebar.names
    assert names[2:7] == ["Unread", "Featured", "All", "Featured", "featured"]
    found: list[str] = []
    for row in range(3, 7):
        loaded.sidebar.cursor = row
        loaded.facets.follow_cursor()
        found.append(loaded.facets.selection.query)
        assert loaded.sidebar.cursor == row
        loaded.facets.show_marks()
        assert loaded.sidebar.cursor == row
    assert found == ["is:featured", "tag:harbour", "tag:sea", "by:niko"]


def test_later_has_its_own_order_and_title(loaded: Controllers) -> None:
    for post in (FERRY, TIDE):
        loaded.marks.add_to_later([post])
    loaded.facets.show_marks()
    assert number_of(loaded, "Later") == (2, 2)
    go_to(loaded, "Later")
    assert loaded.post_list.titles == ["Ferry", "Tide"]
    assert loaded.post_list.title.startswith("Later · 2 posts · ")
    loaded.facets.go_in()
    assert loaded.post_list.chips == ["Later"]
    assert loaded.post_list.title.startswith("2 posts · ")


# Another catalogue.


def test_what_is_selected_stays_when_posts_come_and_go(loaded: Controllers) -> None:
    pin(loaded, "Niko")
    go_to(loaded, "local")
    more = make("More", date=date(2026, 4, 1), categories=("local",), authors=("niko",))
    loaded.load(*POSTS, more)
    assert loaded.post_list.titles == ["More", "Crane"]
    assert row_name(loaded.facets.row) == "local"
    loaded.load(FERRY, CUP)
    assert loaded.facets.chips.names == ["author: Niko"]


# Sections, and filtering.


def test_sections_are_stepped_through(loaded: Controllers) -> None:
    found = []
    while loaded.facets.step_section(1):
        found.append(row_name(loaded.facets.row))
    assert found == ["▾ Views", "▾ Categories", "▸ Tags", "▸ Authors", "▸ Dates"]
    while loaded.facets.step_section(-1):
        pass
    assert row_name(loaded.facets.row) == "▾ Views"


def test_rows_are_filtered_in_all_sections(loaded: Controllers) -> None:
    loaded.facets.filter("ES")
    assert loaded.sidebar.names == ["▾ Tags", "tide tables"]
    assert row_name(loaded.facets.row) == "tide tables"
    assert loaded.post_list.titles == ["Tide"]
    loaded.facets.filter("feb")
    assert loaded.sidebar.names == ["▾ Dates", "February 2026", "February 2025"]
    loaded.facets.filter("zebra")
    assert loaded.sidebar.names == []
    assert (loaded.sidebar.part, loaded.post_list.title) == ("zebra", "February 2026")


def test_a_filter_that_is_given_up_restores_the_rows_and_the_cursor(loaded: Controllers) -> None:
    go_to(loaded, "travel")
    before = loaded.sidebar.names
    for text in ("s", "sea", ""):
        loaded.facets.filter(text)
    loaded.facets.filter("sea")
    loaded.facets.end_filter(keep_row=False)
    assert loaded.sidebar.names == before
    assert row_name(loaded.facets.row) == "travel"
    assert loaded.post_list.title == "travel"


def test_the_cursor_can_stay_on_the_match(loaded: Controllers) -> None:
    loaded.facets.filter("harb")
    loaded.facets.end_filter(keep_row=True)
    assert row_name(loaded.facets.row) == "harbour"
    assert "▾ Tags" in loaded.sidebar.names
    assert "▸ Authors" in loaded.sidebar.names


def test_a_match_becomes_a_chip(loaded: Controllers) -> None:
    loaded.facets.filter("harb")
    assert loaded.facets.go_in()
    assert loaded.post_list.chips == ["tag: harbour"]
    assert loaded.facets.filter_text == ""
    assert row_name(loaded.facets.row) == "harbour"


# Sessions.


def test_a_session_restores_chips_sections_and_the_cursor(
    loaded: Controllers, controllers: Controllers
) -> None:
    pin(loaded, "Edda")
    go_to(loaded, "local")
    session = loaded.facets.session(TIDE, is_reading=False)
    assert session is not None
    other = Controllers()
    other.fit(100)
    other.load(*POSTS)
    other.listing.restore(session)
    assert other.sidebar.names == loaded.sidebar.names
    assert row_name(other.facets.row) == "local"
    assert other.post_list.chips == ["author: Edda"]
    assert other.post_list.titles == ["Tide"]
    assert loaded.facets.session(None, is_reading=False) is None


def test_posts_of_a_preview_have_totals_only(make_preview: Controllers) -> None:
    assert number_of(make_preview, "All") == (None, 40)
    assert number_of(make_preview, "local") == (None, 30)
    assert number_of(make_preview, "Unread") == (None, None)


@pytest.fixture
def make_preview(controllers: Controllers) -> Controllers:
    """The first post of forty."""
    from reader.posts.catalogue import Preview

    values = [FacetValue(Facet.CATEGORY, "local", 30), FacetValue(Facet.CATEGORY, "x", 10)]
    controllers.library.catalogue = Preview([TIDE], values, 40)
    controllers.facets.show_catalogue()
    return controllers


# Saved searches.


def test_a_saved_search_that_is_selected_leaves_the_rows_of_what_it_finds(
    loaded: Controllers,
) -> None:
    loaded.saved.texts["Water"] = "tide OR ferry"
    loaded.facets.show_searches()
    pin(loaded, "Water")
    assert loaded.facets.search_text == "tide OR ferry"
    assert "travel" not in loaded.sidebar.names  # nothing is known of it yet
    loaded.saved.tests["tide OR ferry"] = lambda post: post in (TIDE, FERRY)
    loaded.saved.unread["Water"] = 2
    loaded.facets.show_searches()
    names = loaded.sidebar.names
    assert [name for name in names if name in ("local", "science", "sports", "travel")] == [
        "local", "science", "travel",
    ]  # fmt: skip
    assert number_of(loaded, "local") == (1, 1)
    assert number_of(loaded, "Water") == (2, None)


def feed_post(title: str, feed: str | None, *categories: str) -> Post:
    return make(title, feed=feed, guid=title, categories=categories or ("Uncategorised",))


FEED_POSTS = (
    feed_post("A", "Tides", "World"),
    feed_post("B", "Boats", "Tech"),
    feed_post("C", "Boats", "Tech"),
    feed_post("D", "Crabs", "World"),
    feed_post("E", "Alone"),
)


def test_feeds_are_below_the_categories_in_groups(controllers: Controllers) -> None:
    controllers.load(*FEED_POSTS)
    names = controllers.sidebar.names
    assert names[names.index("▾ Categories") :] == [
        "▾ Categories", "Tech", "World", "Uncategorised",
        "▾ Feeds", "- Tech", "Boats", "- World", "Crabs", "Tides", "- Uncategorised", "Alone",
    ]  # fmt: skip
    assert number_of(controllers, "Boats") == (2, 2)


def test_feeds_of_one_category_are_in_no_group(controllers: Controllers) -> None:
    controllers.load(*FEED_POSTS[1:3], feed_post("F", "Drones", "Tech"))
    names = controllers.sidebar.names
    assert names[names.index("▾ Feeds") :] == ["▾ Feeds", "Boats", "Drones"]


def test_a_category_leaves_its_feeds(controllers: Controllers) -> None:
    controllers.load(*FEED_POSTS)
    pin(controllers, "World")
    names = controllers.sidebar.names
    assert names[names.index("▾ Feeds") :] == ["▾ Feeds", "Crabs", "Tides"]
    pin(controllers, "Tides")
    assert controllers.facets.selection.query == 'in:"World" feed:"Tides"'
    assert [post.title for post in controllers.facets.posts()] == ["A"]


def test_the_cursor_is_never_on_the_name_of_a_group(controllers: Controllers) -> None:
    controllers.load(*FEED_POSTS)
    go_to(controllers, "Boats")
    controllers.load(*FEED_POSTS[:1], *FEED_POSTS[3:])
    row = controllers.facets.row
    assert isinstance(row, FacetValue | SidebarSection)


def test_number_keys_select_feeds_after_categories(controllers: Controllers) -> None:
    controllers.load(*FEED_POSTS)
    assert controllers.facets.select_number(4)
    assert controllers.facets.selection.query == 'feed:"Boats"'


def test_failing_feeds_are_marked_until_they_work_again(controllers: Controllers) -> None:
    controllers.load(*FEED_POSTS)
    controllers.facets.show_failing_feeds(["Boats", "gone"])
    assert set(controllers.sidebar.failing) == {(Facet.FEED, "boats"), (Facet.FEED, "gone")}
    controllers.facets.show_failing_feeds([])
    assert not controllers.sidebar.failing
