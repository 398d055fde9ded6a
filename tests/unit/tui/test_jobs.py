"""Jobs run in threads; a new one replaces the one of its group."""

from __future__ import annotations

from threading import Event

from textual import on
from textual.app import App
from textual.screen import Screen

from reader.library.events import Emit, IsCancelled, WatchFailed
from reader.library.requests import ConnectionsRequest
from reader.posts.catalogue import Catalogue
from reader.tui import jobs
from reader.tui.jobs import JobGroup
from reader.tui.messages import Emitted
from tests.made_posts import make
from tests.waiting import until

REQUEST = ConnectionsRequest(make("A"), "", Catalogue([]))


class Listening(Screen[None]):
    """A screen that collects what jobs emit."""

    def __init__(self) -> None:
        super().__init__()
        self.received: list[object] = []

    @on(Emitted)
    def _receive(self, message: Emitted) -> None:
        self.received.append(message.event)


async def test_a_job_that_was_replaced_emits_nothing_more() -> None:
    replaced, ended = Event(), Event()

    def slow(_: ConnectionsRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        replaced.wait(10)
        assert is_cancelled()
        emit(WatchFailed("late"))
        ended.set()

    def fast(_: ConnectionsRequest, emit: Emit, __: IsCancelled) -> None:
        emit(WatchFailed("new"))
        replaced.set()
        ended.wait(10)
        emit(WatchFailed("last"))

    app: App[None] = App()
    screen = Listening()
    async with app.run_test() as pilot:
        await app.push_screen(screen)
        jobs.start(screen, JobGroup.ARTICLE, slow, REQUEST)
        jobs.start(screen, JobGroup.ARTICLE, fast, REQUEST)
        await until(pilot, lambda: WatchFailed("last") in screen.received)
    assert screen.received == [WatchFailed("new"), WatchFailed("last")]
