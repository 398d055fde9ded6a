"""Which feeds are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from reader.feeds.fetching.selection import all_feeds, current_state, due_feeds
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


@pytest.mark.parametrize(
    ("every", "not_before", "due_in"),
    [
        (timedelta(days=2), 0, 79_000),  # a longer time counts from the next fetch on
        (timedelta(minutes=15), -1_000, -100),
        (timedelta(minutes=15), 500, 500),
    ],
)
def test_a_smaller_time_between_fetches_counts_at_once(
    every: timedelta, not_before: float, due_in: float
) -> None:
    at = NOW - 1_000
    known = FetchState(
        ONE.url, attempted=at, succeeded=at, last_news=at, due=NOW + 79_000,
        not_before=NOW + not_before,
    )  # fmt: skip
    one = replace(ONE, every=every)
    due = current_state(one, {"one": known}).due
    assert due == pytest.approx(NOW + due_in, abs=1)
    assert current_state(one, {"one": replace(known, failures=1)}).due == NOW + 79_000
    assert (due_feeds([one], {"one": known}, {}, NOW) == [one]) is (due_in < 0)


def test_a_feed_of_a_host_that_asked_for_a_wait_is_not_due() -> None:
    assert due_feeds([ONE], {}, {"one.example": NOW + 5}, NOW) == []
    assert due_feeds([ONE], {}, {"one.example": NOW - 5}, NOW) == [ONE]


def test_a_feed_that_is_gone_is_not_among_all() -> None:
    states = {"one": state(ONE.url, NOW, is_gone=True), "two": state(TWO.url, NOW + 5)}

    assert all_feeds([ONE, TWO], states) == [TWO]
    assert due_feeds([ONE, TWO], states, {}, NOW) == []
