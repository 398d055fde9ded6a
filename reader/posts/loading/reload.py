"""Reload changed files without walking the folders."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from typing import NamedTuple

from reader.posts.loading.folder_context import FolderContext
from reader.posts.loading.folder_layout import is_layout_unaffected
from reader.posts.loading.post_cache import CachedPost, PostCache
from reader.posts.loading.post_reader import Batch, PostReader
from reader.posts.loading.walk import (
    MARKDOWN_SUFFIXES,
    POST_SUFFIXES,
    FoundFile,
    WalkResult,
    reason_by_name,
    sidecar_path,
)
from reader.posts.options import LoadOptions
from reader.posts.path_info import PathFacts

MAX_FILES = 2_000
"""Maximum number of files to reload individually; for more, a complete load is as fast."""


class Reload(NamedTuple):
    """The result of reloading some files."""

    batch: Batch
    """The posts of the files that exist."""
    removed: frozenset[str]
    """Absolute paths of the files that no longer exist."""


def reload_files(
    paths: Collection[str], folders: Sequence[str], options: LoadOptions, cache: PostCache
) -> Reload | None:
    """Reload individual files, if that gives the same posts as a complete load.

    It does for regular files with front matter. Symbolic links, files without front matter,
    sidecars and configuration files depend on other files or affect them, and so do files that are
    new or removed in a folder with few posts (see `FolderLayout`). The caller must make
    sure that the folders of the files are among those that a walk visits.

    Args:
        paths: Absolute paths of files that have changed, or no longer exist.
        folders: Absolute paths of the opened folders.
        options: Options of the load.
        cache: Keeps posts between loads. It is changed only if the reload succeeds.

    Returns:
        The result, or None if a complete load is required.
    """
    if len(paths) > MAX_FILES or not all(map(_is_named_like_a_post, paths)):
        return None
    removed = frozenset(path for path in paths if not os.path.lexists(path))
    files = [_find_regular_file(path, folders) for path in sorted(set(paths) - removed)]
    regular = [file for file in files if file is not None]
    if len(regular) < len(files):
        return None
    known_facts = _find_facts(paths, regular, folders, cache)
    if known_facts is None:
        return None
    # Contexts without files skip every file without front matter, so that it is noticed below.
    contexts = {file.folder: FolderContext(file.folder, (), known_facts) for file in regular}
    transaction = _Transaction(cache)
    reader = PostReader(WalkResult(regular), contexts, options, transaction)
    for file in regular:
        reader.load(file)
    batch = reader.take_batch()
    if batch.skipped:
        return None
    transaction.commit()
    return Reload(batch, removed)


def _find_facts(
    paths: Collection[str],
    files: Sequence[FoundFile],
    folders: Sequence[str],
    cache: PostCache,
) -> dict[str, PathFacts] | None:
    """Return what the other files say about paths, or None if that may have changed.

    Args:
        paths: Absolute paths of all files that have changed.
        files: Those of them that exist.
        folders: Absolute paths of the opened folders.
        cache: The posts as they were before the change.
    """
    cached = {file.path: cache.recall(file) for file in files}
    known_facts: dict[str, PathFacts] = {}
    for file in files:
        before = cached[file.path]
        if before is not None:
            known_facts[file.relative] = before.facts
    added_or_removed = [path for path in paths if cached.get(path) is None]
    is_unaffected = all(_is_unaffected(path, paths, folders) for path in added_or_removed)
    return known_facts if is_unaffected else None


def _is_unaffected(path: str, changed: Collection[str], folders: Sequence[str]) -> bool:
    relative = next(filter(None, (_relative_path(path, folder) for folder in folders)), None)
    folder = os.path.dirname(path)  # noqa: PTH120 - text
    try:
        names = os.listdir(folder)  # noqa: PTH208 - text
    except OSError:
        return False
    others = [
        name
        for name in names
        if os.path.splitext(name)[1].lower() in MARKDOWN_SUFFIXES  # noqa: PTH122 - text
        and reason_by_name(name) is None
        and os.path.join(folder, name) not in changed  # noqa: PTH118 - text
    ]
    return relative is not None and is_layout_unaffected(relative, others)


def _relative_path(path: str, folder: str) -> str | None:
    prefix = os.path.join(folder, "")  # noqa: PTH118 - text
    return path[len(prefix) :].replace(os.sep, "/") if path.startswith(prefix) else None


class _Transaction:
    """A cache that passes posts on to another one only when the reload has succeeded."""

    def __init__(self, cache: PostCache) -> None:
        self._cache = cache
        self._kept: list[tuple[FoundFile, CachedPost]] = []

    def recall(self, file: FoundFile) -> CachedPost | None:
        return self._cache.recall(file)

    def keep(self, file: FoundFile, cached: CachedPost) -> None:
        self._kept.append((file, cached))

    def commit(self) -> None:
        for file, cached in self._kept:
            self._cache.keep(file, cached)


def _is_named_like_a_post(path: str) -> bool:
    name = os.path.basename(path)  # noqa: PTH119 - text
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - text
    return suffix in POST_SUFFIXES and not name.startswith(".") and reason_by_name(name) is None


def _find_regular_file(path: str, folders: Sequence[str]) -> FoundFile | None:
    """Return the file as a walk finds it, or None if it is a link or has a sidecar."""
    has_sidecar = os.path.lexists(sidecar_path(path))
    if has_sidecar or os.path.islink(path) or not os.path.isfile(path):  # noqa: PTH113, PTH114 - text
        return None
    for folder in folders:
        relative = _relative_path(path, folder)
        if relative is not None:
            suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 - text
            return FoundFile(path, relative, folder, suffix, is_link=False, has_sidecar=False)
    return None
