"""Background work: every job of the app starts here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from enum import StrEnum
from functools import partial
from importlib import import_module
from threading import Thread
from threading import enumerate as enumerate_threads
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from textual.screen import Screen
from textual.worker import WorkType, get_current_worker

from reader.exhaustion import NO_MORE_THREADS
from reader.library.events import IsCancelled
from reader.tui.messages import Emitted

if TYPE_CHECKING:  # not loaded for the first paint
    from reader.tui.feeds.child import ChildCommand
    from reader.tui.feeds.requests import FeedChange, FeedsRequest

R = TypeVar("R")

Job: TypeAlias = Callable[[R, Callable[[Any], object], IsCancelled], None]
"""Does the work of a request in a thread. It never receives a screen, an app or a widget."""


class NoThreadError(RuntimeError):
    """Raised if a job cannot be started."""


MAX_WAIT = 1.0
"""Maximum number of seconds that the process waits for jobs that change files when it ends."""


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

    A job that fails does not end the app: the screen receives `Worker.StateChanged`. Neither does
    the app wait for a job when it ends, except as `finish_changes` says: one that hangs must not
    keep the process.
    """
    post_message = screen.post_message

    async def work() -> None:
        worker = get_current_worker()

        def emit(event: object) -> None:
            # An event of a cancelled job would arrive after those of the job that replaced it.
            if not worker.is_cancelled:
                post_message(Emitted(event))

        await _run_in_thread(partial(job, request, emit, lambda: worker.is_cancelled), group)

    waiting: WorkType[None] = work
    screen.run_worker(waiting, exclusive=True, group=group, exit_on_error=False)


def finish_changes() -> None:
    """Wait for jobs that change the person's files, after the app has ended."""
    end = monotonic() + MAX_WAIT
    for thread in enumerate_threads():
        if thread.name == JobGroup.CHANGE_FEEDS:
            thread.join(max(0.0, end - monotonic()))


async def _run_in_thread(work: Callable[[], None], name: str) -> None:
    """Run a job in a thread of its own, and wait for its end or for its cancellation.

    Textual's threads are those of asyncio: there are few, a job that hangs occupies one for good,
    and the process waits for all of them before it ends.

    Raises:
        Exception: The error of the job, or that no thread can be started.
    """
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()
    context = copy_context()

    def report(error: BaseException | None) -> None:
        if ended.done():  # the job was cancelled
            return
        if error is None:
            ended.set_result(None)
        else:
            ended.set_exception(error)

    def run() -> None:
        error: BaseException | None = None
        try:
            context.run(work)
        except BaseException as raised:
            error = raised
        with suppress(RuntimeError):  # the app has ended
            loop.call_soon_threadsafe(report, error)

    try:
        Thread(target=run, name=name, daemon=True).start()
    except RuntimeError as error:
        raise NoThreadError(f"{NO_MORE_THREADS}; close other programs") from error
    await ended


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
run_json_command: Job[ChildCommand] = _late_job("reader.tui.feeds.json_job")
"""Runs a command that writes an object of JSON per line; its values are these objects."""


def run_command(command: ChildCommand, emit: Callable[[Any], object], _: IsCancelled) -> None:
    """Run a command that writes text; its values are lines that are not empty."""
    command.run(lambda line: line.strip() or None, emit)
