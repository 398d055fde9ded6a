"""What the margins say."""

from __future__ import annotations

from datetime import date

import pytest

from reader.library.events import WordsIndexed
from reader.posts.facets import LATER
from reader.posts.post import PAGE
from reader.tui.bindings import HINTS, SEARCH
from reader.tui.controllers.reading.find import FindController
from reader.tui.controllers.status import StatusController
from reader.tui.panes import Pane
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import Controllers, found

A, B = make("A", date=date(2026, 3, 2)), make("B", date=date(2026, 3, 1))


class Masthead:
    """Keeps the status."""

    status = ""
    warning = ""


class Hints:
    """Keeps the place whose keys are offered."""

    offered: tuple[str, int, int, int] = ("", 0, 0, 0)

    def offer(
        self, place: str, problem_count: int, skipped_count: int, failed_count: int = 0
    ) -> None:
        self.offered = place, problem_count, skipped_count, failed_count


class FindBox:
    """The box for a text to find."""

    display = False

    def begin(self) -> None:
        self.display = True

    def end(self) -> None:
        self.display = False


class FindView:
    """An article to find in."""

    find_text = ""
    path = A.path

    def begin_finding(self) -> None:
        pass

    def end_finding(self, *, go_back: bool) -> None:
        pass


class Margins:
    """The margins around the other controllers."""

    def __init__(self, columns: int = 100) -> None:
        self.all = Controllers()
        self.all.fit(columns)
        self.masthead, self.hints = Masthead(), Hints()
        self.find = FindController(FindBox(), FindView())
        self.picked: list[str] = []
        self.failing = 0
        self.controller = StatusController(
            self.masthead,
            self.hints,
            self.all.post_list,
            self.all.library,
            self.all.marks,
            self.all.listing,
            self.all.panes,
            lambda: self.find.is_open,
            self.picked,
            lambda: self.failing,
            lambda: "",
        )

    @property
    def status(self) -> str:
        """The status now."""
        self.controller.show()
        return self.masthead.status

    def place(self, typing_in: str | None = None) -> str:
        """Return the place whose keys are offered now."""
        self.controller.offer_hints(typing_in)
        return self.hints.offered[0]


@pytest.fixture
def margins() -> Margins:
    return Margins()


def test_the_status_is_how_far_loading_has_come_then_the_cursor(margins: Margins) -> None:
    assert margins.status == ""
    margins.all.load(A, is_complete=False)
    assert margins.status == "loading 1 of 2"
    margins.all.load(A, B)
    assert margins.status == "1 of 2 · 2 unread"
    margins.all.post_list.move_cursor(1)
    assert margins.status == "2 of 2 · 2 unread"


def test_the_status_counts_unread_posts(margins: Margins) -> None:
    margins.all.load(A, B)
    margins.all.marks.mark_read([A])
    margins.all.facets.show_marks()
    assert margins.status == "1 of 2 · 1 unread"


def test_hidden_posts_are_counted_and_pages_are_not(margins: Margins) -> None:
    draft, page = make("Draft", hidden="draft"), make("Page", hidden=PAGE)
    margins.all.load(A, draft, page)
    assert margins.status == "1 of 1 · 1 unread · 1 hidden"
    margins.all.load(draft)
    assert margins.status == "1 hidden"


def test_only_a_list_of_all_posts_counts_what_is_unread_and_hidden(margins: Margins) -> None:
    margins.all.load(A, B, make("Draft", hidden="draft"))
    margins.all.marks.count_unread(margins.all.library.catalogue)
    assert margins.status == "1 of 2 · 2 unread · 1 hidden"
    margins.all.search.type("b")
    margins.all.search.on_posts_found(found("b", B)._replace(is_complete=False))
    assert margins.status == ""  # how many there are is not known yet
    margins.all.search.on_posts_found(found("b", B))
    assert margins.status == "1 of 1"


def test_a_front_page_shows_some_of_the_posts_and_has_no_position() -> None:
    margins = Margins(columns=140)
    margins.all.load(A, B)
    assert margins.all.listing.is_front_page
    assert margins.status == "2 posts · 2 unread"


def test_indexing_is_shown_before_the_cursor(margins: Margins) -> None:
    margins.all.load(A, B)
    margins.all.library.on_words_indexed(WordsIndexed(1, 2))
    assert margins.status == "indexing 50% · 1 of 2 · 2 unread"


def test_an_empty_list_has_no_position(margins: Margins) -> None:
    margins.all.load()
    margins.all.marks.unread_count = 3
    assert margins.status == ""


def test_keys_are_those_of_the_place(margins: Margins) -> None:
    margins.all.load(A, B)
    assert margins.place() == Pane.LIST
    margins.all.panes.enter(Pane.SIDEBAR)
    assert margins.place() == Pane.SIDEBAR
    margins.all.panes.enter(Pane.ARTICLE)
    assert margins.place() == Pane.ARTICLE
    margins.find.begin()
    assert margins.place() == "finding"
    assert margins.place(SEARCH) == SEARCH
    margins.all.panes.enter(Pane.LIST)
    assert margins.place() == Pane.LIST


def test_results_offer_keys_of_their_own_in_the_list(margins: Margins) -> None:
    margins.all.load(A, B)
    margins.all.search.type("post")
    assert margins.place() == Pane.LIST
    margins.all.search.on_posts_found(found("post", A))
    assert margins.place() == "found"
    margins.all.panes.enter(Pane.SIDEBAR)
    assert margins.place() == Pane.SIDEBAR


def test_the_sidebar_offers_to_remove_filters_if_there_are_any(margins: Margins) -> None:
    margins.all.load(A, make("C", categories=("world",)))
    margins.all.panes.enter(Pane.SIDEBAR)
    assert "read.back" not in dict(HINTS[margins.place()])
    margins.all.sidebar.cursor = margins.all.sidebar.names.index("world")
    margins.all.facets.follow_cursor()
    assert "read.back" not in dict(HINTS[margins.place()])
    assert margins.all.facets.go_in()
    assert "read.back" in dict(HINTS[margins.place()])


def test_later_offers_to_close_only_a_search(margins: Margins) -> None:
    margins.all.load(A, B)
    margins.all.marks.add_to_later([A])
    margins.all.panes.enter(Pane.LIST)
    margins.all.facets.show_marks()
    margins.all.facets.select_only(LATER)
    assert margins.place() == "later"
    assert ("go.out", "sidebar") in HINTS["later"]
    margins.all.facets.clear()
    margins.all.search.type("is:later")
    margins.all.search.on_posts_found(found("is:later", A))
    assert margins.place() == "found later"


def test_a_front_page_offers_keys_of_its_own() -> None:
    margins = Margins(columns=140)
    margins.all.load(A, B)
    assert margins.place() == "front"
    margins.all.panes.enter(Pane.SIDEBAR)
    assert margins.place() == Pane.SIDEBAR
