"""One request per host at a time, for threads that ask several hosts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

_CHECK_SECONDS = 0.25
"""How often a thread that waits looks whether the fetch was cancelled."""


class HostTurns:
    """Lets threads ask each host one at a time, with a pause after each request.

    Args:
        pause: Seconds between the end of a request and the next one to the same host.
        monotonic: The clock.
    """

    def __init__(self, pause: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._pause = pause
        self._monotonic = monotonic
        self._free_at: dict[str, float] = {}
        """When each host may be asked again; infinite while it is asked."""
        self._changed = Condition()

    @contextmanager
    def take(self, host: str, is_cancelled: Callable[[], bool]) -> Iterator[bool]:
        """Wait for a turn and hold it within a `with` block.

        Yields:
            Whether it is this thread's turn; false if the fetch was cancelled.
        """
        has_turn = self._wait(host, is_cancelled)
        try:
            yield has_turn
        finally:
            if has_turn:
                with self._changed:
                    self._free_at[host] = self._monotonic() + self._pause
                    self._changed.notify_all()

    def rest(self, host: str) -> None:
        """Note that a host has been asked just now, by somebody else."""
        with self._changed:
            free_at = self._free_at.get(host, 0.0)
            self._free_at[host] = max(free_at, self._monotonic() + self._pause)

    def _wait(self, host: str, is_cancelled: Callable[[], bool]) -> bool:
        with self._changed:
            while not is_cancelled():
                seconds = self._free_at.get(host, 0.0) - self._monotonic()
                if seconds <= 0:
                    self._free_at[host] = float("inf")
                    return True
                self._changed.wait(min(seconds, _CHECK_SECONDS))
        return False
