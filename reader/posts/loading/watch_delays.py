"""When changes in watched folders are reported: removals later, many files together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from time import monotonic

REMOVAL_DELAY = 0.9
"""Seconds after which a file that is missing is reported as removed."""
MANY_FILES = 10
"""Number of files of a report that are many: somebody saves fewer, a program writes more."""
FLOOD_INTERVAL = 2.0
"""Minimum number of seconds from a report of many files to the next one, while more change."""


def hold_back_floods(
    runs: Iterable[frozenset[str]], clock: Callable[[], float] = monotonic
) -> Iterator[frozenset[str]]:
    """Yield the paths of each run, but for a while after many files collect those that follow.

    Each report has a cost that depends on all posts, and a fetch writes thousands of files. What is
    collected is reported after `FLOOD_INTERVAL`, or once nothing more changes.

    Args:
        runs: Sets of absolute paths that have changed. An empty set stands for no change.
        clock: Returns the current time in seconds.

    Yields:
        A set for each run; an empty one while changes are collected.
    """
    held: set[str] = set()
    due = clock()
    for run in runs:
        held |= run
        now = clock()
        if run and now < due:
            yield frozenset()
            continue
        if len(held) >= MANY_FILES:
            due = now + FLOOD_INTERVAL
        yield frozenset(held)
        held.clear()


def hold_back_removals(
    runs: Iterable[frozenset[str]], clock: Callable[[], float] = monotonic
) -> Iterator[frozenset[str]]:
    """Yield the paths of each run, but those that are missing only after `REMOVAL_DELAY`.

    Paths that are missing while another path of the run exists are yielded at once: the file was
    renamed, or many files have changed.

    Args:
        runs: Sets of absolute paths that have changed. Empty sets let time pass.
        clock: Returns the current time in seconds.
    """
    missing: dict[str, float] = {}
    for run in runs:
        gone = {path for path in run if not os.path.lexists(path)}
        if gone == run:
            for path in gone:
                missing.setdefault(path, clock())
            run = frozenset()
        oldest = clock() - REMOVAL_DELAY
        due = {
            path for path, since in missing.items() if since <= oldest or os.path.lexists(path)
        } | (run & missing.keys())
        for path in due:
            del missing[path]
        yield run | due
