"""Background work: every job of the app starts here."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from textual.screen import Screen
from textual.worker import get_current_worker

from reader.library.events import IsCancelled
from reader.tui.feeds.child import ChildCommand, parse_object
from reader.tui.messages import Emitted

if TYPE_CHECKING:
    from reader.tui.feeds.requests import FeedChange, FeedsRequest

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


# Jobs about feeds. Their late imports keep the parsers of feeds.toml and the database of feeds out
# of the first paint (`make bench ARGS=start`).


def run_fetch(command: ChildCommand, emit: Callable[[Any], object], _: IsCancelled) -> None:
    """Run a command that fetches; its values are the events of `reader.feeds.events`."""
    from reader.feeds.events import parse_event

    command.run(parse_event, emit)


def run_command(command: ChildCommand, emit: Callable[[Any], object], _: IsCancelled) -> None:
    """Run a command that writes text; its values are lines that are not empty."""
    command.run(lambda line: line.strip() or None, emit)


def run_json_command(command: ChildCommand, emit: Callable[[Any], object], _: IsCancelled) -> None:
    """Run a command that writes an object of JSON per line; its values are these objects."""
    command.run(parse_object, emit)


def list_feeds(request: FeedsRequest, emit: Callable[[Any], object], _: IsCancelled) -> None:
    """List the subscriptions with their states. See `FeedsRequest`."""
    from reader.tui.feeds.listing import list_feeds

    emit(list_feeds(request))


def change_feeds(change: FeedChange, emit: Callable[[Any], object], _: IsCancelled) -> None:
    """Change feeds.toml. See `FeedChange`."""
    from reader.tui.feeds.changes import apply_change

    emit(apply_change(change))
