"""A load whose steps run in lanes, so that a file or folder that hangs does not stop it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

from reader.posts.errors import FolderError
from reader.posts.loading.lanes import MAX_SECONDS, Hanging, Lane, Lanes
from reader.posts.loading.post_reader import Batch, PostReader, ReadFile
from reader.posts.loading.walk import FoundFile, WalkResult, walk

FIRST_BATCH_SIZE = 32
MAX_BATCH_SIZE = 1024
_NO_ANSWER = f"it has not answered for {MAX_SECONDS:.0f} seconds"


class LoadInLanes:
    """The steps of a load: checking the folders, listing them, and reading the files.

    Args:
        is_cancelled: Called before each folder and file. Once it returns True, the load ends.
        hanging: What hangs, also in other loads.
        batch_size: Number of files of the first batch.
    """

    def __init__(
        self,
        is_cancelled: Callable[[], bool],
        hanging: Hanging,
        batch_size: int = FIRST_BATCH_SIZE,
    ) -> None:
        self._is_cancelled = is_cancelled
        self._hanging = hanging
        self._batch_size = batch_size
        self._untaken: frozenset[str] = frozenset()
        """Files that have hung before the folders were listed."""

    def check(self, folders: Iterable[Path], check: Callable[[Path], object]) -> None:
        """Check that the folders can be opened.

        Args:
            folders: The folders.
            check: Checks one of them, and raises a FolderError if it cannot be opened.

        Raises:
            FolderError: One of them cannot be opened, or hangs.
        """

        def work(lane: Lane) -> Iterator[None]:
            for folder in folders:
                if os.fspath(folder) in self._hanging:
                    remedy = "Check its disk or network. It is opened as soon as it answers."
                    raise FolderError(folder, _NO_ANSWER, remedy)
                lane.enter(os.fspath(folder))
                try:
                    check(folder)
                except FolderError:
                    lane.leave(None)
                    raise
                lane.leave(None)
            yield from ()

        next(Lanes(work, self._hanging).results(), None)

    def walk(self, folders: Sequence[str]) -> WalkResult | None:
        """List the folders. One that hangs becomes an unreadable one, and all are listed again."""
        self._untaken = self._hanging.untaken()

        def work(lane: Lane) -> Iterator[WalkResult]:
            def enter(path: str) -> None:
                lane.leave(None)
                if path in self._hanging:
                    raise TimeoutError(errno.ETIMEDOUT, _NO_ANSWER)
                lane.enter(path)

            found = walk(folders, self._is_cancelled, enter)
            lane.leave(None)
            yield found

        return next(Lanes(work, self._hanging).results(), None)

    def batches(self, reader: PostReader, files: Iterable[FoundFile]) -> Iterator[Batch]:
        """Read files, and yield the results in batches, of which the first are small."""
        rest = iter(files)
        current: list[FoundFile] = []

        def work(lane: Lane) -> Iterator[Batch]:
            for file in rest:
                if self._is_cancelled():
                    return
                current[:] = [file]
                self._load(reader, file, lane)
                if reader.waiting >= self._batch_size:
                    yield reader.take_batch()
                    self._batch_size = min(2 * self._batch_size, MAX_BATCH_SIZE)
            self._hanging.forget(self._untaken)  # the files that are gone
            yield reader.take_batch()

        lanes = Lanes(
            work, self._hanging, lambda _path: reader.add_hanging(current[0], is_tried=True)
        )
        return lanes.results()

    def _load(self, reader: PostReader, file: FoundFile, lane: Lane) -> None:
        read = cast("ReadFile | None", self._hanging.take(file.path))
        is_tried = file.path in self._hanging
        if read is None and (is_tried or self._hanging.is_likely(file.path)):
            reader.add_hanging(file, is_tried=is_tried)
            return
        if read is None:
            lane.enter(file.path)
            read = reader.read(file)
            lane.leave(read)
        reader.add(file, read)
