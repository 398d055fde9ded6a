"""Loads the open folders, one load at a time, and keeps the index between the loads."""

from __future__ import annotations

from contextlib import nullcontext, suppress
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
from reader.library.open_folders import OpenFolders
from reader.library.requests import LoadRequest, WatchRequest
from reader.posts.errors import FolderError
from reader.posts.loading import watch
from reader.posts.loading.folder_check import check_folder
from reader.posts.loading.lanes import Hanging
from reader.posts.loading.load_in_lanes import LoadInLanes
from reader.posts.loading.mounts import Disks
from reader.posts.translations import story_grouping
from reader.runtime import collector_settled
from reader.store.arrivals import ArrivalStore
from reader.store.database import UnusableError
from reader.store.index import Index
from reader.store.texts import TextIndex


class FolderLoader:
    """Loads the same folders again and again, and only the files that changed.

    Args:
        opened: What to load.
    """

    def __init__(self, opened: OpenFolders) -> None:
        self._opened = opened
        self._group = story_grouping(opened.folders, opened.languages)
        store = ArrivalStore(opened.arrivals_path, opened.folders)
        self._arrivals = Arrivals(store, opened.clock)
        self._disks = Disks()
        self._index: Index | None = None
        self._loaded: Loaded | None = None
        self._listed: tuple[str, ...] | None = None
        """The folders to watch one by one; None to watch all below the opened ones."""
        self._turn = Lock()
        self._hanging = Hanging(gives_up=True, on_end=self._reload)
        self._emit: Emit = lambda _event: None
        """Receives the events of the last load."""

    def load(self, request: LoadRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Load the folders, and emit `PostsLoaded` or `LoadFailed`.

        What hangs is left out, with a problem. Once it has been read, `FoldersChanged` is emitted.
        """
        self._emit = emit
        try:
            LoadInLanes(is_cancelled, self._hanging).check(self._opened.folders, self._check)
        except FolderError as error:
            emit(LoadFailed(request.load_id, error))
            return
        # A cancelled load ends soon, but not at once.
        with self._turn:
            opened = self._opened
            is_first = self._index is None
            index = self._index = self._index or Index(
                opened.index_path, opened.folders, opened.options
            )
            job = LoadJob(
                opened,
                request.load_id,
                index,
                self._arrivals,
                self._group,
                self._loaded,
                self._hanging,
                emit,
                is_cancelled,
            )
            try:
                with nullcontext() if is_first else collector_settled("load"):
                    self._run(job, request, is_first=is_first)
            except FolderError as error:
                emit(LoadFailed(request.load_id, error))
                return
            self._loaded = None if is_cancelled() else job.loaded

    def _run(self, job: LoadJob, request: LoadRequest, *, is_first: bool) -> None:
        if is_first:
            job.recall()
        if request.paths is None or not job.load_changed(request.paths):
            job.load_all(self._set_listed)
        job.save()

    def _check(self, folder: Path) -> None:
        check_folder(folder)
        self._disks.check(folder)

    def _reload(self, path: str) -> None:
        self._emit(FoldersChanged(frozenset({path})))

    def _set_listed(self, folders: tuple[str, ...] | None) -> None:
        self._listed = folders

    def watch(self, request: WatchRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Watch the folders until `stop` is set, and emit `FoldersChanged` or `WatchFailed`."""
        for changes in watch.watch_folders(
            [folder.absolute() for folder in self._opened.folders],
            request.stop,
            lambda: self._listed,
        ):
            if is_cancelled():
                return
            if isinstance(changes, watch.NotWatched):
                emit(WatchFailed(changes.reason, watch.RETRY_INTERVAL))
            elif changes is None or changes:
                emit(FoldersChanged(changes))

    def index_words(self, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Index the words of what was loaded, and emit `WordsIndexed`.

        A cancelled run is resumed by the next.
        """
        opened = self._opened
        if opened.index_path is None:
            return
        texts = TextIndex(opened.index_path, opened.folders, opened.options)
        with suppress(UnusableError):  # the search finds titles only, and nothing else is affected
            texts.update(is_cancelled, lambda indexed, total: emit(WordsIndexed(indexed, total)))
