"""Background work: every job of the app starts here."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import Any, TypeAlias, TypeVar

from textual.screen import Screen
from textual.worker import get_current_worker

from reader.library.events import IsCancelled
from reader.tui.feeds.child import ChildCommand, parse_object
from reader.tui.feeds.requests import FeedChange, FeedsRequest
from reader.tui.messages import Emitted

R = TypeVar("R")

Job: TypeAlias = Callable[[R, Callable[[Any], object], IsCancelled], None]
"""Does the work of a request in a thread. It never receives a screen, an app or a widget."""


class JobGroup(StrEnum):
    """Kinds of work. A new job cancels the one of its group that is still running."""

    LOAD = "load"
    WATCH = "watch"
    SEARCH = "search"
    EXCERPTS = "excerpts"
    COUNTS = "counts"
    ARTICLE = "article"
    PICTURES = "pictures"
    CONNECTIONS = "connections"
    LINKS = "links"
    FETCH = "fetch"
    FIND_FEEDS = "find feeds"
    IMPORT_FEEDS = "import feeds"
    FEEDS = "feeds"
    CHANGE_FEEDS = "change feeds"
    CHANGES = "changes"
    SAVE_MARKS = "save marks"
    RESCUED_MARKS = "rescued marks"


def start(screen: Screen[None], group: JobGroup, job: Job[R], request: R) -> None:
    """Run a job in a thread; the screen receives each of its events as an `Emitted` message.

    A job that fails does not end the app: the screen receives `Worker.StateChanged`.
    """
    post_message = screen.post_message

    def work() -> None:
        worker = get_current_worker()

        def emit(event: object) -> None:
            # An event of a cancelled job would arrive after those of the job that replaced it.
            if not worker.is_cancelled:
                post_message(Emitted(event))

        job(request, emit, lambda: worker.is_cancelled)

    screen.run_worker(work, thread=True, exclusive=True, group=group, exit_on_error=False)


def _late_job(module: str) -> Job[Any]:
    """Return the job `run` of a module, which is imported in the thread of the job."""

    def run(request: Any, emit: Callable[[Any], object], is_cancelled: IsCancelled) -> None:
        import_module(module).run(request, emit, is_cancelled)

    return run


# The parsers of feeds.toml and the database of feeds are not needed before the first paint
# (`make bench ARGS=start`).
run_fetch: Job[ChildCommand] = _late_job("reader.tui.feeds.fetch_job")
"""Runs a command that fetches; its values are the events of `reader.feeds.events`."""
list_feeds: Job[FeedsRequest] = _late_job("reader.tui.feeds.listing")
"""Lists the subscriptions with their states. See `FeedsRequest`."""
change_feeds: Job[FeedChange] = _late_job("reader.tui.feeds.changes")
"""Changes feeds.toml. See `FeedChange`."""


def run_command(command: ChildCommand, emit: Callable[[Any], object], _: IsCancelled) -> None:
    """Run a command that writes text; its values are lines that are not empty."""
    command.run(lambda line: line.strip() or None, emit)


def run_json_command(command: ChildCommand, emit: Callable[[Any], object], _: IsCancelled) -> None:
    """Run a command that writes an object of JSON per line; its values are these objects."""
    command.run(parse_object, emit)
