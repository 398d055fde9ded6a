"""Read files in a thread of their own that is given up when one of them hangs.

A read hangs as long as a network or a disk does not answer, and nothing can interrupt it. A parser
may also take very long for a text that nobody has thought of. In both cases another thread, a new
lane, reads the other files meanwhile.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Lock, Semaphore, Thread
from time import monotonic
from typing import Any, Generic, TypeAlias, TypeVar

MAX_SECONDS = 5.0
"""Seconds after which a file or folder that is being read counts as one that hangs."""
MAX_HANGING = 8
"""Number of files that hang at the same time, above which others beside them are not tried."""
_CHECK_INTERVAL = 0.25
"""Seconds between two looks at a lane."""

T = TypeVar("T")


class Hanging:
    """The files and folders that hang, and what became of them. Threads share it.

    Args:
        gives_up: Whether other files are read meanwhile. Otherwise, all wait for what hangs.
        on_begin: Called with the path of what hangs.
        on_end: Called with the path of what no longer hangs, in the thread that has hung.
    """

    def __init__(
        self,
        *,
        gives_up: bool = False,
        on_begin: Callable[[str], object] = lambda _path: None,
        on_end: Callable[[str], object] = lambda _path: None,
    ) -> None:
        self.gives_up = gives_up
        self._on_begin = on_begin
        self._on_end = on_end
        self._paths: set[str] = set()
        self._results: dict[str, Any] = {}
        self._lock = Lock()

    def __contains__(self, path: str) -> bool:
        """Whether a file or folder hangs."""
        return path in self._paths

    def is_likely(self, path: str) -> bool:
        """Whether a file is beside others that hang, and there are too many of them to try it."""
        if len(self._paths) < MAX_HANGING:
            return False
        with self._lock:
            return os.path.dirname(path) in map(os.path.dirname, self._paths)  # noqa: PTH120 - text

    def begin(self, path: str) -> None:
        """Record that a file or folder hangs."""
        if self.gives_up:
            with self._lock:
                self._paths.add(path)
        self._on_begin(path)

    def end(self, path: str, result: object) -> None:
        """Record what was read at last; None for a folder."""
        with self._lock:
            self._paths.discard(path)
            if result is not None:
                self._results[path] = result
        self._on_end(path)

    def concerns(self, paths: Iterable[str]) -> bool:
        """Whether one of some files hangs or may hang, or has hung and has not been taken yet."""
        return any(path in self or path in self._results or self.is_likely(path) for path in paths)

    def take(self, path: str) -> Any | None:
        """Return what was read of a file that has hung, once; None if there is nothing new."""
        return self._results.pop(path, None) if self._results else None

    def untaken(self) -> frozenset[str]:
        """Return the files that have hung and have not been taken yet."""
        with self._lock:
            return frozenset(self._results)

    def forget(self, paths: Iterable[str]) -> None:
        """Forget what was read of files that are no longer there."""
        for path in paths:
            self._results.pop(path, None)


class GivenUp(Exception):  # noqa: N818 - no error, but the end of a lane
    """Raised in a lane that has hung, so that another one does its work, or is not needed."""


class Lane:
    """A thread that reads one file or folder after another.

    Args:
        hanging: What hangs in any lane.
    """

    def __init__(self, hanging: Hanging) -> None:
        self._hanging = hanging
        self._path = ""
        """What is being read; empty between two files."""
        self._since = 0.0
        self.is_given_up = False
        """Whether another lane does the rest of the work."""
        self._is_stopped = False
        self._lock = Lock()
        self._wanted = Semaphore(0)

    def enter(self, path: str) -> None:
        """Begin to read a file or folder."""
        self._since = monotonic()
        self._path = path

    def leave(self, result: object) -> None:
        """End reading it.

        Args:
            result: What was read, which is kept for later if the lane was given up meanwhile.

        Raises:
            GivenUp: The lane was given up.
        """
        with self._lock:
            path, self._path = self._path, ""
            if not self.is_given_up:
                return
        self._hanging.end(path, result)
        raise GivenUp

    def give_up_if_hanging(self) -> str:
        """Give the lane up if it has read the same for too long, and return the path of that.

        If lanes are not given up, that is only recorded.
        """
        with self._lock:
            path = self._path
            if not path or monotonic() - self._since < MAX_SECONDS:
                return ""
            self._since = math.inf
            self.is_given_up = self._hanging.gives_up
            self._hanging.begin(path)
            return path if self.is_given_up else ""

    def hand_over(self) -> None:
        """Wait until the next result is wanted.

        Raises:
            GivenUp: No result is wanted any more.
        """
        self._wanted.acquire()
        if self._is_stopped:
            raise GivenUp

    def want_next(self) -> None:
        """Let the lane work on its next result."""
        self._wanted.release()

    def stop(self) -> None:
        """Let the lane end instead of working on its next result."""
        self._is_stopped = True
        self._wanted.release()


_Message: TypeAlias = "tuple[Lane, T | None, BaseException | None]"
"""A result of a lane; neither a result nor an error at its end."""


class Lanes(Generic[T]):
    """Runs work in a lane, and goes on with it in another one if it hangs.

    Args:
        work: Called in each lane; yields results. It is not called before the former lane has been
            given up, and goes on where that one was.
        hanging: What hangs in any lane.
        on_given_up: Called with the path that a lane hangs at, before the next lane starts.
    """

    def __init__(
        self,
        work: Callable[[Lane], Iterator[T]],
        hanging: Hanging,
        on_given_up: Callable[[str], object] = lambda _path: None,
    ) -> None:
        self._work = work
        self._hanging = hanging
        self._on_given_up = on_given_up
        self._messages: SimpleQueue[_Message[T]] = SimpleQueue()

    def results(self) -> Iterator[T]:
        """Yield the results. Work on the next one begins when it is asked for.

        Raises:
            Exception: The error of the work.
        """
        while True:
            lane = Lane(self._hanging)
            try:
                Thread(target=self._run, args=(lane,), name="read posts", daemon=True).start()
            except RuntimeError:  # the system allows no more threads
                yield from self._work(lane)
                return
            try:
                yield from self._results_of(lane)
            finally:
                lane.stop()
            if not lane.is_given_up:
                return

    def _results_of(self, lane: Lane) -> Iterator[T]:
        """Yield the results of a lane until it ends or is given up."""
        while not lane.is_given_up:
            try:
                sender, result, error = self._messages.get(timeout=_CHECK_INTERVAL)
            except Empty:
                path = lane.give_up_if_hanging()
                if path:
                    self._on_given_up(path)
                continue
            if sender is not lane:
                continue
            if error is not None:
                raise error
            if result is None:
                return
            yield result
            lane.want_next()

    def _run(self, lane: Lane) -> None:
        try:
            for result in self._work(lane):
                self._messages.put((lane, result, None))
                lane.hand_over()
        except GivenUp:
            return
        except BaseException as error:
            self._messages.put((lane, None, error))
        else:
            self._messages.put((lane, None, None))
