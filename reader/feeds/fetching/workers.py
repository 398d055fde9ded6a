"""Processes that prepare documents, so that a first fetch of many feeds uses several processors.

A worker is `python -m reader.feeds.fetching.worker`. It gets documents through its standard input
and ends when that is closed, so also when the fetch is killed. If it crashes on a document, that is
the failure of one feed.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue

from reader.feeds.errors import FeedError
from reader.feeds.fetching.preparing import LocalPreparation, PreparedDocument, RawDocument

MAX_WORKERS = 2
"""Each needs some 60 MB."""


class WorkerCrash(Exception):  # noqa: N818 - not an error of the caller
    """A worker has a fault or has ended. The message says which."""


class Worker:
    """A process that prepares one document at a time. It starts with the first one."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def prepare(self, raw: RawDocument) -> PreparedDocument:
        """Return what `reader.feeds.fetching.preparing.prepare` returns.

        Raises:
            FeedError: The content is no feed.
            WorkerCrash: There is no result. If the process has ended, the next document starts
                another one.
        """
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            pickle.dump(raw, process.stdin)
            process.stdin.flush()
            result = pickle.load(process.stdout)  # noqa: S301 - our own process wrote it
        except (OSError, EOFError, pickle.UnpicklingError, ValueError) as error:
            self.close()
            raise WorkerCrash("the process that parses feeds has ended") from error
        if isinstance(result, PreparedDocument):
            return result
        if isinstance(result, tuple):
            raise FeedError(*result)
        raise WorkerCrash(result)

    def close(self) -> None:
        """End the process, also in the middle of its work."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        # It finds the same packages, also where this program runs from the current folder.
        paths = os.pathsep.join(map(os.path.abspath, sys.path))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "reader.feeds.fetching.worker"],
            env=os.environ | {"PYTHONPATH": paths},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self._process


MIN_NEW_FEEDS = 8
"""With fewer new feeds, it takes longer to start workers than to convert the entries."""


@contextmanager
def open_preparation(new_feeds: int) -> Iterator[Callable[[RawDocument], PreparedDocument]]:
    """Yield a function for threads that prepares documents as `preparing.prepare` does.

    Args:
        new_feeds: Number of feeds that are fetched for the first time.
    """
    if new_feeds < MIN_NEW_FEEDS:
        yield LocalPreparation().prepare
        return
    with WorkerPool() as pool:
        yield pool.prepare


class WorkerPool:
    """Some workers, used by many threads; a context manager."""

    def __init__(self, count: int = MAX_WORKERS) -> None:
        self._workers = [Worker() for _ in range(count)]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._is_closed = False
        for worker in self._workers:
            self._idle.put(worker)

    def prepare(self, raw: RawDocument) -> PreparedDocument:
        """Prepare a document, as soon as a worker is idle.

        Raises:
            FeedError: The content is no feed.
            WorkerCrash: The worker has crashed, or the pool is closed.
        """
        worker = self._idle.get()
        try:
            if self._is_closed:
                raise WorkerCrash("the fetch has ended")
            return worker.prepare(raw)
        finally:
            self._idle.put(worker)

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self._is_closed = True
        for worker in self._workers:
            worker.close()
