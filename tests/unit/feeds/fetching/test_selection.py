"""Which feeds are due."""

from __future__ import annotations

from reader.feeds.fetching.selection import all_feeds, due_feeds
from reader.store.feeds.fetch_state import FetchState
from tests.unit.feeds.fetching.world import feed

NOW = 1_800_000_000.0
ONE, TWO, THREE = feed("one"), feed("two"), feed("three")


def state(url: str, due: float, *, is_gone: bool = False) -> FetchState:
    return FetchState(url=url, attempted=NOW - 9_999, due=due, is_gone=is_gone)


def test_the_feed_that_has_been_due_for_longest_is_first() -> None:
    states = {
        "one": state(ONE.url, NOW - 5),
        "two": state(TWO.url, NOW + 5),
        "three": state(THREE.url, NOW - 50),
    }

    assert due_feeds([ONE, TWO, THREE], states, {}, NOW) == [THREE, ONE]


def test_a_new_feed_and_a_feed_with_a_new_address_are_due() -> None:
    states = {"two": state("https://old.example/", NOW + 5, is_gone=True)}

    assert due_feeds([ONE, TWO], states, {}, NOW) == [ONE, TWO]


def test_a_feed_of_a_host_that_asked_for_a_wait_is_not_due() -> None:
    assert due_feeds([ONE], {}, {"one.example": NOW + 5}, NOW) == []
    assert due_feeds([ONE], {}, {"one.example": NOW - 5}, NOW) == [ONE]


def test_a_feed_that_is_gone_is_not_among_all() -> None:
    states = {"one": state(ONE.url, NOW, is_gone=True), "two": state(TWO.url, NOW + 5)}

    assert all_feeds([ONE, TWO], states) == [TWO]
    assert due_feeds([ONE, TWO], states, {}, NOW) == []
