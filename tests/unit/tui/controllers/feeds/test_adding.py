"""Looking for the feeds of an address, and showing the posts of one that was added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from reader.feeds.events import FeedFetched, FetchEnded, FetchStarted
from reader.posts.facets import FacetValue
from reader.settings import SUBSCRIPTIONS_FILE
from reader.tui.controllers.feeds.adding import (
    AddFeedController,
    OfferedFeed,
    clean_address,
    feed_value,
)
from reader.tui.controllers.feeds.folder import FeedsFolder
from reader.tui.feeds.child import ChildEnded, ChildOutput
from reader.tui.feeds.requests import FeedRef
from reader.tui.jobs import JobGroup
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import Controllers, new_session
from tests.unit.tui.controllers.feeds.test_fetching import Fetching

KOTTKE = {
    "url": "https://kottke.org/feed",
    "title": "Kottke\n[b]",
    "entries": 30,
    "headlines": ["One", "Two\x1b", "3", "4", "5", "6"],
    "category": "Blogs",
    "subscribed": None,
}


class Adding:
    """A controller whose child processes are played by the test."""

    def __init__(self, folder: Path) -> None:
        (folder / SUBSCRIPTIONS_FILE).write_text("")
        self.all = Controllers()
        self.fetching = Fetching(folder)
        self.found: list[Sequence[OfferedFeed]] = []
        self.faults: list[str] = []
        self.opened: list[FacetValue] = []
        preferences = new_session(feeds_folder=str(folder)).preferences
        self.controller = AddFeedController(
            FeedsFolder(preferences, [folder]),
            self.fetching.runner,
            self.fetching.controller,
            self.all.library,
            self.all.facets,
            self.opened.append,
        )
        self.folder = folder

    def find(self, address: str = "kottke.org") -> None:
        """Begin to look for feeds."""
        self.controller.find(address, self.found.append, self.faults.append)

    def answer(self, *lines: Mapping[str, Any], status: int = 0, message: str = "") -> None:
        """Let the program that looks for feeds write lines, and end."""
        command = self.fetching.jobs.requests(JobGroup.FIND_FEEDS)[-1]
        if lines:
            self.fetching.runner.on_output(ChildOutput(command, lines))
        self.fetching.runner.on_ended(ChildEnded(command, status, message))


@pytest.fixture
def adding(tmp_path: Path) -> Adding:
    return Adding(tmp_path)


def test_feeds_are_looked_for_by_the_command_line(adding: Adding) -> None:
    adding.find("-x.org")

    [command] = adding.fetching.jobs.requests(JobGroup.FIND_FEEDS)
    folder = str(adding.folder)
    assert command.arguments == ("feed", "find", "--json", "--folder", folder, "--", "-x.org")


def test_what_was_found_is_clean(adding: Adding) -> None:
    adding.find()
    adding.answer(KOTTKE, {"url": "https://kottke.org/2", "headlines": 7, "entries": "x"}, {"a": 1})

    [[first, second]] = adding.found
    assert first == OfferedFeed(
        "https://kottke.org/feed", "Kottke [b]", 30, ("One", "Two␛", "3", "4", "5"), "Blogs"
    )
    assert second == OfferedFeed("https://kottke.org/2", "https://kottke.org/2")
    assert adding.faults == []


@pytest.mark.parametrize(
    ("lines", "message", "fault"),
    [
        (
            [{"error": "no feed was found at kottke.org", "remedy": "Check the address."}],
            "",
            "No feed was found at kottke.org. Check the address.",
        ),
        ([], "No such command.", "No such command."),
        (
            [],
            "",
            "The program that looks for feeds ended unexpectedly. Press Enter to try again.",
        ),
    ],
)
def test_what_is_wrong_is_said(
    adding: Adding, lines: list[Mapping[str, Any]], message: str, fault: str
) -> None:
    adding.find()
    adding.answer(*lines, status=1, message=message)

    assert adding.faults == [fault]
    assert adding.found == []


def test_a_search_that_was_stopped_says_nothing(adding: Adding) -> None:
    assert not adding.controller.cancel()
    adding.find()
    assert adding.controller.cancel()
    adding.answer(KOTTKE)
    assert (adding.found, adding.faults) == ([], [])
    assert adding.fetching.jobs.requests(JobGroup.FIND_FEEDS)[0].is_stopped


def test_the_posts_of_a_new_feed_are_listed_once_they_are_loaded(adding: Adding) -> None:
    adding.controller.fetch(FeedRef("kottke", "Kottke"))
    adding.all.load(make("A"))
    adding.controller.on_loaded()
    adding.fetching.write(FetchStarted(1), FeedFetched("kottke", "Kottke", new=1), FetchEnded(1))
    assert adding.opened == []
    adding.all.load(make("A"), make("B", feed="Kottke"))
    adding.controller.on_loaded()
    adding.controller.on_loaded()
    assert adding.opened == [feed_value("Kottke")]


@pytest.mark.parametrize(
    "typed",
    [
        " https://kottke.org/feed\n",
        "<https://kottke.org/feed>",
        '"https://kottke.org/\r\nfeed"',
        "\nhttps://kottke.org/feed",
    ],
)
def test_an_address_is_taken_as_it_was_meant(typed: str) -> None:
    assert clean_address(typed) == "https://kottke.org/feed"
