"""A lock that programs hold while they change the files of a feeds folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":  # which lacks it
    import fcntl

PRIVATE_FOLDER = ".broadsheet"
"""Hidden folder in the feeds folder, for files that are not posts."""
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
    private = folder / PRIVATE_FOLDER
    private.mkdir(exist_ok=True)
    with (private / _LOCK_FILE).open("ab") as file:
        if sys.platform != "win32":
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
