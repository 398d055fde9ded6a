"""Fetching from a server on this machine, good and bad, with the real client and its threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from reader.feeds.events import FeedFailed, FeedFetched, FetchEnded
from reader.feeds.fetching.downloads import Downloader
from reader.feeds.fetching.fetch import Clock, fetch_feeds
from reader.feeds.fetching.schedule import HOUR
from reader.feeds.model import Subscription
from reader.web.documents import DocumentClient
from reader.web.limits import Limits
from tests.feed_server import (
    PRIVATE_TARGET,
    Behaviour,
    FeedServer,
    document,
    drip,
    endless,
    feed_server,
    gzip_bomb,
    held,
    login_page,
    packed,
    redirect,
    stall,
    stall_in_body,
    status,
    with_password,
)
from tests.unit.feeds.fetching.world import START, World, feed, prepare

LIMITS = Limits(max_bytes=100_000)
IMPATIENT = Limits(max_seconds=0.3, max_idle_seconds=0.15)
"""For servers that never answer; a busy machine may take longer for those that do."""


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with feed_server() as server:
        yield server


def fetch(world: World, *subscriptions: Subscription, limits: Limits = LIMITS) -> FetchEnded:
    """Fetch feeds with the real client; the clock of schedules stands still."""
    world.events.clear()
    with DocumentClient(limits, clock=lambda: world.now) as client:
        downloader = Downloader(client, prepare, world.stop.is_set)
        clock = Clock(lambda: world.now)
        return fetch_feeds(subscriptions, world.tools(), downloader.fetch, world.stop, clock)


@pytest.mark.parametrize("code", [302, 307, 301, 308])
def test_a_redirect_leads_to_the_feed(world: World, server: FeedServer, code: int) -> None:
    server.answer("/old", redirect("/new", code))
    server.answer("/new", document(b"one", etag='"1"'))
    kottke = feed("kottke", server.url("/old"))

    ended = fetch(world, kottke)

    assert ended == FetchEnded(feeds=1, new=1)
    is_permanent = code in (301, 308)
    assert world.state(kottke).moved_to == (server.url("/new") if is_permanent else "")
    assert 0.9 * HOUR <= world.seconds_to_due(kottke) <= HOUR


def test_the_second_request_is_conditional_and_brings_nothing(
    world: World, server: FeedServer
) -> None:
    server.answer("/feed", document(b"one", etag='W/"1"', last_modified="Monday"))
    kottke = feed("kottke", server.url("/feed"))
    fetch(world, kottke)

    ended = fetch(world, kottke)

    assert ended == FetchEnded(feeds=1)
    assert world.find(FeedFetched) == [FeedFetched("kottke", "Kottke", is_unchanged=True)]
    headers = server.headers("/feed")
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('W/"1"', "Monday")


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (status(401), "user name and a password (status 401)"),
        (status(403), "refuses to give out this feed (status 403)"),
        (status(404), "no feed at this address any more (status 404)"),
        (status(500), "has a fault (status 500)"),
        (stall, "seconds"),
        (stall_in_body, "seconds"),
        (drip, "took more than 0.3 seconds"),
        (endless, "larger than"),
        (packed(gzip_bomb(10_000_000)), "larger than"),
        (login_page(), "a web page"),
        (redirect("/again"), "redirected more than"),
    ],
    ids=[
        "401",
        "403",
        "404",
        "500",
        "stall",
        "stall in body",
        "drip",
        "endless",
        "bomb",
        "login",
        "loop",
    ],
)
def test_a_failure_has_a_message_a_remedy_and_another_attempt_in_an_hour(
    world: World, server: FeedServer, behaviour: Behaviour, words: str
) -> None:
    server.answer("/feed", behaviour)
    server.answer("/again", redirect("/feed"))
    kottke = feed("kottke", server.url("/feed"))

    never_ends = behaviour in (stall, stall_in_body, drip)
    ended = fetch(world, kottke, limits=IMPATIENT if never_ends else LIMITS)

    (failed,) = world.find(FeedFailed)
    assert isinstance(failed, FeedFailed)
    assert words in failed.message
    assert failed.remedy.endswith(".")
    assert failed.retry == world.state(kottke).due
    assert 0.9 * HOUR <= world.seconds_to_due(kottke) <= HOUR
    assert world.state(kottke).failures == 1
    assert ended == FetchEnded(feeds=1, failed=1)


def test_a_private_address_is_reached_only_as_the_subscription(
    world: World, server: FeedServer
) -> None:
    # The server is on a private address itself, so the redirect looks like one to a public host.
    server.answer("/feed", redirect(PRIVATE_TARGET))
    kottke = feed("kottke", server.url("/feed"))
    world.events.clear()
    with DocumentClient(LIMITS, is_public=lambda address: str(address) == "127.0.0.1") as client:
        downloader = Downloader(client, prepare, world.stop.is_set)
        ended = fetch_feeds([kottke], world.tools(), downloader.fetch, world.stop)

    (failed,) = world.find(FeedFailed)
    assert isinstance(failed, FeedFailed)
    assert "10.0.0.1" in failed.message
    assert ended.failed == 1


def test_410_stops_the_feed(world: World, server: FeedServer) -> None:
    server.answer("/feed", status(410))
    kottke = feed("kottke", server.url("/feed"))

    fetch(world, kottke)

    (failed,) = world.find(FeedFailed)
    assert isinstance(failed, FeedFailed)
    assert failed.retry is None
    assert "feed remove kottke" in failed.remedy
    assert world.state(kottke).is_gone


@pytest.mark.parametrize("value", ["7200", "Fri, 27 Nov 2026 14:00:00 GMT"])
def test_429_is_obeyed_in_both_forms(world: World, server: FeedServer, value: str) -> None:
    server.answer("/feed", status(429, Retry_After=value))
    kottke = feed("kottke", server.url("/feed"))

    fetch(world, kottke)
    fetch(world, kottke)

    assert server.paths == ["/feed"]
    assert world.state(kottke).due == START + 2 * HOUR
    assert world.states.waits == {f"127.0.0.1:{server.server_port}": START + 2 * HOUR}


def test_a_password_comes_from_its_command(world: World, server: FeedServer) -> None:
    server.answer("/feed", with_password("ada", "se cret", document(b"one")))
    url = server.url("/feed")
    right = Subscription("a", "A", url, user="ada", password_command="printf 'se cret'")
    wrong = Subscription("b", "B", url, user="ada", password_command="printf no")
    broken = Subscription("c", "C", url, user="ada", password_command="false")

    assert fetch(world, right).new == 1
    fetch(world, wrong)
    assert "does not accept" in world.state(wrong).message
    fetch(world, broken)
    assert "password_command" in world.state(broken).message
    assert "se cret" not in repr(world.events)


def test_without_a_server_two_hosts_are_offline_and_one_is_a_failure(world: World) -> None:
    with feed_server() as first, feed_server() as second:
        feeds = [feed("one", first.url("/")), feed("two", second.url("/"))]

    assert fetch(world, *feeds) == FetchEnded(feeds=0, is_offline=True)
    assert world.states.saved == {}
    assert fetch(world, feeds[0]) == FetchEnded(feeds=1, failed=1)


def test_hosts_are_asked_at_the_same_time(world: World) -> None:
    barrier = threading.Barrier(2, timeout=30)
    with feed_server() as first, feed_server() as second:
        for server in (first, second):
            server.answer("/feed", lambda handler: (barrier.wait(), document(b"one")(handler))[1])

        ended = fetch(world, feed("one", first.url("/feed")), feed("two", second.url("/feed")))

    assert ended == FetchEnded(feeds=2, new=2)


def test_a_stop_does_not_wait_for_a_server(world: World, server: FeedServer) -> None:
    asked = threading.Event()

    def note(handler: object) -> None:
        asked.set()

    server.answer("/feed", held(threading.Event(), note))
    kottke = feed("kottke", server.url("/feed"))
    stopper = threading.Timer(0.01, world.stop.set)
    stopper.start()
    with DocumentClient() as client:
        downloader = Downloader(client, prepare, world.stop.is_set)
        ended = fetch_feeds([kottke], world.tools(), downloader.fetch, world.stop)

    assert ended == FetchEnded(feeds=0)
    assert world.states.saved == {}
    assert not asked.is_set()
