"""What a fetch does with the answers of servers."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from reader.feeds.entries.intake import ExpiredPost
from reader.feeds.errors import FeedError
from reader.feeds.events import (
    FeedFailed,
    FeedFetched,
    FeedMoved,
    FeedPostponed,
    FetchEnded,
    FetchStarted,
    PostDeleted,
    PostWritten,
)
from reader.feeds.fetching.schedule import DAY, HOUR
from reader.feeds.fetching.transfers import MAX_TRANSFERS
from reader.feeds.model import Subscription
from reader.web.errors import DocumentError, FailureKind
from tests.unit.feeds.fetching.world import World, answer, feed

NO_CONNECTION = DocumentError("the server cannot be reached", FailureKind.UNREACHABLE)


def test_events_tell_what_a_fetch_brings(world: World) -> None:
    kottke = feed("kottke")

    world.fetch(kottke)

    assert world.events == [
        FetchStarted(1),
        PostWritten("kottke", "/feeds/kottke/one.md", "one", is_new=True),
        PostWritten("kottke", "/feeds/kottke/two.md", "two", is_new=True),
        FeedFetched("kottke", "Kottke", new=2),
        FetchEnded(feeds=1, new=2),
    ]


def test_a_second_fetch_brings_nothing_twice(world: World) -> None:
    world.fetch(feed("kottke"))

    ended = world.fetch(feed("kottke"))

    assert world.find(PostWritten) == []
    assert ended == FetchEnded(feeds=1)


def test_a_fetch_of_nothing_starts_and_ends(world: World) -> None:
    world.fetch()

    assert world.events == [FetchStarted(0), FetchEnded(0)]


def test_deleted_posts_are_told_also_if_nothing_has_changed(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(etag="1"), answer(304))
    world.fetch(kottke)
    world.intake.expired = [ExpiredPost("/feeds/old.md", "Old", "older than 30 days")]

    world.fetch(kottke)

    assert world.find(PostDeleted) == [
        PostDeleted("kottke", "/feeds/old.md", "Old", "older than 30 days")
    ]


def test_validators_are_sent_exactly_as_received(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(etag='W/"a b"', last_modified="yesterday"), answer(304))

    world.fetch(kottke)
    world.fetch(kottke)

    download = world.sent[0][1]
    assert download.is_conditional
    assert (download.state.etag, download.state.last_modified) == ('W/"a b"', "yesterday")
    assert world.find(FeedFetched) == [FeedFetched("kottke", "Kottke", is_unchanged=True)]


def test_304_keeps_the_validators_and_another_feed_replaces_both(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(etag="1", last_modified="x"), answer(304), answer(etag="2"))

    world.fetch(kottke)
    world.fetch(kottke)
    assert (world.state(kottke).etag, world.state(kottke).last_modified) == ("1", "x")
    world.fetch(kottke)
    assert (world.state(kottke).etag, world.state(kottke).last_modified) == ("2", None)


def test_304_without_a_question_is_a_failure(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(304))

    ended = world.fetch(kottke)

    assert ended.failed == 1


def test_a_broken_cache_is_asked_for_the_whole_feed_once_in_30_days(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(etag="1"), answer(304))
    world.fetch(kottke)

    world.now += 31 * DAY
    world.fetch(kottke)

    assert not world.sent[0][1].is_conditional


def test_another_address_gets_no_validators_of_the_old_one(world: World) -> None:
    world.serve(feed("kottke"), answer(etag="1"))
    world.fetch(feed("kottke"))

    world.fetch(feed("kottke", "https://new.example/feed"))

    assert not world.sent[0][1].is_conditional
    assert world.sent[0][1].state.etag is None


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (204, "without a feed"),
        (400, "without a feed"),
        (401, "user name and a password"),
        (403, "refuses"),
        (404, "no feed at this address"),
        (429, "fewer requests"),
        (500, "has a fault"),
        (503, "has a fault"),
    ],
)
def test_a_status_is_a_failure_with_a_remedy_and_a_later_attempt(
    world: World, status: int, words: str
) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(status))

    ended = world.fetch(kottke)

    (failed,) = world.find(FeedFailed)
    assert isinstance(failed, FeedFailed)
    assert words in failed.message
    assert str(status) in failed.message
    assert failed.remedy
    assert failed.retry == world.state(kottke).due
    assert 0.9 * HOUR - 1 <= world.seconds_to_due(kottke) <= HOUR
    assert (world.state(kottke).failures, world.state(kottke).message) == (1, failed.message)
    assert ended == FetchEnded(feeds=1, failed=1)


def test_401_with_a_password_names_the_password(world: World) -> None:
    kottke = feed("kottke")
    with_user = type(kottke)("kottke", "Kottke", kottke.url, user="ada")
    world.serve(with_user, answer(401))

    world.fetch(with_user)

    (failed,) = world.find(FeedFailed)
    assert isinstance(failed, FeedFailed)
    assert "does not accept" in failed.message


def test_410_stops_a_feed_until_its_address_changes(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(410))

    world.fetch(kottke)

    (failed,) = world.find(FeedFailed)
    assert isinstance(failed, FeedFailed)
    assert failed.retry is None
    assert "gone for good" in failed.message
    assert world.state(kottke).is_gone
    moved = feed("kottke", "https://new.example/feed")
    world.serve(moved, answer())
    world.fetch(moved)
    assert not world.state(moved).is_gone


def test_a_success_forgets_the_failures(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(500), answer(500), answer())

    world.fetch(kottke)
    world.fetch(kottke)
    assert 1.8 * HOUR - 1 <= world.seconds_to_due(kottke) <= 2 * HOUR
    world.fetch(kottke)

    state = world.state(kottke)
    assert (state.failures, state.failing_since, state.message) == (0, None, "")


def test_a_feed_that_fails_for_a_year_is_still_fetched(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(500))

    for _ in range(80):
        world.fetch(kottke)
        world.now = world.state(kottke).due

    assert 6 * DAY < world.seconds_to_due(kottke) + 7 * DAY <= 7 * DAY


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_holds_for_the_other_feeds_of_the_host(world: World, status: int) -> None:
    first, second = feed("one", "https://host.example/1"), feed("two", "https://host.example/2")
    other = feed("other")
    world.serve(first, answer(status, retry_after=7_200.0))

    world.fetch(first, second, other)

    assert [download.subscription.id for _, download in world.sent] == ["one", "other"]
    (postponed,) = world.find(FeedPostponed)
    assert isinstance(postponed, FeedPostponed)
    assert postponed.feed == "two"
    assert postponed.until == world.states.waits["host.example"]
    assert world.seconds_to_due(first) >= 7_100
    assert world.state(second).due == postponed.until


def test_retry_after_holds_in_later_fetches_until_it_has_passed(world: World) -> None:
    first, second = feed("one", "https://host.example/1"), feed("two", "https://host.example/2")
    world.serve(first, answer(429, retry_after=7_200.0), answer())
    world.fetch(first)

    world.now += 7_000
    world.fetch(first, second)
    assert world.sent == []
    world.now += 300
    world.fetch(first, second)
    assert len(world.sent) == 2


def test_retry_after_holds_for_the_host_that_answered(world: World) -> None:
    kottke = feed("kottke")
    busy = answer(429, url="https://busy.example/kottke", retry_after=7_200.0)
    world.serve(kottke, busy)

    world.fetch(kottke)

    assert list(world.states.waits) == ["busy.example"]


def test_a_permanent_redirect_is_adopted_after_three_days(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(etag="1", moved_to="https://new.example/feed"))

    for _ in range(2):
        world.fetch(kottke)
        world.fetch(kottke)
        world.now += DAY
    assert world.moved == []
    world.fetch(kottke)

    assert world.moved == [("kottke", "https://new.example/feed")]
    assert world.find(FeedMoved) == [FeedMoved("kottke", "Kottke", "https://new.example/feed")]
    state = world.state(kottke)
    assert (state.url, state.etag, state.move_days) == ("https://new.example/feed", None, ())
    assert state.due > world.now


@pytest.mark.parametrize(
    "between",
    [answer(), answer(moved_to="https://third.example/feed")],
    ids=["none", "another"],
)
def test_a_redirect_that_is_not_always_the_same_is_not_adopted(world: World, between) -> None:  # type: ignore[no-untyped-def]
    kottke = feed("kottke")
    moved = answer(moved_to="https://new.example/feed")
    world.serve(kottke, moved, moved, between, moved, moved)

    for _ in range(5):
        world.fetch(kottke)
        world.now += DAY

    assert world.moved == []


def test_a_redirect_to_a_login_page_is_not_adopted(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(data=b"<html>", moved_to="https://login.example/"))

    for _ in range(4):
        world.fetch(kottke)
        world.now += DAY

    assert world.moved == []
    assert world.state(kottke).failures == 4


def test_a_redirect_from_https_to_http_is_not_adopted(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(moved_to="http://kottke.example/feed"))

    for _ in range(4):
        world.fetch(kottke)
        world.now += DAY

    assert world.moved == []


def test_an_address_that_cannot_be_written_is_tried_again(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(moved_to="https://new.example/feed"))
    world.move_error = FeedError("feeds.toml cannot be written", "Check who may write to it.")
    for _ in range(3):
        world.fetch(kottke)
        world.now += DAY
    assert world.state(kottke).url == kottke.url

    world.move_error = None
    world.fetch(kottke)

    assert world.moved == [("kottke", "https://new.example/feed")]


def test_a_gap_is_remembered_for_a_week(world: World) -> None:
    kottke = feed("kottke")
    first, second = answer(data=b"K#one two"), answer(data=b"K#three four")
    world.serve(kottke, first, second, answer(status=304))
    start = world.now
    gaps = []
    for days in (0, 1, 2, 7, 9):
        world.now = start + days * DAY
        world.fetch(kottke)
        [event] = world.find(FeedFetched)
        gap = world.state(kottke).gap
        gaps.append((event.has_gap, gap and round((gap - start) / DAY)))
    assert gaps == [(False, None), (True, 1), (False, 1), (False, 1), (False, None)]


UNNAMED = replace(feed("kottke"), name="kottke.example")
"""A subscription that is called by its address, such as one of a list without names."""


def test_a_feed_that_nobody_has_named_is_called_by_its_title_once(world: World) -> None:
    world.serve(UNNAMED, answer(data=b"Jason\x07 Kottke#one"), answer(data=b"Another#one two"))

    world.fetch(UNNAMED)
    assert world.renamed == [("kottke", "Jason Kottke")]
    assert world.find(FeedFetched) == [FeedFetched("kottke", "Jason Kottke", new=1)]

    world.fetch(UNNAMED)
    assert world.renamed == [("kottke", "Jason Kottke")]


@pytest.mark.parametrize(
    ("subscription", "data", "error", "name"),
    [
        (feed("kottke"), b"Title#one", None, "Kottke"),
        (UNNAMED, b"#one", None, "kottke.example"),
        (UNNAMED, b"Title#one", FeedError("locked", "Wait."), "kottke.example"),
    ],
)
def test_a_feed_keeps_its_name_else(
    world: World, subscription: Subscription, data: bytes, error: FeedError | None, name: str
) -> None:
    world.serve(subscription, answer(data=data))
    world.move_error = error
    world.fetch(subscription)
    assert world.renamed == []
    assert world.find(FeedFetched) == [FeedFetched("kottke", name, new=1)]


def test_a_dry_run_names_no_feed(world: World) -> None:
    world.is_dry = True
    world.serve(UNNAMED, answer(data=b"Title#one"))
    world.fetch(UNNAMED)
    assert world.renamed == []


def test_a_login_page_changes_nothing(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(etag="1"), answer(data=b"<html>log in", etag="2"))
    world.fetch(kottke)

    ended = world.fetch(kottke)

    assert ended.failed == 1
    assert world.state(kottke).etag == "1"


def test_an_empty_feed_changes_nothing(world: World) -> None:
    kottke = feed("kottke")
    world.serve(kottke, answer(etag="1"), answer(data=b"", etag="2"))
    world.fetch(kottke)
    world.intake.error = AssertionError("an empty feed is not taken in")

    ended = world.fetch(kottke)

    assert ended == FetchEnded(feeds=1)
    assert world.state(kottke).etag == "1"


def test_if_no_host_can_be_reached_the_fetch_is_offline_and_nothing_counts(world: World) -> None:
    feeds = [feed("one"), feed("two"), feed("three")]
    for each in feeds:
        world.serve(each, NO_CONNECTION)

    ended = world.fetch(*feeds)

    assert ended == FetchEnded(feeds=0, is_offline=True)
    assert world.find(FeedFailed) == []
    assert world.states.saved == {}


def test_if_one_host_answers_the_others_have_failed(world: World) -> None:
    feeds = [feed("one"), feed("two"), feed("three")]
    world.serve(feeds[0], NO_CONNECTION)
    world.serve(feeds[1], NO_CONNECTION)

    ended = world.fetch(*feeds)

    assert ended == FetchEnded(feeds=3, new=2, failed=2)
    assert world.state(feeds[0]).failures == 1


def test_if_hosts_fail_differently_each_has_failed(world: World) -> None:
    feeds = [feed("one"), feed("two")]
    world.serve(feeds[0], NO_CONNECTION)
    world.serve(feeds[1], answer(500))

    assert world.fetch(*feeds).failed == 2


def test_two_dead_servers_that_are_due_alone_do_not_make_the_network_dead(world: World) -> None:
    one, two, three = feed("one"), feed("two"), feed("three")
    world.serve(one, NO_CONNECTION)
    world.serve(two, NO_CONNECTION)
    world.fetch(one, two, three)

    ended = world.fetch(one, two)

    assert ended == FetchEnded(feeds=2, failed=2)
    assert world.state(one).failures == 2


def test_one_host_alone_proves_nothing_about_the_network(world: World) -> None:
    feeds = [feed("one", "https://host.example/1"), feed("two", "https://host.example/2")]
    for each in feeds:
        world.serve(each, NO_CONNECTION)

    assert world.fetch(*feeds) == FetchEnded(feeds=2, failed=2)


def test_a_network_that_answers_every_request_with_its_login_page_is_offline(world: World) -> None:
    feeds = [feed("one"), feed("two")]
    for each in feeds:
        world.serve(each, answer(data=b"<html>Welcome to the hotel"))

    assert world.fetch(*feeds).is_offline


def test_two_different_pages_are_two_failures(world: World) -> None:
    feeds = [feed("one"), feed("two")]
    for each in feeds:
        world.serve(each, answer(data=b"<html>" + each.id.encode()))

    assert world.fetch(*feeds).failed == 2


def test_a_host_gets_one_request_at_a_time_a_second_apart(world: World) -> None:
    feeds = [feed(f"feed{number}", f"https://host.example/{number}") for number in range(4)]

    world.fetch(*feeds)

    times = [time for time, _ in world.sent]
    assert len(times) == 4
    assert world.max_running == 1
    assert all(later - earlier >= 1.09 for earlier, later in pairwise(times))


def test_hosts_get_requests_in_turn(world: World) -> None:
    feeds = [
        *(feed(f"a{number}", f"https://a.example/{number}") for number in range(3)),
        *(feed(f"b{number}", f"https://b.example/{number}") for number in range(2)),
        feed("c0", "https://c.example/0"),
    ]

    world.fetch(*feeds)

    order = [download.subscription.id for _, download in world.sent]
    assert order[:3] == ["a0", "b0", "c0"]
    assert order[-1] == "a2"


def test_many_hosts_get_at_most_16_requests_at_a_time(world: World) -> None:
    world.fetch(*(feed(f"feed{number}") for number in range(40)))

    assert world.max_running == MAX_TRANSFERS
    assert len(world.find(FeedFetched)) == 40


def test_a_full_disk_ends_the_fetch_and_is_no_fault_of_a_feed(world: World) -> None:
    full = FeedError("the disk is full", "Free some space.")
    full.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    world.intake.error = full
    feeds = [feed(f"feed{number}") for number in range(40)]

    ended = world.fetch(*feeds)

    (failed,) = world.find(FeedFailed)
    assert isinstance(failed, FeedFailed)
    assert (failed.message, failed.remedy) == ("The disk is full.", "Free some space.")
    assert world.states.saved == {}
    assert ended == FetchEnded(feeds=1, failed=1)
    world.intake.error = None
    assert world.fetch(*feeds).new == 80


def test_a_post_that_cannot_be_written_does_not_end_the_fetch(world: World) -> None:
    world.intake.error = OSError(errno.EACCES, "Permission denied")

    ended = world.fetch(feed("one"), feed("two"))

    assert ended == FetchEnded(feeds=2, failed=2)
    assert world.states.saved == {}


def test_a_fault_in_one_feed_does_not_end_the_fetch(world: World) -> None:
    world.serve(feed("one"), answer(data=b"fault"))

    ended = world.fetch(feed("one"), feed("two"))

    (failed,) = world.find(FeedFailed)
    assert isinstance(failed, FeedFailed)
    assert "ZeroDivisionError" in failed.message
    assert ended == FetchEnded(feeds=2, new=2, failed=1)


def test_a_dry_run_stores_nothing(world: World) -> None:
    world.is_dry = True
    world.serve(feed("two"), answer(429, retry_after=60.0))

    ended = world.fetch(feed("one"), feed("two"))

    assert ended == FetchEnded(feeds=2, new=2, failed=1)
    assert (world.states.saved, world.states.waits, world.intake.known) == ({}, {}, [])


def test_what_was_stored_before_a_stop_stays(world: World) -> None:
    feeds = [feed(f"feed{number}") for number in range(40)]

    class StoppingEvents(list):  # type: ignore[type-arg]
        def append(self, event: object) -> None:
            super().append(event)
            if isinstance(event, FeedFetched) and event.feed == "feed2":
                world.stop.set()

    world.events = StoppingEvents()
    ended = world.fetch(*feeds)

    assert world.events[-1] == ended == FetchEnded(feeds=3, new=6)
    assert list(world.states.saved) == ["feed0", "feed1", "feed2"]


def test_what_a_feed_or_its_answer_asks_for_stretches_the_time(world: World) -> None:
    kottke = feed("kottke", every=timedelta(minutes=1))
    world.serve(kottke, answer(), answer(max_age=5 * HOUR))

    world.fetch(kottke)
    assert HOUR / 4 - 1 <= world.seconds_to_due(kottke) <= HOUR / 4
    world.fetch(kottke)
    assert 5 * HOUR - 1 <= world.seconds_to_due(kottke) <= 5 * HOUR
