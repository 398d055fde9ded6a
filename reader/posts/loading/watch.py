"""Noticing that posts have changed on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from reader.posts.loading.walk import POST_SUFFIXES, SIDECAR_SUFFIX
from reader.posts.site import CONFIGURATION_FILES

if TYPE_CHECKING:
    from watchfiles import Change

_QUIET = 40
"""Milliseconds without a further change after which a run of watch_folders is told."""
_PATIENCE = 1_000
"""Milliseconds after which a quiet watch says that there is nothing to say."""
_LONGEST_RUN = 400
"""Milliseconds after which it is told though it goes on."""


def watch_folders(folders: Sequence[Path], stop: Event) -> Iterator[frozenset[str] | None]:
    """The paths that have changed in the folders, at any depth, in runs; ends after `stop`.

    An empty run comes once a second, for a caller who may have lost interest. The first is None,
    as soon as the folders are watched: any file may have changed before that. Editors that write
    a new file and rename it, folders that come and go, and configuration files of sites are
    noticed too; files that can be no posts are not.

    Args:
        folders: Absolute, so that the paths are.
        stop: When set, the watch ends.

    Raises:
        OSError: The system cannot watch so many folders, or one of them is gone.
    """
    from watchfiles import watch  # late: nothing is followed before everything is read

    runs = watch(
        *folders,
        watch_filter=_is_of_interest,
        stop_event=stop,
        step=_QUIET,
        debounce=_LONGEST_RUN,
        rust_timeout=_PATIENCE,
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    for number, run in enumerate(runs):
        yield frozenset(path for _, path in run) if number else None


def _is_of_interest(change: Change, path: str) -> bool:  # noqa: ARG001 - as watchfiles calls it
    name = os.path.basename(path)  # noqa: PTH119 - text
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - text
    # What has no suffix may be a folder.
    return not name.startswith(".") and (
        suffix in POST_SUFFIXES or suffix in ("", SIDECAR_SUFFIX) or name in CONFIGURATION_FILES
    )
