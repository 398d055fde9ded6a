"""Process-wide switches: when Python's garbage collector runs.

Starting the app, loading posts and laying out articles create almost no reference cycles, but the
collector traverses every new object again and again. That costs a tenth of the start-up time, and
with 100,000 posts in memory it causes pauses that are visible while a key is held down.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

START = "start"
"""The holder that pauses the collector from the command line until the first load is complete."""

_holders: set[str] = set()
_lock = Lock()


def pause_collector(holder: str) -> None:
    """Disable garbage collection until every holder has resumed it.

    Args:
        holder: Name of the caller. Pausing twice under one name counts once.
    """
    with _lock:
        _holders.add(holder)
        gc.disable()


def resume_collector(holder: str) -> None:
    """Enable garbage collection again once no other holder pauses it.

    Objects that exist by then are exempt from collection for good, see
    https://docs.python.org/3/library/gc.html#gc.freeze. A holder that has not paused the collector
    has no effect.

    Args:
        holder: The name that was given to `pause_collector`.
    """
    with _lock:
        if holder in _holders:
            _holders.remove(holder)
            if not _holders:
                gc.freeze()
                gc.enable()


@contextmanager
def collector_paused(holder: str) -> Iterator[None]:
    """Disable garbage collection within a `with` block."""
    pause_collector(holder)
    try:
        yield
    finally:
        resume_collector(holder)
