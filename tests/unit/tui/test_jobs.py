"""Jobs run in threads; a new one replaces the one of its group."""

from __future__ import annotations

from threading import Event, Thread, Timer
from threading import enumerate as enumerate_threads

import pytest
from textual import on
from textual.app import App
from textual.screen import Screen
from textual.worker import Worker, WorkerState

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


async def test_the_app_ends_while_a_job_hangs() -> None:
    started, released = Event(), Event()

    def hang(_: ConnectionsRequest, __: Emit, ___: IsCancelled) -> None:
        started.set()
        released.wait(60)

    app: App[None] = App()
    screen = Listening()
    async with app.run_test() as pilot:
        await app.push_screen(screen)
        jobs.start(screen, JobGroup.ARTICLE, hang, REQUEST)
        await until(pilot, started.is_set)
    # What is left keeps neither the event loop nor the interpreter.
    (hanging,) = (thread for thread in enumerate_threads() if thread.name == JobGroup.ARTICLE)
    assert hanging.daemon
    assert hanging.is_alive()
    released.set()
    hanging.join(10)


async def test_jobs_that_hang_leave_room_for_others() -> None:
    released = Event()

    def hang(_: ConnectionsRequest, __: Emit, ___: IsCancelled) -> None:
        released.wait(60)

    def work(_: ConnectionsRequest, emit: Emit, __: IsCancelled) -> None:
        emit(WatchFailed("ready"))

    app: App[None] = App()
    screen = Listening()
    async with app.run_test() as pilot:
        await app.push_screen(screen)
        for _ in range(40):
            jobs.start(screen, JobGroup.ARTICLE, hang, REQUEST)
            await pilot.pause()
        jobs.start(screen, JobGroup.SEARCH, work, REQUEST)
        await until(pilot, lambda: WatchFailed("ready") in screen.received)
    released.set()


async def test_the_error_of_a_job_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    class Reporting(Listening):
        def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
            if event.state is WorkerState.ERROR:
                self.received.append(str(event.worker.error))

    def fail(_: ConnectionsRequest, __: Emit, ___: IsCancelled) -> None:
        raise OSError("no luck")

    def refuse(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    app: App[None] = App()
    screen = Reporting()
    async with app.run_test() as pilot:
        await app.push_screen(screen)
        jobs.start(screen, JobGroup.ARTICLE, fail, REQUEST)
        await until(pilot, lambda: "no luck" in screen.received)
        monkeypatch.setattr(Thread, "start", refuse)
        jobs.start(screen, JobGroup.ARTICLE, fail, REQUEST)
        await until(pilot, lambda: len(screen.received) == 2)
    assert screen.received[-1] == "the system allows no more threads; close other programs"


def test_what_changes_files_is_waited_for() -> None:
    released = Event()
    changing = Thread(target=released.wait, args=(60,), name=JobGroup.CHANGE_FEEDS, daemon=True)
    changing.start()
    Timer(0, released.set).start()
    jobs.finish_changes()
    assert not changing.is_alive()
