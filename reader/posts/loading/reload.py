"""Reload changed files without walking the folders."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from typing import NamedTuple

from reader.posts.loading.folder_context import FolderContext
from reader.posts.loading.folder_layout import is_layout_unaffected
from reader.posts.loading.lanes import Hanging
from reader.posts.loading.load_in_lanes import LoadInLanes
from reader.posts.loading.names import reason_by_name
from reader.posts.loading.neighbours import is_index
from reader.posts.loading.post_cache import CachedPost, PostCache
from reader.posts.loading.post_reader import Batch, PostReader
from reader.posts.loading.walk import (
    MARKDOWN_SUFFIXES,
    POST_SUFFIXES,
    SOURCE_SUFFIXES,
    FoundFile,
    WalkResult,
    find_site_of_file,
    sidecar_path,
)
from reader.posts.options import LoadOptions
from reader.posts.path_info import PathFacts
from reader.posts.post import PAGE

MAX_FILES = 2_000
"""Maximum number of files to reload individually; for more, a complete load is as fast."""


class Reload(NamedTuple):
    """The result of reloading some files."""

    batch: Batch
    """The posts of the files that exist."""
    removed: frozenset[str]
    """Absolute paths of the files that no longer exist."""


def reload_files(
    paths: Collection[str],
    folders: Sequence[str],
    options: LoadOptions,
    cache: PostCache,
    hanging: Hanging,
) -> Reload | None:
    """Reload individual files, if that gives the same posts as a complete load.

    It does for regular files with front matter and a date that had both before, and in folders
    without a site also for new and removed ones, unless the folder has few posts (see
    `FolderLayout`). Other files depend on other files or affect them: symbolic links, sidecars,
    configuration files, pages of sites, the files of a page bundle. The caller must make sure that
    the folders of the files are among those that a walk visits.

    Args:
        paths: Absolute paths of files that have changed, or no longer exist.
        folders: Absolute paths of the opened folders.
        options: Options of the load.
        cache: Keeps posts between loads. It is changed only if the reload succeeds.
        hanging: What hangs, in other loads as well. A complete load handles these files.

    Returns:
        The result, or None if a complete load is required.
    """
    if len(paths) > MAX_FILES or hanging.concerns(paths):
        return None
    if not all(map(_is_named_like_a_post, paths)):
        return None
    removed = frozenset(path for path in paths if not os.path.lexists(path))
    if not all(_is_removed_alone(path, folders) for path in removed):
        return None
    files = [_find_regular_file(path, folders) for path in sorted(set(paths) - removed)]
    regular = [file for file in files if file is not None]
    if len(regular) < len(files) or not all(_is_changed_alone(file, cache) for file in regular):
        return None
    known_facts = _find_facts(paths, regular, folders, cache)
    if known_facts is None:
        return None
    contexts = {folder: FolderContext(folder, (), facts) for folder, facts in known_facts.items()}
    transaction = _Transaction(cache)
    reader = PostReader(WalkResult(regular), contexts, options, transaction)
    load = LoadInLanes(lambda: False, hanging, batch_size=MAX_FILES + 1)
    [batch] = load.batches(reader, regular)
    if batch.skipped or hanging.concerns(paths) or not all(map(_is_plain, transaction.kept)):
        return None
    transaction.commit()
    return Reload(batch, removed)


def _find_facts(
    paths: Collection[str],
    files: Sequence[FoundFile],
    folders: Sequence[str],
    cache: PostCache,
) -> dict[str, dict[str, PathFacts]] | None:
    """Return what the other files say about paths, or None if that may have changed.

    The facts are by the path of the opened folder, and then by the path below it.

    Args:
        paths: Absolute paths of all files that have changed.
        files: Those of them that exist.
        folders: Absolute paths of the opened folders.
        cache: The posts as they were before the change.
    """
    cached = {file.path: cache.recall(file) for file in files}
    known_facts: dict[str, dict[str, PathFacts]] = {}
    for file in files:
        facts = known_facts.setdefault(file.folder, {})
        before = cached[file.path]
        if before is not None:
            facts[file.relative] = before.facts
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
        self.kept: list[tuple[FoundFile, CachedPost]] = []

    def recall(self, file: FoundFile) -> CachedPost | None:
        return self._cache.recall(file)

    def keep(self, file: FoundFile, cached: CachedPost) -> None:
        self.kept.append((file, cached))

    def commit(self) -> None:
        for file, cached in self.kept:
            self._cache.keep(file, cached)


def _is_named_like_a_post(path: str) -> bool:
    name = os.path.basename(path)  # noqa: PTH119 - text
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - text
    return suffix in POST_SUFFIXES and not name.startswith(".") and reason_by_name(name) is None


def _is_plain(kept: tuple[FoundFile, CachedPost]) -> bool:
    """Whether no other file decides whether a file is a post."""
    cached = kept[1]
    return cached.has_front_matter and cached.post.is_dated and cached.post.hidden != PAGE


def _is_changed_alone(file: FoundFile, cache: PostCache) -> bool:
    """Whether no other file decides whether a new or changed file is a post."""
    if _has_rendered_twin(file.path):
        return False
    cached = cache.recall(file)
    if cached is None:
        return file.site is None and not is_index(file.path)
    if not _is_plain((file, cached)):
        return False
    if file.site is None or not file.site.generator.has_bundles or is_index(file.path):
        return True
    return not _is_in_bundle(file.path, file.site.root)


def _is_removed_alone(path: str, folders: Sequence[str]) -> bool:
    """Whether a removed file decides about no other file."""
    folder = next((name for name in folders if path.startswith(os.path.join(name, ""))), None)  # noqa: PTH118
    if folder is None or is_index(path) or _has_rendered_twin(path):
        return False
    return find_site_of_file(path, folder) is None


def _has_rendered_twin(path: str) -> bool:
    """Whether a file is rendered from another one, or may be the source of another one."""
    stem, suffix = os.path.splitext(path)  # noqa: PTH122 - text
    spellings = (*SOURCE_SUFFIXES, ".Rmd", ".Rmarkdown")
    return suffix.lower() in SOURCE_SUFFIXES or any(
        os.path.lexists(stem + other) for other in spellings
    )


def _is_in_bundle(path: str, root: str) -> bool:
    """Whether a folder that contains a file, below the root of its site, has an `index` file."""
    folder = os.path.dirname(path)  # noqa: PTH120 - text
    while len(folder) > len(root):
        try:
            if any(map(is_index, os.listdir(folder))):  # noqa: PTH208 - text
                return True
        except OSError:
            return True
        folder = os.path.dirname(folder)  # noqa: PTH120 - text
    return False


def _find_regular_file(path: str, folders: Sequence[str]) -> FoundFile | None:
    """Return the file as a walk finds it, or None if it is a link or has a sidecar."""
    has_sidecar = os.path.lexists(sidecar_path(path))
    if has_sidecar or os.path.islink(path) or not os.path.isfile(path):  # noqa: PTH114 - text
        return None
    for folder in folders:
        relative = _relative_path(path, folder)
        if relative is not None:
            suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 - text
            site = find_site_of_file(path, folder)
            return FoundFile(
                path, relative, folder, suffix, is_link=False, has_sidecar=False, site=site
            )
    return None
