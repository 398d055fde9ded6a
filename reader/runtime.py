"""Process-wide switches: the garbage collector, threads, the time zone and the frame rate.

Starting the app, loading posts and laying out articles create almost no reference cycles, but the
collector traverses every new object again and again. That costs a tenth of the start-up time, and
with 100,000 posts in memory it causes pauses that are visible while a key is held down.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

START = "start"
"""The holder that pauses the collector from the command line until the first load is complete."""

_MAX_COLLECTED = 20_000
"""Number of objects that the collector traverses in about 2 ms. More than these are exempt."""
_MAX_GROWTH, _MIN_GROWTH = 1.5, 80_000
"""Growth of the number of exempt objects after which they are collected as well: by a factor, and
by a number that 6,000 new posts do not reach, so that no key has to wait while they arrive."""

_holders: set[str] = set()
_lock = Lock()
_exempt_count = 0
"""Number of exempt objects after they were last collected, or first exempt."""


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

    The objects that were made meanwhile are exempt from collection if they are many.

    Args:
        holder: The name that was given to `pause_collector`. A holder that has not paused the
            collector has no effect.
    """
    with _lock:
        if holder in _holders:
            _holders.remove(holder)
            if not _holders:
                # Not `gc.get_objects`: a tuple that another thread is building at the moment could
                # not be completed, as there would be a second reference to it.
                if gc.get_count()[0] > _MAX_COLLECTED:
                    _exempt_objects()
                gc.enable()


def _exempt_objects() -> None:
    """Exempt all objects from collection: https://docs.python.org/3/library/gc.html#gc.freeze.

    What later becomes garbage among them is only freed if it is in no cycle. Widgets, for example,
    are in cycles. So all objects are collected whenever their number has grown too much.
    """
    global _exempt_count
    gc.freeze()
    count = gc.get_freeze_count()
    if not _exempt_count:
        _exempt_count = count
    elif count > max(_MAX_GROWTH * _exempt_count, _exempt_count + _MIN_GROWTH):
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _exempt_count = gc.get_freeze_count()


@contextmanager
def collector_paused(holder: str) -> Iterator[None]:
    """Disable garbage collection within a `with` block."""
    pause_collector(holder)
    try:
        yield
    finally:
        resume_collector(holder)


@contextmanager
def collector_settled(holder: str) -> Iterator[None]:
    """Pause garbage collection within a `with` block that loads posts, and settle it after that.

    The garbage among new objects is then collected, and those that are left are exempt from
    collection; nothing is done while there is another holder. It happens in the thread of the
    load: otherwise the collector would traverse all posts together at any later moment, which may
    be in the middle of a paint. The cost depends on the number of objects that were made since the
    last time.
    """
    pause_collector(holder)
    try:
        yield
    finally:
        with _lock:
            _holders.discard(holder)
            if not _holders:
                gc.collect()
                _exempt_objects()
                gc.enable()


_SWITCH_INTERVAL = 0.001
"""Seconds after which a waiting thread gets the interpreter; Python's default is 0.005."""


def favour_waiting_threads() -> None:
    """Let waiting threads run sooner, for as long as the process lasts.

    Keys are answered while other threads parse, and an answer asks for the interpreter dozens of
    times: after each access to a file or a lock. A start would take longer with it.
    """
    sys.setswitchinterval(_SWITCH_INTERVAL)


def use_time_zone(name: str | None) -> None:
    """Show all times in a zone from now on, in this process and those that it starts.

    Args:
        name: As in the IANA database; None leaves the system's zone.
    """
    if name is not None:
        os.environ["TZ"] = name
        time.tzset()


_MAX_DIGITS = 3
"""Digits of a number of columns or rows."""


def ignore_impossible_sizes() -> None:
    """Remove COLUMNS and LINES from the environment if no terminal has such a size.

    Whoever asks for the size of the terminal then gets the one that it has.
    """
    for name in ("COLUMNS", "LINES"):
        value = os.environ.get(name, "")
        if not (value.isascii() and value.isdigit() and len(value) <= _MAX_DIGITS and int(value)):
            os.environ.pop(name, None)


def use_frame_rate() -> None:
    """Let Textual paint up to 240 frames a second; call it before Textual is imported.

    At its default of 60, an article that is ready waits for the frame after that of the empty
    pane, which is half of the time that it takes to open.
    """
    os.environ.setdefault("TEXTUAL_FPS", "240")
