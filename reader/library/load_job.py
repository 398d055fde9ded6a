"""How folders become a catalogue on screen: recalled, read, checked, and told as it grows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reader.library.folder_loader import Emit
from reader.posts.catalogue import Catalogue
from reader.posts.loading.loader import load_in_batches
from reader.posts.loading.post_reader import Batch
from reader.posts.loading.reload import reload_files
from reader.posts.options import LoadOptions
from reader.posts.post import Post, Problem
from reader.store.database import UnusableError
from reader.store.index import Index
from reader.tui.messages import PostsRead


class Shown(NamedTuple):
    """What is on screen of the folders."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]


class LoadJob:
    """One reading of folders, from what is remembered of them to what is written down.

    Args:
        folders: What to read.
        load_id: Goes into every message.
        index: Remembers what was read before.
        shown: What is on screen, from the reading before this one.
        tell: Takes the messages.
        is_cancelled: Asked before each file.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        load_id: int,
        index: Index,
        shown: Shown | None,
        tell: Emit,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self.shown = shown
        """What is on screen, from the last run or the last reading."""
        self._folders = folders
        self._load_id = load_id
        self._index = index
        self._tell = tell
        self._is_cancelled = is_cancelled

    def recall(self) -> None:
        """Emit the posts of the last run, if there was one."""
        posts = self._index.load()
        if posts:
            problems = tuple(problem for post in posts for problem in post.problems)
            self.shown = Shown(_answering(Catalogue(posts)), problems)
            self._tell(PostsRead(self._load_id, *self.shown, 0, 0, is_done=False, is_recalled=True))

    def read_all(self) -> None:
        """Read what is not remembered, telling what has been read in ever larger steps.

        A step sorts the whole catalogue, so each holds half as much again as all before it: the
        first posts come at once, and the cost of all steps together stays in proportion to the
        posts. Where there are posts on screen already, the steps would show fewer.
        """
        catalogue = Catalogue()
        waiting: list[Post] = []
        problems: list[Problem] = []
        self._index.begin()
        batches = load_in_batches(self._folders, is_cancelled=self._is_cancelled, cache=self._index)
        for batch in batches:
            waiting += batch.posts
            problems += batch.problems
            if self.shown is None and len(waiting) * 2 > len(catalogue):
                catalogue = _answering(catalogue.with_posts(waiting))
                waiting = []
                self._tell_read(Shown(catalogue, tuple(problems)), batch, is_done=False)
        if self._is_cancelled():
            return
        if self.shown is None or self._index.has_changed:
            catalogue = self._newer(catalogue.with_posts(waiting))
        else:
            catalogue = self.shown.catalogue
        self.shown = Shown(catalogue, tuple(problems))
        self._tell_read(self.shown, batch, is_done=True)

    def read_changed(self, paths: frozenset[str]) -> bool:
        """Read just these files; False, and nothing is done, where that is not enough."""
        if self.shown is None or not self._index.can_reload_alone(paths):
            return False
        self._index.begin(only=paths)
        met = reload_files(paths, self._index.keys.folders, LoadOptions(), self._index)
        if met is None:
            return False
        if self._index.has_changed:
            catalogue = self.shown.catalogue.with_changes(met.batch.posts, met.removed)
            others = (it for it in self.shown.problems if it.path not in paths)
            self.shown = Shown(_answering(catalogue), (*others, *met.batch.problems))
        self._tell_read(self.shown, met.batch, is_done=True)
        return True

    def _newer(self, read: Catalogue) -> Catalogue:
        """What was read; the very catalogue that is on screen where it says the same."""
        if self.shown is not None:
            last = self.shown.catalogue
            if (last.posts, last.hidden) == (read.posts, read.hidden):
                return last
        return _answering(read)

    def save(self) -> None:
        """Write down what was read for the next run; where that is impossible, all goes on."""
        if self.shown is not None and self._index.has_changed and not self._is_cancelled():
            with suppress(UnusableError):
                self._index.save(self.shown.catalogue)

    def _tell_read(self, shown: Shown, batch: Batch, *, is_done: bool) -> None:
        self._tell(
            PostsRead(
                self._load_id,
                shown.catalogue,
                shown.problems,
                batch.files_loaded,
                batch.files_found,
                is_done=is_done,
                changed=self._index.loaded_paths if is_done else frozenset(),
            )
        )


def _answering(catalogue: Catalogue) -> Catalogue:
    """The catalogue, its questions answered here and not on the app's thread."""
    for category in catalogue.all_categories:
        catalogue.in_category(category)
    return catalogue
