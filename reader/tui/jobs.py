"""Background work: every job of the app starts here."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias, TypeVar

from textual.screen import Screen
from textual.worker import get_current_worker

from reader.library.events import Emit, Event, IsCancelled
from reader.library.requests import Request
from reader.tui.messages import Emitted

R = TypeVar("R", bound=Request)

Job: TypeAlias = Callable[[R, Emit, IsCancelled], None]
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
    CHANGES = "changes"


def start(screen: Screen[None], group: JobGroup, job: Job[R], request: R) -> None:
    """Run a job in a thread; the screen receives each of its events as an `Emitted` message.

    A job that fails does not end the app: the screen receives `Worker.StateChanged`.
    """
    post_message = screen.post_message

    def work() -> None:
        worker = get_current_worker()

        def emit(event: Event) -> None:
            # An event of a cancelled job would arrive after those of the job that replaced it.
            if not worker.is_cancelled:
                post_message(Emitted(event))

        job(request, emit, lambda: worker.is_cancelled)

    screen.run_worker(work, thread=True, exclusive=True, group=group, exit_on_error=False)
