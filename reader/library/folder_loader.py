"""Whose turn it is to read the opened folders, and what is kept of them in between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from textual.message import Message

from reader.posts.errors import FolderError
from reader.posts.loading.folder_check import check_folder
from reader.posts.options import LoadOptions
from reader.tui.messages import LoadFailed, WordsIndexed

if TYPE_CHECKING:
    from reader.library.load_job import Shown
    from reader.store.index import Index

Emit: TypeAlias = Callable[[Message], object]
"""Takes a fact from a thread to the app."""


class FolderLoader:
    """Reads the same folders whenever asked, and of their files only those that changed.

    Args:
        folders: What to read.
        index_path: Where the index of these folders is or shall be; None for none on disk.
    """

    def __init__(self, folders: Sequence[Path], index_path: Path | None) -> None:
        self._folders = folders
        self._index_path = index_path
        self._index: Index | None = None
        self._shown: Shown | None = None
        self._turn = Lock()

    def read(
        self,
        load_id: int,
        tell: Emit,
        is_cancelled: Callable[[], bool],
        paths: frozenset[str] | None = None,
    ) -> None:
        """Read the folders, and tell the app by PostsRead or LoadFailed.

        Args:
            load_id: Goes into every message.
            tell: Takes the messages.
            is_cancelled: Asked before each file.
            paths: The files that have changed, if they are known.
        """
        try:
            for folder in self._folders:
                check_folder(folder)
        except FolderError as error:
            tell(LoadFailed(load_id, error))
            return
        # Late: neither SQLite nor the parsers are needed to paint the first screen.
        from reader.library.load_job import LoadJob
        from reader.store.index import Index

        # A reading that was cancelled ends soon, and not at once.
        with self._turn:
            is_first = self._index is None
            index = self._index = self._index or Index(
                self._index_path, self._folders, LoadOptions()
            )
            reading = LoadJob(self._folders, load_id, index, self._shown, tell, is_cancelled)
            if is_first:
                reading.recall()
            if paths is None or not reading.read_changed(paths):
                reading.read_all()
            reading.save()
            self._shown = None if is_cancelled() else reading.shown

    def index_words(self, tell: Emit, is_cancelled: Callable[[], bool]) -> None:
        """Let what was read be searched, telling the app by WordsIndexed how far that is.

        Args:
            tell: Takes the messages.
            is_cancelled: Asked between some hundred posts; the next time goes on from there.
        """
        if self._index_path is None:
            return
        # Late, as above.
        from reader.store.database import UnusableError
        from reader.store.texts import TextIndex

        texts = TextIndex(self._index_path, self._folders, LoadOptions())
        with suppress(UnusableError):  # then nothing is found, and all else goes on
            texts.update(is_cancelled, lambda taken, waiting: tell(WordsIndexed(taken, waiting)))
