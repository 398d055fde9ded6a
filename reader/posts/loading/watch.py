"""Watch folders for changed files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
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
_TIMEOUT = 1_000
"""Time after which an empty set is reported if nothing has changed."""


def watch_folders(folders: Sequence[Path], stop: Event) -> Iterator[frozenset[str] | None]:
    """Yield the paths that have changed in the folders, at any depth.

    Changes to posts, sidecars and configuration files of sites are reported, and so are changes
    to folders. Files that cannot be posts are ignored.

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
    for number, run in enumerate(runs):
        yield frozenset(path for _, path in run) if number else None


def _is_of_interest(change: Change, path: str) -> bool:  # noqa: ARG001 - as watchfiles calls it
    name = os.path.basename(path)  # noqa: PTH119 - text
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - text
    # A path without a suffix may be a folder.
    return not name.startswith(".") and (
        suffix in POST_SUFFIXES or suffix in ("", SIDECAR_SUFFIX) or name in MARKERS
    )
