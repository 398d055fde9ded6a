"""A lock, so that one process at a time fetches the feeds of a folder.

It is a lock of the operating system on an open file, which ends with its process: what a killed
process leaves behind is an unlocked file. The file is empty and never written to, because the feeds
folder may be shared by several machines. A note outside of it says who holds the lock.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from reader.posts.files import load_whole
from reader.private_files import create_private_folder, open_private

if sys.platform != "win32":  # which lacks it
    import fcntl

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


def lock_note(folder: Path, data_folder: Path) -> Path:
    """Return the file that says who holds the lock of a feeds folder."""
    key = sha256(os.fsencode(os.path.realpath(folder))).hexdigest()
    return data_folder / f"fetch-{key[:16]}.json"


@contextmanager
def held_lock(path: Path, note: Path, now: float, *, is_created: bool = True) -> Iterator[None]:
    """Hold a lock within a `with` block.

    Args:
        path: The file of the lock.
        note: The file that says who holds it.
        now: The current time, in seconds since 1970, for the note.
        is_created: Whether the files are created and written. Otherwise nothing is written, and
            without a file there is no lock.

    Raises:
        LockedError: Another process holds the lock.
        OSError: The file cannot be created.
    """
    try:
        descriptor = _open(path, is_created)
    except FileNotFoundError:
        if is_created:
            raise
        yield
        return
    try:
        _lock(descriptor, note)
        if is_created:
            _write_note(note, now)
        try:
            yield
        finally:
            if is_created:
                with suppress(OSError):
                    note.unlink()
    finally:
        os.close(descriptor)


def _open(path: Path, is_created: bool) -> int:
    if not is_created:
        return os.open(path, os.O_RDONLY)
    create_private_folder(path.parent)
    return open_private(str(path), os.O_RDWR | os.O_CREAT)


def _lock(descriptor: int, note: Path) -> None:
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise LockedError(_holder(note)) from None
    except OSError as error:
        # Some network file systems know no locks. Fetching without one is better than never.
        if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS):
            raise


def _write_note(note: Path, now: float) -> None:
    with suppress(OSError):  # the lock holds without it
        create_private_folder(note.parent)
        with open(note, "w", opener=open_private) as file:
            json.dump({"pid": os.getpid(), "since": now}, file)


def _holder(note: Path) -> LockHolder:
    try:
        values = json.loads(load_whole(note))
        return LockHolder(int(values["pid"]), float(values["since"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return LockHolder()
