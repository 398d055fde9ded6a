"""Steps: one function after another, each once the event loop has had nothing to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from textual.message_pump import MessagePump

from reader.tui.steps import Steps


class Owner:
    """A screen that paints, and whose timers end, when the test says so."""

    def __init__(self) -> None:
        self.is_attached = True
        self.now = 0.0
        self._to_paint: list[Callable[[], object]] = []
        self._timers: list[tuple[float, Callable[[], object]]] = []

    def call_after_refresh(self, call: Callable[[int], object], value: int) -> None:
        self._to_paint.append(lambda: call(value))

    def set_timer(self, seconds: float, callback: Callable[[], object]) -> None:
        assert seconds > 0
        self._timers.append((self.now + seconds, callback))

    def paint(self) -> None:
        """Paint what has changed."""
        calls, self._to_paint = self._to_paint, []
        for call in calls:
            call()

    def end_timers(self, late: float = 0.0) -> None:
        """Let the time of all timers pass, and some seconds more."""
        timers, self._timers = self._timers, []
        for end, callback in timers:
            self.now = end + late
            callback()

    def work(self) -> None:
        """Paint, and let the time of all timers pass."""
        self.paint()
        self.end_timers()


def make_steps() -> tuple[Owner, Steps, list[int]]:
    """Return a screen, its steps, and a list for the steps to fill."""
    owner = Owner()
    return owner, Steps(cast(MessagePump, owner), lambda: owner.now), []


def test_each_step_waits_for_a_paint_and_a_pause() -> None:
    owner, steps, done = make_steps()
    steps.add(lambda: done.append(1), lambda: done.append(2), lambda: done.append(3))
    assert done == [1]
    owner.end_timers()
    assert done == [1]
    owner.paint()
    assert done == [1]
    owner.end_timers()
    assert done == [1, 2]
    owner.work()
    assert done == [1, 2, 3]


def test_steps_that_are_added_meanwhile_are_called_after_the_others() -> None:
    owner, steps, done = make_steps()

    def first() -> None:
        done.append(1)
        steps.add(lambda: done.append(3))

    steps.add(first, lambda: done.append(2))
    assert done == [1]
    owner.work()
    steps.add(lambda: done.append(4))
    for _ in range(3):
        owner.work()
    assert done == [1, 2, 3, 4]
    steps.add(lambda: done.append(5))
    assert done == [1, 2, 3, 4, 5]


def test_a_step_waits_again_if_the_loop_was_occupied_at_the_end_of_the_pause() -> None:
    owner, steps, done = make_steps()
    steps.add(lambda: done.append(1), lambda: done.append(2))
    owner.paint()
    owner.end_timers(late=0.03)
    assert done == [1]
    owner.end_timers()
    assert done == [1, 2]


def test_a_step_does_not_wait_for_good() -> None:
    owner, steps, done = make_steps()
    steps.add(lambda: done.append(1), lambda: done.append(2))
    owner.paint()
    for _ in range(5):
        assert done == [1]
        owner.end_timers(late=0.03)
    assert done == [1, 2]


def test_no_step_is_called_on_a_screen_that_was_removed() -> None:
    owner, steps, done = make_steps()
    steps.add(lambda: done.append(1), lambda: done.append(2))
    owner.is_attached = False
    owner.work()
    assert done == [1]
