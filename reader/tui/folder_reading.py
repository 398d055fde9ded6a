"""How folders become a catalogue on screen: recalled, read, checked, and told as it grows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from textual.message import Message

from reader.posts.catalogue import Catalogue
from reader.posts.errors import FolderError
from reader.posts.folders import check_folder
from reader.posts.post import Post, Problem
from reader.tui.messages import LoadFailed, PostsRead

if TYPE_CHECKING:
    from reader.store.index import Index

Tell: TypeAlias = Callable[[Message], object]
"""Takes a fact from a thread to the app."""


def read_folders(
    folders: Sequence[Path],
    load_id: int,
    index_path: Path | None,
    tell: Tell,
    is_cancelled: Callable[[], bool],
) -> None:
    """Read the folders, and tell the app by PostsRead or LoadFailed.

    Args:
        folders: What to read.
        load_id: Goes into every message.
        index_path: Where the index of these folders is or shall be; None for none.
        tell: Takes the messages.
        is_cancelled: Asked before each file.
    """
    try:
        for folder in folders:
            check_folder(folder)
    except FolderError as error:
        tell(LoadFailed(load_id, error))
        return
    # Late: neither SQLite nor the parsers are needed to paint the first screen.
    from reader.posts.options import ReadingOptions
    from reader.store.index import Index

    index = None if index_path is None else Index(index_path, folders, ReadingOptions())
    reading = _Reading(folders, load_id, index, tell, is_cancelled)
    reading.recall()
    reading.read()
    reading.save()


class _Reading:
    """One reading of folders, from what is remembered of them to what is written down."""

    def __init__(
        self,
        folders: Sequence[Path],
        load_id: int,
        index: Index | None,
        tell: Tell,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._folders = folders
        self._load_id = load_id
        self._index = index
        self._tell = tell
        self._is_cancelled = is_cancelled
        self._recalled: Catalogue | None = None
        self._catalogue = Catalogue()

    def recall(self) -> None:
        """Tell the posts of the last run, if there was one."""
        posts = self._index.load() if self._index else []
        if posts:
            self._recalled = _answering(Catalogue(posts))
            problems = tuple(problem for post in posts for problem in post.problems)
            self._tell(
                PostsRead(
                    self._load_id, self._recalled, problems, 0, 0, is_done=False, is_recalled=True
                )
            )

    def read(self) -> None:
        """Read what is not remembered, telling what has been read in ever larger steps.

        A step sorts the whole catalogue, so each holds half as much again as all before it: the
        first posts come at once, and the cost of all steps together stays in proportion to the
        posts. Where posts are recalled, the steps would show fewer than are there already.
        """
        from reader.posts.loader import load_in_batches  # late, as above

        waiting: list[Post] = []
        problems: list[Problem] = []
        read = found = 0
        batches = load_in_batches(
            self._folders, is_cancelled=self._is_cancelled, memory=self._index
        )
        for batch in batches:
            waiting += batch.posts
            problems += batch.problems
            read, found = batch.files_read, batch.files_found
            if self._recalled is None and len(waiting) * 2 > len(self._catalogue):
                self._catalogue = _answering(self._catalogue.with_posts(waiting))
                waiting = []
                self._tell_read(problems, read, found, is_done=False)
        if not self._is_cancelled():
            self._catalogue = self._whole(waiting)
            self._tell_read(problems, read, found, is_done=True)

    def save(self) -> None:
        """Write down what was read for the next run; where that is impossible, all goes on."""
        index = self._index
        if index is None or self._is_cancelled() or not index.has_changed:
            return
        from reader.store.database import UnusableError  # late, as above

        with suppress(UnusableError):
            index.save(self._catalogue)

    def _whole(self, posts: Sequence[Post]) -> Catalogue:
        """The catalogue with the last posts; the recalled one where it was right."""
        if self._recalled is not None and self._index and not self._index.has_changed:
            return self._recalled
        return _answering(self._catalogue.with_posts(posts))

    def _tell_read(
        self, problems: Sequence[Problem], read: int, found: int, *, is_done: bool
    ) -> None:
        self._tell(
            PostsRead(self._load_id, self._catalogue, tuple(problems), read, found, is_done=is_done)
        )


def _answering(catalogue: Catalogue) -> Catalogue:
    """The catalogue, its questions answered here and not on the app's thread."""
    for category in catalogue.all_categories:
        catalogue.in_category(category)
    return catalogue
