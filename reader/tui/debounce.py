"""Debouncing: calls that wait for a pause."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.message_pump import MessagePump
from textual.timer import Timer


class Wait(Protocol):
    """A timer that calls back once, some time after its last restart."""

    def restart(self) -> None:
        """Start to wait, or start again."""

    def stop(self) -> None:
        """Stop waiting."""


class Debounce:
    """Calls back once `restart` has not been called for a while.

    Args:
        owner: The screen or widget whose timers are used.
        seconds: The time to wait after the last `restart`.
        callback: What to call, without arguments.
    """

    def __init__(self, owner: MessagePump, seconds: float, callback: Callable[[], object]) -> None:
        self._owner = owner
        self._seconds = seconds
        self._callback = callback
        self._timer: Timer | None = None

    def restart(self) -> None:
        """Start to wait, or start again."""
        self.stop()
        self._timer = self._owner.set_timer(self._seconds, self._callback)

    def stop(self) -> None:
        """Cancel the call."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
