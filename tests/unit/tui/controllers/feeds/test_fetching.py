"""When feeds are fetched, what is shown meanwhile, and what is said at the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.feeds.events import (
    FeedFailed,
    FeedFetched,
    FeedPostponed,
    FetchEnded,
    FetchEvent,
    FetchStarted,
    PostWritten,
)
from reader.settings import SUBSCRIPTIONS_FILE
from reader.tui.controllers.feeds.commands import CommandRunner
from reader.tui.controllers.feeds.fetching import FIRST_DELAY, FetchController
from reader.tui.controllers.feeds.folder import FeedsFolder
from reader.tui.feeds.child import ChildCommand, ChildEnded, ChildOutput
from reader.tui.jobs import JobGroup
from reader.tui.notices import FooterMessage
from tests.unit.tui.controllers.fakes import FakeWait, Jobs, new_session

A = FeedFetched("a", "Alpha", new=3)
B = FeedFailed("b", "Beta", "The server answers 404.", "Check the address.", retry=None)


class Fetching:
    """A controller with a feeds folder, whose child processes are played by the test."""

    def __init__(self, folder: Path, *, every: int = 30, is_open: bool = True) -> None:
        self.jobs = Jobs()
        self.waits: dict[float, FakeWait] = {}
        self.shown = ("", "")
        self.notes: list[str] = []
        self.warnings: list[str] = []
        self.ends = 0
        self.folder = folder
        preferences = new_session(feeds_folder=str(folder)).preferences
        self.runner = CommandRunner(self.jobs.start)
        self.controller = FetchController(
            FeedsFolder(preferences, [folder] if is_open else [Path("/elsewhere")]),
            self.runner,
            self,
            every,
            self._create_wait,
            self._take_message,
            self._on_end,
        )

    def _create_wait(self, seconds: float, callback: Callable[[], object]) -> FakeWait:
        self.waits[seconds] = FakeWait(callback)
        return self.waits[seconds]

    def _take_message(self, message: FooterMessage) -> None:
        (self.warnings if message.is_warning else self.notes).append(message.line)

    def _on_end(self) -> None:
        self.ends += 1

    def show_fetch(self, progress: str, feed: str) -> None:
        """Take what the footer is to show."""
        self.shown = (progress, feed)

    @property
    def commands(self) -> list[ChildCommand]:
        """The commands that were started."""
        return self.jobs.requests(JobGroup.FETCH)

    def write(self, *events: FetchEvent) -> None:
        """Let the program that runs write some events."""
        self.runner.on_output(ChildOutput(self.commands[-1], events))

    def end(self, status: int | None = 0, message: str = "") -> None:
        """Let the program that runs end."""
        self.runner.on_ended(ChildEnded(self.commands[-1], status, message))

    def fetch(self, *events: FetchEvent, status: int = 0) -> None:
        """Fetch because the person asked for it, with what the program writes."""
        assert self.controller.fetch()
        self.write(*events)
        self.end(status)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / SUBSCRIPTIONS_FILE).write_text("")
    return tmp_path


@pytest.fixture
def fetching(folder: Path) -> Fetching:
    return Fetching(folder)


def test_it_runs_the_command_line(fetching: Fetching) -> None:
    assert fetching.controller.fetch()

    [command] = fetching.commands
    assert command.arguments == ("fetch", "--json", "--folder", str(fetching.folder))
    assert fetching.shown == ("fetching", "")


def test_the_progress_names_the_feed_that_came_last(fetching: Fetching) -> None:
    fetching.controller.fetch()
    fetching.write(FetchStarted(200))
    assert fetching.shown == ("0 of 200", "")
    fetching.write(
        PostWritten("a", "/a/1.md", "One", True), PostWritten("a", "/a/2.md", "2", False)
    )
    assert fetching.shown == ("0 of 200 · 1 new", "")
    fetching.write(A, B)
    assert fetching.shown == ("2 of 200 · 3 new", "Beta")
    assert fetching.controller.progress == "2 of 200 · 3 new"
    fetching.end()
    assert fetching.shown == ("", "")
    assert fetching.controller.progress == ""


def test_an_automatic_fetch_shows_nothing_until_something_is_due(fetching: Fetching) -> None:
    fetching.controller.fetch(is_asked=False)
    assert fetching.shown == ("", "")
    assert not fetching.controller.hide()
    fetching.write(FetchStarted(0))
    assert fetching.shown == ("", "")
    fetching.end()
    fetching.controller.fetch(is_asked=False)
    fetching.write(FetchStarted(2))
    assert fetching.shown == ("0 of 2", "")
    assert fetching.controller.hide()


def test_hidden_progress_stays_hidden_until_the_person_asks_again(fetching: Fetching) -> None:
    assert not fetching.controller.hide()
    fetching.controller.fetch()
    assert fetching.controller.hide()
    fetching.write(FetchStarted(2), A)
    assert fetching.shown == ("", "")
    assert not fetching.controller.hide()
    fetching.controller.fetch()
    assert fetching.shown == ("1 of 2 · 3 new", "Alpha")
    assert len(fetching.commands) == 1


@pytest.mark.parametrize(
    ("events", "notes", "warnings"),
    [
        ([FetchStarted(1), A, FetchEnded(1, new=3)], ["3 new posts"], []),
        ([FetchStarted(1), FeedFetched("a", "Alpha"), FetchEnded(1)], ["No new posts"], []),
        (
            [FetchStarted(1), FeedFetched("a", "Alpha", updated=2), FetchEnded(1, updated=2)],
            ["No new posts · 2 posts changed"],
            [],
        ),
        (
            [FetchStarted(0), FetchEnded(0)],
            ["No feed is due yet. In the list of feeds (E), r fetches one at once."],
            [],
        ),
        (
            [FetchStarted(2), A, B, FetchEnded(2, new=3, failed=1)],
            [],
            ["3 new posts · 1 of 2 feeds failed: ! lists them"],
        ),
        (
            [FetchStarted(1), B, FetchEnded(1, failed=1)],
            [],
            ["Beta: The server answers 404. Check the address."],
        ),
        (
            [FetchStarted(1), FetchEnded(1, is_offline=True)],
            [],
            ["Offline: no server could be reached. Check the connection. Press r to try again."],
        ),
    ],
)
def test_what_came_of_it_is_said(
    fetching: Fetching, events: list[FetchEvent], notes: list[str], warnings: list[str]
) -> None:
    fetching.fetch(*events)

    assert fetching.notes == notes
    assert fetching.warnings == warnings


def test_a_program_that_ends_early_is_reported_with_a_remedy(fetching: Fetching) -> None:
    fetching.controller.fetch()
    fetching.end(-9)
    fetching.controller.fetch()
    fetching.end(70, "Broadsheet failed. A report is in x.")
    fetching.controller.fetch()
    fetching.end(2, "Another fetch is running (process 7). Wait for it.")

    assert fetching.warnings == [
        "The program that fetches feeds ended unexpectedly (status -9). Press r to try again.",
        "Broadsheet failed. A report is in x. Press r to try again.",
        "Another fetch is running (process 7). Wait for it.",
    ]


def test_failing_feeds_are_remembered_until_they_are_fetched(fetching: Fetching) -> None:
    fetching.fetch(FetchStarted(2), A, B, FetchEnded(2, new=3, failed=1))
    assert fetching.controller.known_failing == {"b"}
    fetching.fetch(FetchStarted(1), FeedFetched("b", "Beta"), FetchEnded(1))
    assert fetching.controller.known_failing == set()
    assert fetching.ends == 2


def test_a_feed_that_has_to_wait_counts_as_done(fetching: Fetching) -> None:
    fetching.controller.fetch()
    fetching.write(FetchStarted(2), FeedPostponed("a", "Alpha", 7.0))
    assert fetching.shown == ("1 of 2", "")


def test_without_feeds_or_in_other_folders_nothing_is_fetched(tmp_path: Path) -> None:
    assert not Fetching(tmp_path).controller.fetch()
    (tmp_path / SUBSCRIPTIONS_FILE).write_text("")
    assert not Fetching(tmp_path, is_open=False).controller.fetch()
    assert Fetching(tmp_path).controller.fetch()


# Automatic fetches.


def test_the_first_automatic_fetch_is_shortly_after_the_load(fetching: Fetching) -> None:
    first, following = fetching.waits[FIRST_DELAY], fetching.waits[30 * 60.0]
    assert not first.is_running
    fetching.controller.begin_automatic()
    assert first.is_running
    assert fetching.commands == []
    first.end()
    assert len(fetching.commands) == 1
    fetching.end()
    assert following.is_running
    assert not first.is_running
    fetching.controller.begin_automatic()
    assert not first.is_running
    following.end()
    assert len(fetching.commands) == 2


def test_automatic_fetches_can_be_switched_off(folder: Path) -> None:
    fetching = Fetching(folder, every=0)
    fetching.controller.begin_automatic()
    fetching.fetch(FetchStarted(1), A, FetchEnded(1))

    assert not any(wait.is_running for wait in fetching.waits.values())


def automatic(fetching: Fetching, *events: FetchEvent, status: int = 0, message: str = "") -> None:
    """Fetch without having been asked."""
    fetching.controller.fetch(is_asked=False)
    fetching.write(*events)
    fetching.end(status, message)


def test_an_automatic_fetch_speaks_of_news_only(fetching: Fetching) -> None:
    automatic(fetching, FetchStarted(1), FeedFetched("a", "Alpha"), FetchEnded(1))
    automatic(fetching, FetchStarted(0), FetchEnded(0))
    automatic(fetching, status=2, message="Another fetch is running.")
    assert (fetching.notes, fetching.warnings) == ([], [])
    automatic(fetching, FetchStarted(1), A, FetchEnded(1, new=3))
    assert fetching.notes == ["3 new posts"]
    for _ in range(2):
        automatic(fetching, FetchStarted(2), A, B, FetchEnded(2, new=3, failed=1))
    assert fetching.warnings == ["3 new posts · 1 of 2 feeds failed: ! lists them"]
    assert fetching.notes == ["3 new posts"] * 2


def test_an_automatic_fetch_says_once_that_it_is_offline(fetching: Fetching) -> None:
    for _ in range(3):
        automatic(fetching, FetchStarted(2), FetchEnded(2, is_offline=True))
    assert len(fetching.warnings) == 1
    automatic(fetching, FetchStarted(1), A, FetchEnded(1, new=3))
    automatic(fetching, FetchStarted(2), FetchEnded(2, is_offline=True))
    assert len(fetching.warnings) == 2


# One feed among others.


def test_one_feed_interrupts_the_fetch_of_all_others(fetching: Fetching) -> None:
    fetching.controller.fetch()
    fetching.write(FetchStarted(200), A)
    fetching.controller.fetch(["b"])
    [first] = fetching.commands
    assert first.is_stopped
    fetching.end(-15)
    assert fetching.commands[1].arguments[-1] == "b"
    fetching.write(FetchStarted(1), FeedFetched("b", "Beta", new=1), FetchEnded(1, new=1))
    fetching.end()
    assert len(fetching.commands) == 3
    assert fetching.commands[2].arguments[-1] == str(fetching.folder)
    assert (fetching.notes, fetching.warnings) == (["1 new post"], [])


def test_it_is_called_back_when_a_new_feed_was_fetched(fetching: Fetching) -> None:
    called: list[str] = []
    fetching.controller.fetch_new("a", lambda: called.append("a"))
    fetching.write(FetchStarted(1))
    assert called == []
    fetching.write(A)
    fetching.end()
    fetching.fetch(FetchStarted(1), A, FetchEnded(1))
    assert called == ["a"]


def test_titles_of_feeds_are_cleaned(fetching: Fetching) -> None:
    fetching.controller.fetch()
    fetching.write(FetchStarted(1), FeedFetched("a", "Al\x1b[31m\npha"))

    assert fetching.shown[1] == "Al␛[31m pha"


def test_the_end_of_the_app_ends_the_program(fetching: Fetching) -> None:
    fetching.controller.fetch()
    fetching.runner.stop()

    assert fetching.commands[0].is_stopped
    fetching.end(-15)
    assert fetching.warnings == []
