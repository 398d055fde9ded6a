"""A lock that programs hold while they change the files of a feeds folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.feeds.writing.hidden_folder import create_hidden_folder
from reader.private_files import open_private

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
    path = create_hidden_folder(folder) / _LOCK_FILE
    with open(path, "ab", opener=open_private) as file:
        if sys.platform != "win32":
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
