"""The state of the open folders: the catalogue, and the progress of loading and indexing."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Event
from typing import Any, NamedTuple, TypeAlias

from reader.library.events import (
    FoldersChanged,
    LoadFailed,
    PostsLoaded,
    WatchFailed,
    WordsIndexed,
)
from reader.library.library import Library
from reader.library.requests import LoadRequest, WatchRequest
from reader.posts.catalogue import Catalogue, other_files
from reader.posts.post import Problem, SkippedFile
from reader.runtime import START, favour_waiting_threads, resume_collector
from reader.tui.jobs import JobGroup
from reader.tui.notices import not_watched, unreadable_folder

StartJob: TypeAlias = Callable[[JobGroup, Any, Any], None]
"""Starts a job of a group with its request; `jobs.start` without its first argument."""


class LoadStep(NamedTuple):
    """What an event of a load changed."""

    is_new: bool
    """Whether there is another catalogue, or other problems or skipped files."""
    changed: frozenset[str] | None
    """Paths whose text may differ, once a repeated load is complete; None before that."""


_NOTHING = LoadStep(is_new=False, changed=None)


class LibraryController:
    """Keeps the catalogue of the open folders up to date.

    The first load shows posts as they arrive, a repeated one only when it is complete. Changes
    that are noticed while a load runs are loaded after it.

    Args:
        library: The open folders.
        start: Starts background jobs.
        notify: Shows a message.
        warn: Shows a warning.
    """

    def __init__(
        self,
        library: Library,
        start: StartJob,
        notify: Callable[[str], object],
        warn: Callable[[str], object],
    ) -> None:
        self.library = library
        self.catalogue = Catalogue()
        self.problems: tuple[Problem, ...] = ()
        self.other_files: tuple[SkippedFile, ...] = ()
        """Files that are not posts: skipped ones, and pages of sites."""
        self.is_indexed = False
        """Whether the words of every post of the catalogue can be searched."""
        self.missing = ""
        """The open folder that cannot be read while its posts stay listed, in a few words."""
        self._start = start
        self._notify = notify
        self._warn = warn
        self._load_id = 0
        self._is_loading = False
        self._progress = ""
        self._indexing = ""
        self._pending: list[frozenset[str] | None] = []
        self._stop_watching: Event | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a load that the person waits for is running: the first, or one asked for."""
        return bool(self._progress)

    @property
    def times_loaded(self) -> int:
        """How many loads have ended."""
        return self._load_id - self._is_loading

    @property
    def indexing(self) -> str:
        """Progress of indexing as text; empty while nothing is being indexed."""
        return self._indexing

    @property
    def progress(self) -> str:
        """Progress of the load that the person waits for, as text; empty if there is none."""
        return self._progress

    def begin(self) -> bool:
        """Take the first posts of the last run as a preview of the first load, which follows.

        Returns:
            Whether there are any.
        """
        preview = self.library.preview()
        if preview is None:
            return False
        self.catalogue = preview
        self._progress = "loading"
        return True

    def load(self) -> None:
        """Load what is new in the folders."""
        self._progress = "loading"
        self._load_quietly(None)

    def _load_quietly(self, paths: frozenset[str] | None) -> None:
        self._load_id += 1
        self._is_loading = True
        if self._load_id > 1:  # the first load may have been cancelled, again and again
            resume_collector(START)
        self._start(JobGroup.LOAD, self.library.load, LoadRequest(self._load_id, paths))

    def on_posts_loaded(self, event: PostsLoaded) -> LoadStep:
        """Use the posts of the current load."""
        if event.load_id != self._load_id:
            return _NOTHING
        if event.is_complete and self.missing:
            self.missing = ""
            self._notify("The folder is back.")
        if self._progress:
            self._progress = "" if event.is_complete else _progress_text(event)
        is_first = self._load_id == 1
        others = other_files(event.catalogue, event.skipped)
        is_other = event.catalogue is not self.catalogue or (event.problems, others) != (
            self.problems,
            self.other_files,
        )
        is_new = (event.is_complete or is_first) and is_other
        if is_new:
            self.catalogue, self.problems = event.catalogue, event.problems
            self.other_files = others
            self.is_indexed = False
        is_repeated = event.is_complete and not is_first
        return LoadStep(is_new, event.changed if is_repeated else None)

    def follow_up(self, event: PostsLoaded) -> None:
        """After a complete load: watch the folders, and load what changed meanwhile."""
        if event.load_id != self._load_id or not event.is_complete:
            return
        self._is_loading = False
        resume_collector(START)
        favour_waiting_threads()
        self._watch()
        self._load_pending()

    def _watch(self) -> None:
        """Watch the folders, unless they are being watched already."""
        if self._stop_watching is None:
            self._stop_watching = Event()
            self._start(JobGroup.WATCH, self.library.watch, WatchRequest(self._stop_watching))

    def _load_pending(self) -> None:
        """Load what changed during the load that has ended."""
        if self._pending:
            pending, self._pending = self._pending, []
            known = [paths for paths in pending if paths is not None]
            is_known = len(known) == len(pending)
            self._load_quietly(frozenset().union(*known) if is_known else None)

    def on_folders_changed(self, event: FoldersChanged) -> None:
        """Load the changes, now or after the load that is running."""
        if self._is_loading:
            self._pending.append(event.paths)
        else:
            self._load_quietly(event.paths)

    def on_words_indexed(self, event: WordsIndexed) -> None:
        """Record the progress of indexing."""
        self.is_indexed = event.indexed == event.total
        self._indexing = "" if self.is_indexed else f"indexing {event.indexed / event.total:.0%}"

    def on_load_failed(self, event: LoadFailed) -> bool:
        """Record that the current load failed, because a folder is missing or cannot be read.

        The posts of an earlier load stay listed: the folder may be back soon, which the watch
        notices.

        Returns:
            Whether there are no posts, so that the list is to show the reason.
        """
        if event.load_id != self._load_id:
            return False
        is_first = self._load_id == 1
        self.end_load()
        self._watch()
        self._load_pending()
        if not is_first and self.catalogue.all_posts:
            is_there = os.path.exists(event.error.path)
            state = "cannot be read" if is_there else "is missing"
            self.missing = f"{event.error.path.name} {state}"
            self._warn(unreadable_folder(event.error, is_there=is_there))
            return False
        self.catalogue, self.problems, self.other_files = Catalogue(), (), ()
        return True

    def on_watch_failed(self, event: WatchFailed) -> None:
        """Say that changes on the disk are not noticed."""
        self._warn(not_watched(event))

    def end_load(self) -> None:
        """Record that the current load has ended, for whatever reason."""
        self._is_loading = False
        resume_collector(START)
        self._progress = ""

    def stop(self) -> None:
        """Stop watching the folders."""
        if self._stop_watching is not None:
            self._stop_watching.set()


def _progress_text(event: PostsLoaded) -> str:
    if event.is_from_index:
        return f"checking {len(event.catalogue):,} posts"
    return f"loading {event.files_done:,} of {event.files_found:,}"
