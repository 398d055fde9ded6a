"""Loads the open folders, one load at a time, and keeps the index between the loads."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

from reader.library.arrivals import Arrivals
from reader.library.events import (
    Emit,
    FoldersChanged,
    IsCancelled,
    LoadFailed,
    WatchFailed,
    WordsIndexed,
)
from reader.library.load_job import Loaded, LoadJob
from reader.library.requests import LoadRequest, WatchRequest
from reader.posts.errors import FolderError
from reader.posts.loading import watch
from reader.posts.loading.folder_check import check_folder
from reader.posts.options import LoadOptions
from reader.posts.translations import story_grouping
from reader.store.arrivals import ArrivalStore
from reader.store.database import UnusableError
from reader.store.index import Index
from reader.store.texts import TextIndex


class FolderLoader:
    """Loads the same folders again and again, and only the files that changed.

    Args:
        folders: What to load.
        index_path: The index of these folders, existing or not; None to keep none on the disk.
        options: How posts are parsed.
        arrivals_path: Where it is kept when posts were first seen; None to keep it in memory.
        clock: Returns the current time, in seconds since 1970.
        languages: Codes of the preferred languages, best first.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        index_path: Path | None,
        options: LoadOptions,
        arrivals_path: Path | None = None,
        clock: Callable[[], float] = time.time,
        languages: tuple[str, ...] = (),
    ) -> None:
        self._folders = folders
        self._index_path = index_path
        self._options = options
        self._group = story_grouping(folders, languages)
        self._arrivals = Arrivals(ArrivalStore(arrivals_path, folders), clock)
        self._index: Index | None = None
        self._loaded: Loaded | None = None
        self._turn = Lock()

    def load(self, request: LoadRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Load the folders, and emit `PostsLoaded` or `LoadFailed`."""
        try:
            for folder in self._folders:
                check_folder(folder)
        except FolderError as error:
            emit(LoadFailed(request.load_id, error))
            return
        # A cancelled load ends soon, but not at once.
        with self._turn:
            is_first = self._index is None
            index = self._index = self._index or Index(
                self._index_path, self._folders, self._options
            )
            job = LoadJob(
                self._folders,
                request.load_id,
                index,
                self._arrivals,
                self._loaded,
                self._options,
                emit,
                is_cancelled,
                self._group,
            )
            if is_first:
                job.recall()
            if request.paths is None or not job.load_changed(request.paths):
                job.load_all()
            job.save()
            self._loaded = None if is_cancelled() else job.loaded

    def watch(self, request: WatchRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Watch the folders until `stop` is set, and emit `FoldersChanged` or `WatchFailed`."""
        try:
            for paths in watch.watch_folders(
                [folder.absolute() for folder in self._folders], request.stop
            ):
                if is_cancelled():
                    return
                if paths is None or paths:
                    emit(FoldersChanged(paths))
        except OSError as error:
            emit(WatchFailed(str(error)))

    def index_words(self, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Index the words of what was loaded, and emit `WordsIndexed`.

        A cancelled run is resumed by the next.
        """
        if self._index_path is None:
            return
        texts = TextIndex(self._index_path, self._folders, self._options)
        with suppress(UnusableError):  # the search finds titles only, and nothing else is affected
            texts.update(is_cancelled, lambda indexed, total: emit(WordsIndexed(indexed, total)))
