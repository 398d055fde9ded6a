"""A few files that have changed, read again without a look at all the others."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from typing import NamedTuple

from reader.posts.loading.folder_context import FolderContext
from reader.posts.loading.post_cache import CachedPost, PostCache
from reader.posts.loading.post_reader import Batch, PostReader
from reader.posts.loading.walk import (
    POST_SUFFIXES,
    FoundFile,
    WalkResult,
    reason_by_name,
    sidecar_path,
)
from reader.posts.options import LoadOptions

MAX_FILES = 2_000
"""More than that are read with all others: so many questions cost as much as a walk."""


class Reload(NamedTuple):
    """What has become of some files."""

    batch: Batch
    """What was read of those that are there."""
    gone: frozenset[str]
    """Paths of those that are there no more."""


def reload_files(
    paths: Collection[str], folders: Sequence[str], options: LoadOptions, cache: PostCache
) -> Reload | None:
    """Read these files again; None where only a reading of everything gives the right posts.

    Right by themselves are plain files with front matter. What a link leads to, whether a file
    without front matter is a post, what a side-car or the site's configuration says: that hangs
    together with other files. So it does where the folder of a file was not walked, which the
    caller has to know.

    Args:
        paths: Absolute paths of files, or of what has been one.
        folders: The opened folders, absolute.
        options: As for a whole reading.
        cache: As for a whole reading.
    """
    if len(paths) > MAX_FILES or not all(map(_is_named_like_a_post, paths)):
        return None
    gone = frozenset(path for path in paths if not os.path.lexists(path))
    files = [_found(path, folders) for path in sorted(set(paths) - gone)]
    plain = [file for file in files if file is not None]
    if len(plain) < len(files):
        return None
    # Without a file to look into, they take no file for a note.
    opened = {file.folder: FolderContext(file.folder, ()) for file in plain}
    draft = _Draft(cache)
    reader = PostReader(WalkResult(plain), opened, options, draft)
    for file in plain:
        reader.load(file)
    batch = reader.take_batch()
    if batch.skipped:
        return None
    draft.keep_all()
    return Reload(batch, gone)


class _Draft:
    """Keeps what is read only when all of it was right by itself."""

    def __init__(self, cache: PostCache) -> None:
        self._memory = cache
        self._kept: list[tuple[FoundFile, CachedPost]] = []

    def recall(self, file: FoundFile) -> CachedPost | None:
        return self._memory.recall(file)

    def keep(self, file: FoundFile, cached: CachedPost) -> None:
        self._kept.append((file, cached))

    def keep_all(self) -> None:
        for file, cached in self._kept:
            self._memory.keep(file, cached)


def _is_named_like_a_post(path: str) -> bool:
    name = os.path.basename(path)  # noqa: PTH119 - text
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - text
    return suffix in POST_SUFFIXES and not name.startswith(".") and reason_by_name(name) is None


def _found(path: str, folders: Sequence[str]) -> FoundFile | None:
    """The file as a walk would find it; None for one that is not plain."""
    has_sidecar = os.path.lexists(sidecar_path(path))
    if has_sidecar or os.path.islink(path) or not os.path.isfile(path):  # noqa: PTH113, PTH114 - text
        return None
    for folder in folders:
        prefix = os.path.join(folder, "")  # noqa: PTH118 - text
        if path.startswith(prefix):
            relative = path[len(prefix) :].replace(os.sep, "/")
            suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 - text
            return FoundFile(path, relative, folder, suffix, is_link=False, has_sidecar=False)
    return None
