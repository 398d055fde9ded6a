"""Watch folders for changed files, also folders that disappear and return."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reader.exhaustion import NO_MORE_OPEN_FILES
from reader.posts.generators import MARKERS
from reader.posts.loading.file_id import file_id
from reader.posts.loading.mounts import mounts_below
from reader.posts.loading.walk import POST_SUFFIXES, SIDECAR_SUFFIX
from reader.posts.loading.watch_delays import hold_back_floods, hold_back_removals

if TYPE_CHECKING:
    from watchfiles import Change

# The options of `watchfiles.watch`, in milliseconds: https://watchfiles.helpmanual.io/api/watch/.
_STEP = 40
"""Time without another change after which changes are reported."""
MAX_DEBOUNCE = 400
"""Maximum time for which changes are collected before they are reported."""
_TIMEOUT = 1_000
"""Time after which an empty set is reported if nothing has changed."""
_POLL = 0.5
"""Seconds between two checks whether missing folders are back."""
ABSENCE_DELAY = 2.0
"""Seconds after which an opened folder that is missing is reported."""
RETRY_INTERVAL = 60.0
"""Seconds from one report that any file may have changed to the next if nothing is watched."""


class NotWatched(NamedTuple):
    """The system does not report changes. All files are checked every `RETRY_INTERVAL`."""

    reason: str


Changes: TypeAlias = "frozenset[str] | NotWatched | None"


def watch_folders(
    folders: Sequence[Path],
    stop: Event,
    listed: Callable[[], Sequence[str] | None] = lambda: None,
) -> Iterator[Changes]:
    """Yield the paths that have changed in the folders, at any depth.

    Changes to posts, sidecars and configuration files of sites are reported, and so are changes
    to folders. Files that cannot be posts are ignored. A removed file is reported later: an editor
    may save it by moving the old version away before it writes the new one.

    A folder that is missing, or replaced by another one, is watched again when it is back. So is
    everything if a disk is mounted in a folder, and if the system refuses to watch it.

    Args:
        folders: Absolute paths of the opened folders.
        stop: Ends the watch when it is set.
        listed: Returns the absolute paths of the folders that were listed last, if they are to be
            watched one by one because some of them are symbolic links; None to watch all folders
            below the opened ones.

    Yields:
        None if any file may have changed: once the folders are being watched, when one is missing
        or back, and when a disk in one is mounted or unmounted. Then a set of absolute paths for
        each group of changes, and an empty set at least every second, so that the caller can check
        whether it should stop. `NotWatched` whenever the system refuses.
    """
    roots = _Roots(folders)
    while not stop.is_set():
        try:
            yield from _watch_until_changed(roots, stop, listed)
        except FileNotFoundError:  # it was removed just now
            stop.wait(_POLL)
        except (OSError, RuntimeError) as error:
            yield NotWatched(_describe(error))
            yield None
            end = monotonic() + RETRY_INTERVAL
            while monotonic() < end and roots.check() is _Presence.SAME and not stop.wait(_POLL):
                yield frozenset()


def _watch_until_changed(
    roots: _Roots, stop: Event, listed: Callable[[], Sequence[str] | None]
) -> Iterator[Changes]:
    """Yield changes until an opened folder is missing or back, or others are to be watched."""
    former = listed()
    targets = roots.present if former is None else list(filter(os.path.isdir, former))
    if not targets:
        yield None
        while roots.check() is not _Presence.CHANGED and not stop.wait(_POLL):
            yield frozenset()
        return
    runs = _begin(targets, stop, is_recursive=former is None)
    yield None
    changes = hold_back_removals(frozenset(path for _, path in run) for run in runs)
    for paths in hold_back_floods(changes):
        presence = roots.check()
        if presence is _Presence.CHANGED:
            return
        # Files of a missing folder are not reported as removed: it may be back in a moment.
        yield frozenset() if presence is _Presence.WAITING else paths
        if listed() != former:
            return


def _begin(
    targets: Sequence[str], stop: Event, *, is_recursive: bool
) -> Iterator[set[tuple[Change, str]]]:
    """Begin to watch folders, and return what changes in them from now on.

    Raises:
        OSError: The system cannot watch that many folders, or one of them no longer exists.
        RuntimeError: The system has no room for another watch.
    """
    # Imported late: watching starts only after the first load, and must not delay it.
    from watchfiles import watch

    # Denied permission is ignored only at the second attempt: watchfiles then ignores all other
    # failures as well, and reports no changes.
    for ignores_denied in (False, True):
        try:
            runs = watch(
                *targets,
                watch_filter=_is_of_interest,
                stop_event=stop,
                step=_STEP,
                debounce=MAX_DEBOUNCE,
                rust_timeout=_TIMEOUT,
                yield_on_timeout=True,
                raise_interrupt=False,
                # Recursion would follow every symbolic link, to wherever it leads.
                recursive=is_recursive,
                ignore_permission_denied=ignores_denied,
            )
            # What the first run contains may have changed before.
            next(runs, None)
        except PermissionError:
            if ignores_denied:
                raise
        else:
            break
    return iter(runs)


class _Presence(Enum):
    """Whether the opened folders are there."""

    SAME = auto()
    WAITING = auto()
    """One is missing, but not for long yet."""
    CHANGED = auto()
    """One is missing for long, back, or replaced by another folder, or a disk in it was mounted or
    unmounted."""


class _Roots:
    """The opened folders, which of them are there, and what is mounted in them.

    A watch follows a folder that is renamed, and knows nothing of one that takes its name, nor of a
    disk that is mounted.

    Args:
        folders: Absolute paths.
        clock: Returns the current time in seconds.
    """

    def __init__(self, folders: Sequence[Path], clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._known = {os.fspath(folder): file_id(os.fspath(folder)) for folder in folders}
        self._missing_since: dict[str, float] = {}
        self._mounts = mounts_below(self._known)

    @property
    def present(self) -> list[str]:
        """The folders that were there at the last check."""
        return [path for path, identity in self._known.items() if identity is not None]

    def check(self) -> _Presence:
        """Compare the folders with those that were there at the last check."""
        presence = _Presence.SAME
        for path, known in self._known.items():
            identity = file_id(path)
            was_missing = path in self._missing_since
            if identity == known and not was_missing:
                continue
            now = self._clock()
            if identity is None and now - self._missing_since.setdefault(path, now) < ABSENCE_DELAY:
                if presence is _Presence.SAME:
                    presence = _Presence.WAITING
                continue
            self._missing_since.pop(path, None)
            self._known[path] = identity
            presence = _Presence.CHANGED
        mounts = mounts_below(self._known)
        if mounts != self._mounts:
            self._mounts = mounts
            presence = _Presence.CHANGED
        return presence


def _describe(error: Exception) -> str:
    """Return why the system refuses to watch folders, in plain words."""
    text = str(error)
    if "os error 24" in text or "Too many open files" in text:
        return NO_MORE_OPEN_FILES
    if "os error 28" in text or "limit" in text:
        return "the system allows no more watched folders (fs.inotify.max_user_watches)"
    if "Unable to decode path" in text:  # of watchfiles, which knows only Unicode
        return "a file or a folder has a name that is not UTF-8; rename it"
    return text


def _is_of_interest(change: Change, path: str) -> bool:  # noqa: ARG001 - as watchfiles calls it
    name = os.path.basename(path)  # noqa: PTH119 - text
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - text
    # A path without a suffix may be a folder.
    return not name.startswith(".") and (
        suffix in POST_SUFFIXES or suffix in ("", SIDECAR_SUFFIX) or name in MARKERS
    )
