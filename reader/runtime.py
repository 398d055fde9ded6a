"""When Python looks for garbage: not while the first screen comes, and never among the posts.

Neither the imports of a start nor the reading of posts and articles leave anything to collect, but
the collector walks over all they have made again and again: a tenth of the start, and with 100,000
posts or an article of megabytes in cache pauses that are felt under a held key.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

START = "start"
"""The holder from the command to the first whole reading; to its end, where it opens no app."""

_holders: set[str] = set()
_lock = Lock()


def pause_collector(holder: str) -> None:
    """Look for no garbage until that holder, and every other, has let it go on."""
    with _lock:
        _holders.add(holder)
        gc.disable()


def resume_collector(holder: str) -> None:
    """Look for garbage again, but only in what is made from now on; nothing where the holder has
    not paused it."""
    with _lock:
        if holder in _holders:
            _holders.remove(holder)
            if not _holders:
                gc.freeze()
                gc.enable()


@contextmanager
def collector_paused(holder: str) -> Iterator[None]:
    """Look for no garbage meanwhile."""
    pause_collector(holder)
    try:
        yield
    finally:
        resume_collector(holder)
