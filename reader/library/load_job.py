"""One load of the folders, from the index of the last run to the index for the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NamedTuple

from reader.library.arrivals import Arrivals
from reader.library.events import Emit, IsCancelled, PostsLoaded
from reader.library.feed_problems import feed_problems
from reader.library.open_folders import OpenFolders
from reader.posts.catalogue import Catalogue
from reader.posts.loading.lanes import Hanging
from reader.posts.loading.loader import load_in_batches
from reader.posts.loading.post_reader import Batch
from reader.posts.loading.reload import reload_files
from reader.posts.post import Post, Problem, SkippedFile
from reader.posts.stories import GroupStories
from reader.store.database import UnusableError
from reader.store.index import Index


class Loaded(NamedTuple):
    """What was emitted of the folders last."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    skipped: tuple[SkippedFile, ...] = ()


class LoadJob:
    """One load of the folders.

    Args:
        opened: What to load.
        load_id: Goes into every event.
        index: Remembers what was parsed before.
        arrivals: Records which posts are seen for the first time.
        group: Finds the translations of posts.
        loaded: What the load before this one emitted last.
        hanging: What hangs, in other loads as well.
        emit: Receives the events.
        is_cancelled: Asked before each file.
    """

    def __init__(
        self,
        opened: OpenFolders,
        load_id: int,
        index: Index,
        arrivals: Arrivals,
        group: GroupStories,
        loaded: Loaded | None,
        hanging: Hanging,
        emit: Emit,
        is_cancelled: IsCancelled,
    ) -> None:
        self.loaded = loaded
        """What was emitted last, by this load or the one before."""
        self._opened = opened
        self._load_id = load_id
        self._index = index
        self._arrivals = arrivals
        self._emit = emit
        self._is_cancelled = is_cancelled
        self._group = group
        self._hanging = hanging

    def recall(self) -> None:
        """Emit the posts of the last run, if there was one."""
        posts = self._index.load()
        if posts:
            problems = tuple(problem for post in posts for problem in post.problems)
            self.loaded = Loaded(_warmed(Catalogue(posts, self._group)), problems)
            self._emit(
                PostsLoaded(
                    self._load_id,
                    self.loaded.catalogue,
                    problems,
                    0,
                    0,
                    is_complete=False,
                    is_from_index=True,
                )
            )

    def load_all(self, on_listed: Callable[[tuple[str, ...] | None], object]) -> None:
        """Load every file that the index does not know, and emit the posts in growing steps.

        A step sorts the whole catalogue, so each holds half as much again as all before it: the
        first posts arrive at once, and the cost of all steps together stays proportional to the
        number of posts. If posts were emitted before, steps would show fewer of them.

        Args:
            on_listed: Called with `Batch.watched` before the last event is emitted.
        """
        catalogue = Catalogue(group=self._group)
        pending: list[Post] = []
        problems: list[Problem] = []
        skipped: list[SkippedFile] = []
        self._index.begin()
        batches = load_in_batches(
            self._opened.folders,
            is_cancelled=self._is_cancelled,
            options=self._opened.options,
            cache=self._index,
            hanging=self._hanging,
        )
        for batch in batches:
            on_listed(batch.watched)
            pending += batch.posts
            problems += batch.problems
            skipped += batch.skipped
            if self.loaded is None and len(pending) * 2 > len(catalogue.all_posts):
                catalogue = _warmed(catalogue.with_posts(pending))
                pending = []
                step = Loaded(catalogue, tuple(problems), tuple(skipped))
                self._emit_loaded(step, batch, None)
        if self._is_cancelled():
            return
        if self.loaded is None or self._index.has_changed:
            catalogue = self._newer(catalogue.with_posts(pending))
        else:
            catalogue = self.loaded.catalogue
        recalled = None if self.loaded is None else self.loaded.catalogue
        self.loaded = Loaded(catalogue, tuple(problems), tuple(skipped))
        self._emit_loaded(self.loaded, batch, self._arrivals.record(catalogue, recalled))

    def load_changed(self, paths: frozenset[str]) -> bool:
        """Load only these files; return False, having done nothing, if that is not enough."""
        if self.loaded is None or not self._index.can_reload_alone(paths):
            return False
        recalled = self.loaded.catalogue
        self._index.begin(only=paths)
        result = reload_files(
            paths, self._index.keys.folders, self._opened.options, self._index, self._hanging
        )
        if result is None:
            return False
        if self._index.has_changed:
            catalogue = self.loaded.catalogue.with_changes(result.batch.posts, result.removed)
            others = (problem for problem in self.loaded.problems if problem.path not in paths)
            problems = (*others, *result.batch.problems)
            self.loaded = Loaded(_warmed(catalogue), problems, self.loaded.skipped)
        arrivals = self._arrivals.record(self.loaded.catalogue, recalled, paths)
        self._emit_loaded(self.loaded, result.batch, arrivals)
        return True

    def _newer(self, catalogue: Catalogue) -> Catalogue:
        """Return the catalogue, or the very one that was emitted last if both are equal."""
        if self.loaded is not None:
            last = self.loaded.catalogue
            if (last.all_posts, last.hidden) == (catalogue.all_posts, catalogue.hidden):
                return last
        return _warmed(catalogue)

    def save(self) -> None:
        """Write the index for the next run; if that is impossible, nothing else is affected."""
        if self.loaded is not None and self._index.has_changed and not self._is_cancelled():
            with suppress(UnusableError):
                self._index.save(self.loaded.catalogue)

    def _emit_loaded(
        self, loaded: Loaded, batch: Batch, arrivals: Mapping[str, float] | None
    ) -> None:
        """Emit what was loaded so far; all of it if the arrivals are known."""
        is_complete = arrivals is not None
        problems = loaded.problems
        if is_complete:
            problems = (*problems, *feed_problems(self._opened))
        self._emit(
            PostsLoaded(
                self._load_id,
                loaded.catalogue,
                problems,
                batch.files_loaded,
                batch.files_found,
                is_complete=is_complete,
                changed=self._index.loaded_paths if is_complete else frozenset(),
                skipped=loaded.skipped,
                arrivals=arrivals or {},
            )
        )


def _warmed(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with its lazy properties computed here, not on the app's thread."""
    catalogue.index_all()
    return catalogue
