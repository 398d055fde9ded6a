"""A lock that programs hold while they change the files of a feeds folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.feeds.writing.versions import HIDDEN_FOLDER

if sys.platform != "win32":  # which lacks it
    import fcntl

_LOCK_FILE = "feeds.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until no other program changes feeds.toml, and keep others waiting.

    A program that ends, also by a crash, lets the next one go on. Where the file system has no
    locks, nobody waits.

    Args:
        folder: The feeds folder, which exists.

    Raises:
        OSError: The folder cannot be written to.
    """
    private = folder / HIDDEN_FOLDER
    private.mkdir(exist_ok=True)
    with (private / _LOCK_FILE).open("ab") as file:
        if sys.platform != "win32":
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
