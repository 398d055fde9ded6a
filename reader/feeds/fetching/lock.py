"""A lock, so that one process at a time fetches the feeds of a folder.

It is a lock of the operating system on an open file, which ends with its process: what a killed
process leaves behind is an unlocked file. The file says who holds the lock, for messages.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LOCK_FILE = "fetch.lock"
"""Name of the file in the hidden folder of the feeds folder."""


@dataclass(frozen=True, slots=True)
class LockHolder:
    """The process that holds a lock."""

    pid: int | None = None
    """None if it is unknown."""
    since: float | None = None
    """When it took the lock, in seconds since 1970; None if it is unknown."""


class LockedError(Exception):
    """Another process holds the lock."""

    def __init__(self, holder: LockHolder) -> None:
        super().__init__("another process holds the lock")
        self.holder = holder


@contextmanager
def held_lock(path: Path, now: float, *, is_created: bool = True) -> Iterator[None]:
    """Hold a lock within a `with` block.

    Args:
        path: The file of the lock.
        now: The current time, which another process is told.
        is_created: Whether the file is created and written if there is none. Otherwise nothing is
            written, and without a file there is no lock.

    Raises:
        LockedError: Another process holds the lock.
        OSError: The file cannot be created or written.
    """
    try:
        descriptor = _open(path, is_created)
    except FileNotFoundError:
        if is_created:
            raise
        yield
        return
    try:
        _lock(descriptor)
        if is_created:
            holder = json.dumps({"pid": os.getpid(), "since": now}).encode()
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, holder, 0)
        yield
    finally:
        os.close(descriptor)


def _open(path: Path, is_created: bool) -> int:
    if not is_created:
        return os.open(path, os.O_RDONLY)
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)


def _lock(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise LockedError(_holder(descriptor)) from None
    except OSError as error:
        # Some network file systems know no locks. Fetching without one is better than never.
        if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS):
            raise


def _holder(descriptor: int) -> LockHolder:
    try:
        values = json.loads(os.pread(descriptor, 1_000, 0))
        return LockHolder(int(values["pid"]), float(values["since"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return LockHolder()
