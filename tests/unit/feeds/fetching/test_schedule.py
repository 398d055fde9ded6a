"""When feeds are fetched again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.fetching import schedule
from reader.feeds.fetching.schedule import DAY, HOUR, MAX_RETRY_AFTER, MIN_WAIT
from reader.feeds.model import Subscription
from reader.store.feeds.fetch_state import FetchState

NOW = 1_800_000_000.0
DURATIONS = st.floats(0, 1e12)
IDS = st.text(max_size=8)


def subscription(feed_id: str = "feed", every: timedelta = timedelta(hours=1)) -> Subscription:
    return Subscription(feed_id, "Feed", "https://feed.example/", every=every)


@given(IDS, DURATIONS, DURATIONS, DURATIONS, st.timedeltas(timedelta(0), timedelta(days=99)))
def test_a_success_is_never_followed_within_15_minutes_or_a_retry_after(
    feed_id: str, silence: float, asked_wait: float, retry_after: float, every: timedelta
) -> None:
    due = schedule.after_success(
        subscription(feed_id, every),
        NOW,
        last_news=NOW - silence,
        asked_wait=asked_wait,
        retry_after=retry_after,
    )

    assert due >= NOW + MIN_WAIT
    assert due >= NOW + min(retry_after, MAX_RETRY_AFTER)
    assert due >= NOW + min(asked_wait, DAY)
    assert due >= NOW + every.total_seconds() * 0.9


@given(IDS, DURATIONS, DURATIONS, st.timedeltas(timedelta(0), timedelta(days=99)))
def test_nothing_but_a_retry_after_stretches_beyond_a_day(
    feed_id: str, silence: float, asked_wait: float, every: timedelta
) -> None:
    due = schedule.after_success(
        subscription(feed_id, every), NOW, last_news=NOW - silence, asked_wait=asked_wait
    )

    assert due <= NOW + max(every.total_seconds(), DAY)


@given(IDS, st.integers(1, 10_000), st.floats(0, 1e9), DURATIONS)
def test_failures_are_followed_ever_later_and_never_not_at_all(
    feed_id: str, failures: int, duration: float, retry_after: float
) -> None:
    def due(failures: int, duration: float) -> float:
        return schedule.after_failure(
            feed_id,
            NOW,
            failures=failures,
            failing_since=NOW - duration,
            retry_after=retry_after,
        )

    assert due(failures, duration) <= due(failures + 1, duration)
    assert due(failures, duration) <= due(failures, duration + HOUR)
    assert NOW + MIN_WAIT <= due(failures, duration) <= NOW + MAX_RETRY_AFTER
    assert due(failures, duration) >= NOW + min(retry_after, MAX_RETRY_AFTER)


@pytest.mark.parametrize(
    ("failures", "hours"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 24), (7, 24), (5_000, 24)]
)
def test_a_failing_feed_is_left_alone_for_1_2_4_to_24_hours(failures: int, hours: int) -> None:
    assert schedule.backoff(failures, DAY) == hours * HOUR


def test_a_feed_that_fails_for_a_month_is_fetched_weekly() -> None:
    assert schedule.backoff(30, 30 * DAY - 1) == DAY
    assert schedule.backoff(30, 30 * DAY) == 7 * DAY


@pytest.mark.parametrize(
    ("silence", "hours"), [(0, 1), (DAY, 1), (4 * DAY, 4), (12 * DAY, 12), (900 * DAY, 12)]
)
def test_a_quiet_feed_is_fetched_less_often(silence: float, hours: int) -> None:
    due = schedule.after_success(subscription(), NOW, last_news=NOW - silence)

    assert 0.9 * hours * HOUR <= due - NOW <= hours * HOUR


def test_a_quiet_feed_keeps_its_own_longer_time() -> None:
    weekly = subscription(every=timedelta(days=7))

    assert schedule.after_success(weekly, NOW, last_news=0.0) >= NOW + 6 * DAY


@given(IDS)
def test_jitter_is_at_most_a_tenth_and_always_the_same(feed_id: str) -> None:
    assert 0 < schedule.jitter(feed_id) <= 0.1
    assert schedule.jitter(feed_id) == schedule.jitter(feed_id)


def test_jitter_spreads_feeds() -> None:
    dues = {
        round(schedule.after_success(subscription(f"feed-{number}"), NOW)) for number in range(200)
    }

    assert len(dues) > 100


def test_a_new_feed_is_due_and_one_that_is_gone_never() -> None:
    assert schedule.is_due(FetchState(), NOW)
    assert not schedule.is_due(FetchState(is_gone=True), NOW)


def test_a_feed_is_due_when_its_time_has_come() -> None:
    state = FetchState(attempted=NOW - HOUR, due=NOW)

    assert schedule.is_due(state, NOW)
    assert not schedule.is_due(state, NOW - 1)


def test_a_state_from_a_wrong_clock_does_not_count() -> None:
    assert schedule.is_due(FetchState(attempted=NOW + 9 * DAY, due=NOW + 10 * DAY), NOW)
    assert schedule.wait_of_host(NOW + 31 * DAY, NOW) is None


def test_a_host_is_left_alone_until_the_time_that_it_asked_for() -> None:
    assert schedule.wait_of_host(NOW + 60, NOW) == NOW + 60
    assert schedule.wait_of_host(NOW, NOW) is None
    assert schedule.wait_of_host(None, NOW) is None


def test_validators_are_left_out_once_in_30_days() -> None:
    state = FetchState(etag='"1"', full_fetch=NOW)

    assert schedule.is_conditional(state, NOW + 29 * DAY)
    assert not schedule.is_conditional(state, NOW + 30 * DAY)
    assert not schedule.is_conditional(state, NOW - DAY)
    assert not schedule.is_conditional(FetchState(), NOW)
