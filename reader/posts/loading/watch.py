"""Watch folders for changed files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from reader.posts.generators import MARKERS
from reader.posts.loading.walk import POST_SUFFIXES, SIDECAR_SUFFIX

if TYPE_CHECKING:
    from watchfiles import Change

# The options of `watchfiles.watch`, in milliseconds: https://watchfiles.helpmanual.io/api/watch/.
_STEP = 40
"""Time without another change after which changes are reported."""
MAX_DEBOUNCE = 400
"""Maximum time for which changes are collected before they are reported."""
REMOVAL_DELAY = 0.9
"""Seconds after which a file that is missing is reported as removed."""
_TIMEOUT = 1_000
"""Time after which an empty set is reported if nothing has changed."""
MANY_FILES = 10
"""Number of files of a report that are many: somebody saves fewer, a program writes more."""
FLOOD_INTERVAL = 2.0
"""Minimum number of seconds from a report of many files to the next one, while more change."""


def watch_folders(folders: Sequence[Path], stop: Event) -> Iterator[frozenset[str] | None]:
    """Yield the paths that have changed in the folders, at any depth.

    Changes to posts, sidecars and configuration files of sites are reported, and so are changes
    to folders. Files that cannot be posts are ignored. A removed file is reported later: an editor
    may save it by moving the old version away before it writes the new one.

    Args:
        folders: Absolute paths of the folders.
        stop: Ends the watch when it is set.

    Yields:
        None once the folders are being watched, because any file may have changed before. Then a
        set of absolute paths for each group of changes, and an empty set every second without
        changes, so that the caller can check whether it should stop.

    Raises:
        OSError: The system cannot watch that many folders, or one of them no longer exists.
    """
    # Imported late: watching starts only after the first load, and must not delay it.
    from watchfiles import watch

    runs = watch(
        *folders,
        watch_filter=_is_of_interest,
        stop_event=stop,
        step=_STEP,
        debounce=MAX_DEBOUNCE,
        rust_timeout=_TIMEOUT,
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    # What the first run contains may have changed before.
    next(runs, None)
    yield None
    changes = hold_back_removals(frozenset(path for _, path in run) for run in runs)
    yield from hold_back_floods(changes)


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


def _is_of_interest(change: Change, path: str) -> bool:  # noqa: ARG001 - as watchfiles calls it
    name = os.path.basename(path)  # noqa: PTH119 - text
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - text
    # A path without a suffix may be a folder.
    return not name.startswith(".") and (
        suffix in POST_SUFFIXES or suffix in ("", SIDECAR_SUFFIX) or name in MARKERS
    )
