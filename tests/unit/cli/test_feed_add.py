"""`broadsheet feed add` and `find` over HTTP: the feeds of a site, and their first posts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from reader.cli.commands.feeds import add
from reader.feeds.discovery import pace
from reader.feeds.errors import FeedError
from tests.feed_server import FeedServer, document, feed_server, status

from .conftest import Broadsheet


def feed(title: str) -> bytes:
    """A feed with three entries, the oldest first."""
    items = "".join(
        f"<item><title>{title} {day}</title><guid>{title}{day}</guid>"
        f"<pubDate>0{day} Sep 2020 11:20 GMT</pubDate></item>"
        for day in (1, 2, 3)
    )
    text = f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>"
    return text.encode()


def page(*paths: str) -> bytes:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{path}">' for path in paths
    )
    return f"<html><head>{links}</head><body>Hello.</body></html>".encode()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    """A site with the feeds `/a` and `/b`, and pages that name one and both of them."""
    monkeypatch.setattr(pace, "PAUSE", 0.0)
    with feed_server() as server:
        server.answer("/a", document(feed("Ada")))
        server.answer("/b", document(feed("Bell")))
        server.answer("/one", document(page("/a"), "text/html"))
        server.answer("/both", document(page("/a", "/b"), "text/html"))
        yield server


@pytest.fixture
def root() -> Path:
    """The feeds folder of the settings."""
    return Path("~/Broadsheet").expanduser()


def test_the_feed_of_a_site_is_added_and_fetched(
    broadsheet: Broadsheet, server: FeedServer, root: Path
) -> None:
    result = broadsheet("feed", "add", server.url("/one"), "--category", "Tech")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(
        f"Subscribed to Ada (id ada, category Tech): {server.url('/a')}\n"
    )
    assert len([*(root / "tech" / "ada").glob("2020-09-0*.md")]) == 3
    again = broadsheet("feed", "add", server.url("/one"))
    assert again.stdout.startswith("Already subscribed to Ada (id ada")


def test_posts_are_left_for_later(broadsheet: Broadsheet, server: FeedServer, root: Path) -> None:
    broadsheet("feed", "add", server.url("/a"), "--no-fetch", "--name", "My A")
    added = json.loads(broadsheet("feed", "add", server.url("/b"), "--json").stdout)
    assert [(one["id"], one["name"], one["is_new"]) for one in added] == [("bell", "Bell", True)]
    assert not [*root.glob("**/*.md")]
    assert [line.split("\t")[1] for line in broadsheet("feed", "list").stdout.splitlines()] == [
        "My A",
        "Bell",
    ]


def test_several_feeds_are_listed_where_nobody_can_be_asked(
    broadsheet: Broadsheet, server: FeedServer, root: Path
) -> None:
    result = broadsheet("feed", "add", server.url("/both"))
    assert result.exit_code == 2
    assert f"  1  Ada  {server.url('/a')}\n  2  Bell  {server.url('/b')}\n" in result.stderr
    assert not root.exists()
    wrong = broadsheet("feed", "add", server.url("/both"), "--pick", "3")
    assert (wrong.exit_code, "There is no feed 3: 2 were found" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "ids"), [(["--pick", "2"], ["bell"]), (["--all"], ["ada", "bell"])]
)
def test_one_or_all_of_several_feeds_are_taken(
    broadsheet: Broadsheet, server: FeedServer, words: list[str], ids: list[str]
) -> None:
    broadsheet("feed", "add", server.url("/both"), "--no-fetch", *words)
    listed = json.loads(broadsheet("feed", "list", "--json").stdout)
    assert [one["id"] for one in listed] == ids


@pytest.mark.parametrize(("answer", "ids"), [("2", ["bell"]), ("all", ["ada", "bell"])])
def test_a_person_is_asked_which_feed_to_take(
    broadsheet: Broadsheet,
    server: FeedServer,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    ids: list[str],
) -> None:
    monkeypatch.setattr(add, "can_ask", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: answer)
    result = broadsheet("feed", "add", server.url("/both"), "--no-fetch")
    assert "  1  Ada" in result.stderr
    listed = json.loads(broadsheet("feed", "list", "--json").stdout)
    assert [one["id"] for one in listed] == ids


def test_a_feed_that_cannot_be_fetched_after_all_stays_added(
    broadsheet: Broadsheet, server: FeedServer
) -> None:
    server.answer("/a", document(feed("Ada")), status(500))
    result = broadsheet("feed", "add", server.url("/a"))
    assert result.exit_code == 1
    assert len(broadsheet("feed", "list").stdout.splitlines()) == 1


def test_a_feed_that_is_added_during_a_fetch_is_fetched_later(
    broadsheet: Broadsheet, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.command()
    def command(**_: object) -> None:
        raise FeedError("another fetch is running", "Wait until it ends.")

    monkeypatch.setattr(add, "load_command", lambda _: command)
    result = broadsheet("feed", "add", server.url("/a"))
    assert (result.exit_code, result.stderr) == (
        1,
        "Another fetch is running. Wait until it ends.\n",
    )
    assert result.stdout.startswith("Subscribed to Ada")


def test_a_site_without_a_feed_is_reported(broadsheet: Broadsheet, server: FeedServer) -> None:
    for path in ("/none", "/empty"):
        server.answer("/empty", document(b"<html></html>", "text/html"))
        result = broadsheet("feed", "add", server.url(path))
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1


def test_feeds_are_shown_with_their_latest_headlines(
    broadsheet: Broadsheet, server: FeedServer
) -> None:
    broadsheet("feed", "add", server.url("/b"), "--no-fetch", "--category", "Tech")
    result = broadsheet("feed", "find", server.url("/both"))
    assert result.stdout.splitlines()[:6] == [
        "1  Ada (3 entries)",
        f"   {server.url('/a')}",
        "     Ada 3",
        "     Ada 2",
        "     Ada 1",
        "2  Bell (3 entries, subscribed as bell)",
    ]
    lines = broadsheet("feed", "find", server.url("/both"), "--json").stdout.splitlines()
    ada, bell = map(json.loads, lines)
    assert ada == {
        "url": server.url("/a"),
        "title": "Ada",
        "site": "",
        "entries": 3,
        "headlines": ["Ada 3", "Ada 2", "Ada 1"],
        "category": "",
        "subscribed": None,
    }
    assert (bell["subscribed"], bell["category"]) == ("bell", "Tech")


def test_a_site_without_a_feed_is_an_object_for_programs(
    broadsheet: Broadsheet, server: FeedServer
) -> None:
    result = broadsheet("feed", "find", server.url("/none"), "--json")
    assert result.exit_code == 1
    assert set(json.loads(result.stdout)) == {"error", "remedy"}
    assert broadsheet("feed", "find", server.url("/none")).exit_code == 1
