"""How folders become a catalogue on screen: recalled, read, checked, and told as it grows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from textual.message import Message

from reader.posts.catalogue import Catalogue
from reader.posts.errors import FolderError
from reader.posts.folders import check_folder
from reader.posts.post import Post, Problem
from reader.tui.messages import LoadFailed, PostsRead

if TYPE_CHECKING:
    from reader.posts.intake import Batch
    from reader.store.index import Index

Tell: TypeAlias = Callable[[Message], object]
"""Takes a fact from a thread to the app."""


class FolderReader:
    """Reads the same folders whenever asked, and of their files only those that changed.

    Args:
        folders: What to read.
        index_path: Where the index of these folders is or shall be; None for none on disk.
    """

    def __init__(self, folders: Sequence[Path], index_path: Path | None) -> None:
        self._folders = folders
        self._index_path = index_path
        self._index: Index | None = None
        self._last: Catalogue | None = None
        self._turn = Lock()

    def read(self, load_id: int, tell: Tell, is_cancelled: Callable[[], bool]) -> None:
        """Read the folders, and tell the app by PostsRead or LoadFailed.

        Args:
            load_id: Goes into every message.
            tell: Takes the messages.
            is_cancelled: Asked before each file.
        """
        try:
            for folder in self._folders:
                check_folder(folder)
        except FolderError as error:
            tell(LoadFailed(load_id, error))
            return
        # A reading that was cancelled ends soon, and not at once.
        with self._turn:
            is_first = self._index is None
            index = self._index = self._index or self._new_index()
            reading = _Reading(self._folders, load_id, index, self._last, tell, is_cancelled)
            if is_first:
                reading.recall()
            reading.read()
            reading.save()
            self._last = None if is_cancelled() else reading.last

    def _new_index(self) -> Index:
        # Late: neither SQLite nor the parsers are needed to paint the first screen.
        from reader.posts.options import ReadingOptions
        from reader.store.index import Index

        return Index(self._index_path, self._folders, ReadingOptions())


class _Reading:
    """One reading of folders, from what is remembered of them to what is written down."""

    def __init__(
        self,
        folders: Sequence[Path],
        load_id: int,
        index: Index,
        last: Catalogue | None,
        tell: Tell,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._folders = folders
        self._load_id = load_id
        self._index = index
        self._tell = tell
        self._is_cancelled = is_cancelled
        self.last = last
        """What is on screen, from the last run or the last reading."""

    def recall(self) -> None:
        """Tell the posts of the last run, if there was one."""
        posts = self._index.load()
        if posts:
            self.last = _answering(Catalogue(posts))
            problems = tuple(problem for post in posts for problem in post.problems)
            self._tell(
                PostsRead(self._load_id, self.last, problems, 0, 0, is_done=False, is_recalled=True)
            )

    def read(self) -> None:
        """Read what is not remembered, telling what has been read in ever larger steps.

        A step sorts the whole catalogue, so each holds half as much again as all before it: the
        first posts come at once, and the cost of all steps together stays in proportion to the
        posts. Where there are posts on screen already, the steps would show fewer.
        """
        from reader.posts.loader import load_in_batches  # late, as above

        catalogue = Catalogue()
        waiting: list[Post] = []
        problems: list[Problem] = []
        self._index.begin()
        batches = load_in_batches(
            self._folders, is_cancelled=self._is_cancelled, memory=self._index
        )
        for batch in batches:
            waiting += batch.posts
            problems += batch.problems
            if self.last is None and len(waiting) * 2 > len(catalogue):
                catalogue = _answering(catalogue.with_posts(waiting))
                waiting = []
                self._tell_read(catalogue, problems, batch, is_done=False)
        if not self._is_cancelled():
            if self.last is None or self._index.has_changed:
                self.last = self._newer(self.last, catalogue.with_posts(waiting))
            self._tell_read(self.last, problems, batch, is_done=True)

    @staticmethod
    def _newer(last: Catalogue | None, read: Catalogue) -> Catalogue:
        """What was read; the very catalogue that is on screen where it says the same."""
        if last is not None and (last.posts, last.hidden) == (read.posts, read.hidden):
            return last
        return _answering(read)

    def save(self) -> None:
        """Write down what was read for the next run; where that is impossible, all goes on."""
        from reader.store.database import UnusableError  # late, as above

        if self.last is not None and self._index.has_changed and not self._is_cancelled():
            with suppress(UnusableError):
                self._index.save(self.last)

    def _tell_read(
        self, catalogue: Catalogue, problems: Sequence[Problem], batch: Batch, *, is_done: bool
    ) -> None:
        self._tell(
            PostsRead(
                self._load_id,
                catalogue,
                tuple(problems),
                batch.files_read,
                batch.files_found,
                is_done=is_done,
                changed=self._index.read_paths if is_done else frozenset(),
            )
        )


def _answering(catalogue: Catalogue) -> Catalogue:
    """The catalogue, its questions answered here and not on the app's thread."""
    for category in catalogue.all_categories:
        catalogue.in_category(category)
    return catalogue
