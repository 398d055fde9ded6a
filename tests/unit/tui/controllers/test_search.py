"""The current search: what is run, and which results are taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.library.events import ExcerptsBuilt
from reader.library.library import Library
from reader.library.requests import ExcerptRequest, SearchRequest
from reader.posts.search.excerpt import Excerpt
from reader.posts.search.hits import Hit
from reader.tui.controllers.library import LibraryController
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.controllers.search import MAX_HITS, SearchController
from reader.tui.jobs import JobGroup
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import FOLDERS, Jobs, found, loaded

A, B = make("A", categories=("world",)), make("B")


class Search:
    """A search over two posts, and what it reported."""

    def __init__(self, jobs: Jobs) -> None:
        self.jobs = jobs
        self.library = LibraryController(Library(FOLDERS), jobs.start, print, print)
        self.library.load()
        self.library.on_posts_loaded(loaded(jobs, A, B))
        self.marks = ReadMarks(None, print)
        self.changes: list[bool] = []
        self.search = SearchController(self.library, self.marks, jobs.start, self.changes.append)

    def run(self, text: str) -> None:
        """Type a text and search for it."""
        if self.search.type(text):
            self.search.run()

    @property
    def requests(self) -> list[SearchRequest]:
        """The searches that were started."""
        return self.jobs.requests(JobGroup.SEARCH)


@pytest.fixture
def searching(jobs: Jobs) -> Search:
    return Search(jobs)


def test_a_search_looks_at_what_is_open_now(searching: Search) -> None:
    searching.run("  harbour ")
    (request,) = searching.requests
    assert request.text == "harbour"
    assert request.catalogue is searching.library.catalogue
    assert not request.is_indexed
    assert not request.is_newest_first
    assert set(request.states) == {"read", "unread", "starred", "later", "new"}


def test_a_request_does_not_change_with_the_screen(searching: Search) -> None:
    searching.run("harbour")
    (request,) = searching.requests
    searching.library.load()
    searching.library.on_posts_loaded(loaded(searching.jobs, A))
    assert len(request.catalogue.posts) == 2
    with pytest.raises(AttributeError):
        request.text = "other"  # type: ignore[misc]


def test_nothing_is_searched_for_without_a_text(searching: Search) -> None:
    searching.run("   ")
    searching.search.run()
    assert searching.requests == []
    assert searching.changes == []


def test_excerpts_are_built_once_and_kept(searching: Search) -> None:
    searching.run("tide")
    searching.search.build_excerpts([A])
    assert searching.jobs.requests(JobGroup.EXCERPTS) == []  # nothing is found yet
    searching.search.on_posts_found(found("tide", A, B))
    searching.search.build_excerpts([A, B])
    searching.search.build_excerpts([B])
    assert searching.jobs.requests(JobGroup.EXCERPTS) == [ExcerptRequest("tide", (A, B))]
    hits = {A.path: Hit(A, Excerpt("A", ()), Excerpt("The tide", ((4, 8),)))}
    assert searching.search.on_excerpts_built(ExcerptsBuilt("tide", hits))
    searching.search.on_posts_found(found("tide", A, B))
    assert searching.search.hits == hits
    searching.run("sea")
    assert not searching.search.on_excerpts_built(ExcerptsBuilt("sea", hits))
    searching.search.on_posts_found(found("sea", A))
    assert searching.search.hits == {}


def test_excerpts_of_posts_that_were_loaded_again_are_dropped(searching: Search) -> None:
    searching.run("tide")
    searching.search.on_posts_found(found("tide", A))
    searching.search.on_excerpts_built(
        ExcerptsBuilt("tide", {A.path: Hit(A, Excerpt("A", ()), Excerpt("The tide", ((4, 8),)))})
    )
    searching.library.load()
    searching.library.on_posts_loaded(loaded(searching.jobs, replace(A, words=3), B))
    searching.search.on_posts_found(found("tide", A))
    assert searching.search.hits == {}


def test_a_limited_number_of_excerpts_is_kept(searching: Search) -> None:
    searching.run("tide")
    searching.search.on_posts_found(found("tide", A))
    for number in range(MAX_HITS + 5):
        hit = Hit(A, Excerpt("A", ()), Excerpt("The tide", ()))
        searching.search.on_excerpts_built(ExcerptsBuilt("tide", {f"/{number}": hit}))
    assert list(searching.search.hits) == [f"/{number}" for number in range(5, MAX_HITS + 5)]


def test_a_field_without_a_value_finds_nothing_yet(searching: Search) -> None:
    searching.run("tide")
    searching.search.on_posts_found(found("tide", A))
    searching.run("tag:")
    searching.search.on_posts_found(found("tag:"))
    assert searching.search.results is None


def test_results_of_an_earlier_query_are_ignored(searching: Search) -> None:
    searching.run("harb")
    searching.run("harbour")
    searching.search.on_posts_found(found("harb", A, B))
    assert searching.search.results is None
    assert searching.changes == []
    searching.search.on_posts_found(found("harbour", A))
    assert searching.search.results is not None
    assert searching.search.results.posts == (A,)


def test_results_after_the_end_of_a_search_are_ignored(searching: Search) -> None:
    searching.run("harbour")
    searching.search.end()
    searching.search.on_posts_found(found("harbour", A))
    assert searching.search.results is None


def test_only_the_first_results_of_a_query_are_of_another_search(searching: Search) -> None:
    searching.run("harb")
    searching.search.on_posts_found(found("harb", A, B))
    searching.search.on_posts_found(found("harb", A, B))
    searching.run("harbour")
    searching.search.on_posts_found(found("harbour", A))
    assert searching.changes == [True, False, True]


def test_results_stay_until_those_of_the_next_query_arrive(searching: Search) -> None:
    results = found("harb", A)
    searching.run("harb")
    searching.search.on_posts_found(results)
    searching.run("harbour")
    assert searching.search.results == results


@pytest.mark.parametrize("ends_with", ["nothing typed", "the end"])
def test_a_search_that_ends_has_no_results(searching: Search, ends_with: str) -> None:
    searching.run("harbour")
    searching.search.on_posts_found(found("harbour", A))
    if ends_with == "the end":
        searching.search.end()
    else:
        assert not searching.search.type("")
    assert searching.search.results is None
    assert searching.search.text == ""
    assert searching.changes == [True, True]
    searching.search.end()
    assert searching.changes == [True, True]


def test_the_order_is_that_of_the_next_searches_too(searching: Search) -> None:
    searching.run("harbour")
    searching.search.toggle_order()
    searching.run("lights")
    orders = [(request.text, request.is_newest_first) for request in searching.requests]
    assert orders == [("harbour", False), ("harbour", True), ("lights", True)]


def test_phrases_are_those_of_the_results(searching: Search) -> None:
    assert searching.search.phrases == ()
    searching.run("harbour lights")
    searching.search.on_posts_found(found("harbour lights", A))
    assert len(searching.search.phrases) == 2
    searching.search.end()
    assert searching.search.phrases == ()


def test_fields_are_completed_from_the_open_posts(searching: Search) -> None:
    assert searching.search.complete("in:wor") == "in:world"
    searching.library.load()
    searching.library.on_posts_loaded(loaded(searching.jobs, B))
    assert searching.search.complete("in:wor") is None
