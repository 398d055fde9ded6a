"""Reading the opened folders into a catalogue, behind what is on screen."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from textual import on

from reader.library.folder_loader import FolderLoader
from reader.posts.catalogue import Catalogue
from reader.posts.errors import FolderError
from reader.posts.options import LoadOptions
from reader.posts.post import Problem
from reader.runtime import START, resume_collector
from reader.store.first_screen import first_screen, index_path
from reader.tui.jobs import start_following_folders, start_reading_folders
from reader.tui.messages import (
    FoldersChanged,
    FollowingFailed,
    LoadFailed,
    PostsRead,
    WordsIndexed,
)
from reader.tui.screens.three_panes import ThreePanes

_SWITCH_INTERVAL = 0.001
"""Seconds after which a thread that waits for the interpreter gets it; Python says 0.005."""


class FolderScreen(ThreePanes):
    """Keeps the catalogue of the opened folders; a subclass shows it, and is told of changes."""

    def __init__(self, folders: Sequence[Path], cache_folder: Path | None) -> None:
        super().__init__()
        self.folders = folders
        self.index_path = None if cache_folder is None else index_path(cache_folder, folders)
        self._reader = FolderLoader(folders, self.index_path)
        self.catalogue = Catalogue()
        self.problems: tuple[Problem, ...] = ()
        self.progress: str | None = None
        """How far the reading of the folders is; None while they are not being read."""
        self.indexing: str | None = None
        """How far the words of the posts are; None while they are not being taken in."""
        self.has_words = False
        """Whether the words of every post of the catalogue are in the index."""
        self._load_id = 0
        self._is_reading = False
        self._waiting: list[frozenset[str] | None] = []
        """What changed while the folders were being read."""
        self._stop_following: Event | None = None

    def on_unmount(self) -> None:
        if self._stop_following is not None:
            self._stop_following.set()

    def catalogue_changed(self) -> None:
        """Called when there are other posts or problems than before."""

    def folders_reread(self, changed: frozenset[str]) -> None:
        """Called when the folders have been read once more, after `catalogue_changed`.

        Args:
            changed: Paths of the files whose text may be another than before.
        """

    def folders_failed(self, error: FolderError) -> None:
        """Called when a folder cannot be read at all, after `catalogue_changed`."""

    def progress_changed(self) -> None:
        """Called when the reading got further, began or ended."""

    def following_failed(self, reason: str) -> None:
        """Called when changes of the folders are not noticed any more."""

    def read_folders(self) -> None:
        """Read what is new in the folders, and say how far that is."""
        self.progress = "reading"
        self.progress_changed()
        self._read_quietly(None)

    def _read_quietly(self, paths: frozenset[str] | None) -> None:
        self._load_id += 1
        self._is_reading = True
        if self._load_id == 1 and self.index_path is not None:
            self._show_last_screen(self.index_path)
        start_reading_folders(self, self._reader, self._load_id, paths)

    def _show_last_screen(self, index: Path) -> None:
        """Show the first posts as the last run left them; the rest comes from the thread."""
        preview = first_screen(index, LoadOptions())
        if preview is not None:
            self.catalogue = preview
            self.catalogue_changed()

    @on(PostsRead)
    def _take_posts(self, message: PostsRead) -> None:
        if message.load_id != self._load_id:
            return
        if self.progress is not None:
            self.progress = None if message.is_done else _progress(message)
        is_first = self._load_id == 1
        is_new = message.catalogue is not self.catalogue or message.problems != self.problems
        # A reread shows nothing by halves: what is there stays until all of it is read again.
        if (message.is_done or is_first) and is_new:
            self.catalogue, self.problems = message.catalogue, message.problems
            self.has_words = False
            self.catalogue_changed()
        if message.is_done and not is_first:
            self.folders_reread(message.changed)
        self.progress_changed()
        if message.is_done:
            self._follow()

    def _follow(self) -> None:
        """From the first reading on, read again whenever something changes."""
        self._is_reading = False
        resume_collector(START)
        # Keys are answered while other threads parse, and an answer asks for the interpreter dozens
        # of times: after each access to a file or a lock. A start would take longer by it.
        sys.setswitchinterval(_SWITCH_INTERVAL)
        if self._stop_following is None:
            self._stop_following = Event()
            start_following_folders(self, self.folders, self._stop_following)
        elif self._waiting:
            waiting, self._waiting = self._waiting, []
            known = [paths for paths in waiting if paths is not None]
            whole = len(known) == len(waiting)
            self._read_quietly(frozenset().union(*known) if whole else None)

    @on(WordsIndexed)
    def _take_indexed(self, message: WordsIndexed) -> None:
        self.has_words = message.taken == message.waiting
        self.indexing = (
            None if self.has_words else f"indexing {message.taken / message.waiting:.0%}"
        )
        self.progress_changed()

    @on(FoldersChanged)
    def _take_changes(self, message: FoldersChanged) -> None:
        if self._is_reading:
            self._waiting.append(message.paths)
        else:
            self._read_quietly(message.paths)

    @on(FollowingFailed)
    def _take_following_failed(self, message: FollowingFailed) -> None:
        self.following_failed(message.reason)

    @on(LoadFailed)
    def _take_failure(self, message: LoadFailed) -> None:
        if message.load_id == self._load_id:
            self.reading_ended()
            self.catalogue, self.problems = Catalogue(), ()
            self.catalogue_changed()
            self.folders_failed(message.error)

    @property
    def times_read(self) -> int:
        """How often the folders have been read to the end."""
        return self._load_id - self._is_reading

    def reading_ended(self) -> None:
        """Take note that no more will be read, whatever the reason."""
        self._is_reading = False
        resume_collector(START)
        self.progress = None
        self.progress_changed()


def _progress(message: PostsRead) -> str:
    if message.is_recalled:
        return f"checking {len(message.catalogue):,} posts"
    return f"reading {message.files_read:,} of {message.files_found:,}"
