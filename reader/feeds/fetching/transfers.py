"""Requests in threads. Only what a server answers comes back; everything else is done elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")

MAX_TRANSFERS = 16
"""Number of requests at a time, and of answers that are held in memory."""


class Transfers(Generic[Q, A]):
    """Runs requests in threads and returns their answers in the order in which they arrive.

    Args:
        send: Sends a request and returns its answer. It is called in threads and does not raise.
    """

    def __init__(self, send: Callable[[Q], A]) -> None:
        self._send = send
        self._threads = ThreadPoolExecutor(MAX_TRANSFERS, "fetch")
        self._finished: SimpleQueue[A | None] = SimpleQueue()
        self.running = 0
        """Number of requests whose answers have not been returned."""

    @property
    def is_full(self) -> bool:
        """Whether no request may start before an answer was returned."""
        return self.running >= MAX_TRANSFERS

    def start(self, request: Q) -> None:
        """Send a request in a thread."""
        self.running += 1
        self._threads.submit(self._run, request)

    def wait(self, seconds: float | None) -> A | None:
        """Return the next answer.

        None after so many seconds without one, or if `wake` was called.
        """
        try:
            answer = self._finished.get(timeout=seconds)
        except Empty:
            return None
        if answer is not None:
            self.running -= 1
        return answer

    def wake(self) -> None:
        """End a `wait`. A handler of signals may call it."""
        self._finished.put(None)

    def close(self) -> None:
        """Start no further request, and wait for none."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _run(self, request: Q) -> None:
        self._finished.put(self._send(request))
