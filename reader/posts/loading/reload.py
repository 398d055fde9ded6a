"""A few files that have changed, read again without a look at all the others."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from typing import NamedTuple

from reader.posts.loading.folder_context import OpenedFolder
from reader.posts.loading.post_cache import CachedPost, PostCache
from reader.posts.loading.post_reader import Batch, PostReader
from reader.posts.loading.walk import POST_ENDINGS, Found, FoundFile, reason_by_name, side_car_of
from reader.posts.options import ReadingOptions

MOST_FILES = 2_000
"""More than that are read with all others: so many questions cost as much as a walk."""


class Reread(NamedTuple):
    """What has become of some files."""

    batch: Batch
    """What was read of those that are there."""
    gone: frozenset[str]
    """Paths of those that are there no more."""


def reread(
    paths: Collection[str], folders: Sequence[str], options: ReadingOptions, memory: PostCache
) -> Reread | None:
    """Read these files again; None where only a reading of everything gives the right posts.

    Right by themselves are plain files with front matter. What a link leads to, whether a file
    without front matter is a post, what a side-car or the site's configuration says: that hangs
    together with other files. So it does where the folder of a file was not walked, which the
    caller has to know.

    Args:
        paths: Absolute paths of files, or of what has been one.
        folders: The opened folders, absolute.
        options: As for a whole reading.
        memory: As for a whole reading.
    """
    if len(paths) > MOST_FILES or not all(map(_is_named_like_a_post, paths)):
        return None
    gone = frozenset(path for path in paths if not os.path.lexists(path))
    files = [_found(path, folders) for path in sorted(set(paths) - gone)]
    plain = [file for file in files if file is not None]
    if len(plain) < len(files):
        return None
    # Without a file to look into, they take no file for a note.
    opened = {file.folder: OpenedFolder(file.folder, ()) for file in plain}
    draft = _Draft(memory)
    intake = PostReader(Found(plain), opened, options, draft)
    for file in plain:
        intake.read(file)
    batch = intake.take_batch()
    if batch.skipped:
        return None
    draft.keep_all()
    return Reread(batch, gone)


class _Draft:
    """Keeps what is read only when all of it was right by itself."""

    def __init__(self, memory: PostCache) -> None:
        self._memory = memory
        self._kept: list[tuple[FoundFile, CachedPost]] = []

    def recall(self, file: FoundFile) -> CachedPost | None:
        return self._memory.recall(file)

    def keep(self, file: FoundFile, remembered: CachedPost) -> None:
        self._kept.append((file, remembered))

    def keep_all(self) -> None:
        for file, remembered in self._kept:
            self._memory.keep(file, remembered)


def _is_named_like_a_post(path: str) -> bool:
    name = os.path.basename(path)  # noqa: PTH119 - text
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - text
    return ending in POST_ENDINGS and not name.startswith(".") and reason_by_name(name) is None


def _found(path: str, folders: Sequence[str]) -> FoundFile | None:
    """The file as a walk would find it; None for one that is not plain."""
    has_side_car = os.path.lexists(side_car_of(path))
    if has_side_car or os.path.islink(path) or not os.path.isfile(path):  # noqa: PTH113, PTH114 - text
        return None
    for folder in folders:
        prefix = os.path.join(folder, "")  # noqa: PTH118 - text
        if path.startswith(prefix):
            relative = path[len(prefix) :].replace(os.sep, "/")
            ending = os.path.splitext(path)[1].lower()  # noqa: PTH122 - text
            return FoundFile(path, relative, folder, ending, is_link=False, has_side_car=False)
    return None
