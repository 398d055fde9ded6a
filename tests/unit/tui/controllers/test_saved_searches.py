"""When the posts of saved searches are counted, and which counts are used."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.library.events import SearchesCounted
from reader.posts.catalogue import Catalogue
from reader.tui.controllers.saved_searches import SavedSearches
from reader.tui.jobs import JobGroup
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import Controllers, FakeWait, new_session

A, B = make("A"), make("B")


class Saved:
    """Two saved searches, and what they reported."""

    def __init__(self, **searches: str) -> None:
        self.all = Controllers()
        self.changes = 0
        self.waits: list[FakeWait] = []
        self.searches = SavedSearches(
            new_session(searches=searches).preferences,
            self.all.library,
            self.all.marks,
            self.all.jobs.start,
            self._on_change,
            self._wait_for,
        )

    def _on_change(self) -> None:
        self.changes += 1

    def _wait_for(self, callback: Callable[[], object]) -> FakeWait:
        self.waits.append(FakeWait(callback))
        return self.waits[-1]

    @property
    def is_waiting(self) -> bool:
        """Whether a count follows."""
        return self.waits[0].is_running

    def count(self) -> None:
        """Let the wait end."""
        self.waits[0].end()

    def take(self, catalogue: Catalogue, **unread: int) -> None:
        """Take the numbers of a job."""
        self.searches.on_counted(SearchesCounted(catalogue, unread, {}))


@pytest.fixture
def saved() -> Saved:
    saved = Saved(Short="mins:<5", Stars="is:starred")
    saved.all.load(A, B)
    return saved


def test_a_count_is_of_what_is_open_and_marked_now(saved: Saved) -> None:
    saved.all.marks.mark_read([A])
    saved.searches.count_later()
    assert saved.is_waiting
    saved.count()
    [request] = saved.all.jobs.requests(JobGroup.COUNTS)
    assert request.texts == ("mins:<5", "is:starred")
    assert request.catalogue is saved.all.library.catalogue
    assert request.marked == {A.path}


def test_nothing_is_counted_without_searches_or_before_all_posts_are_known() -> None:
    without = Saved()
    without.all.load(A)
    without.searches.count_later()
    assert not without.is_waiting
    loading = Saved(Short="mins:<5")
    loading.all.load(A, is_complete=False)
    loading.searches.count_later()
    assert not loading.is_waiting


def test_numbers_are_reported_once_and_only_for_the_current_posts(saved: Saved) -> None:
    catalogue = saved.all.library.catalogue
    saved.take(catalogue, **{"mins:<5": 2})
    saved.take(catalogue, **{"mins:<5": 2})
    assert saved.searches.unread == {"Short": 2}
    saved.take(Catalogue(), **{"mins:<5": 0})
    assert saved.searches.unread == {"Short": 2}
    assert saved.changes == 1


def test_searches_can_be_replaced(saved: Saved) -> None:
    assert saved.searches.name_of("is:starred") == "Stars"
    saved.searches.replace({"Mine": "is:starred"})
    assert saved.searches.name_of("is:starred") == "Mine"
    assert saved.searches.name_of("mins:<5") is None
    assert saved.changes == 1
    assert saved.is_waiting
