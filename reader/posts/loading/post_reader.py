"""Load the files that a walk found, and collect the results in batches."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from reader.posts.files import MAX_BYTES, FileContent, describe_error, load_file
from reader.posts.loading.folder_check import raise_if_exhausted
from reader.posts.loading.folder_context import FolderContext
from reader.posts.loading.lanes import MAX_SECONDS
from reader.posts.loading.post_cache import (
    CachedPost,
    PostCache,
    Stamp,
    context_key,
    is_unchanged,
)
from reader.posts.loading.walk import FoundFile, WalkResult
from reader.posts.options import LoadOptions
from reader.posts.parsing import Sidecar, parse_post
from reader.posts.post import PAGE, Post, Problem, SkippedFile


@dataclass(frozen=True, slots=True)
class Batch:
    """The results since the previous batch."""

    posts: tuple[Post, ...]
    """Posts in no particular order."""
    problems: tuple[Problem, ...]
    """Problems of these posts, and of files and folders that could not be read."""
    skipped: tuple[SkippedFile, ...]
    files_found: int
    """Number of text files in all folders."""
    files_loaded: int
    """Number of files that have been handled in this batch and all earlier ones."""
    watched: tuple[str, ...] | None = None
    """Absolute paths of the folders that were listed, if some are symbolic links or cannot be
    read, so that they are to be watched one by one; else None."""


class _Loaded(NamedTuple):
    """The content of a file, and when loading began, in nanoseconds since 1970."""

    content: FileContent
    at: int


class _Read(NamedTuple):
    """What was read of a file."""

    identity: tuple[int, int]
    """The device and inode of the file."""
    result: CachedPost | _Loaded | Exception
    """The post; the content, if the file has another name; or an error of the parser."""
    is_new: bool
    """Whether the post has been parsed now."""


ReadFile: TypeAlias = _Read | OSError | ValueError
"""What was read of a file, or why it cannot be read."""


class PostReader:
    """Loads files in two steps, `read` and `add`, and hands out the results in batches.

    Args:
        found: The files to load, and those that were skipped by the walk.
        folders: The contexts of the opened folders, by path.
        options: Options of the load.
        cache: Keeps posts between loads.
    """

    def __init__(
        self,
        found: WalkResult,
        folders: Mapping[str, FolderContext],
        options: LoadOptions,
        cache: PostCache,
    ) -> None:
        self.waiting = 0
        """Number of files loaded since the last batch."""
        self._files_found = len(found.files) + len(found.skipped)
        self._files_loaded = len(found.skipped)
        self._watched = tuple(found.folders) if found.has_links or found.unreadable else None
        self._folders = folders
        self._options = options
        self._cache = cache
        self._first_paths: dict[tuple[int, int], str] = {}
        self._posts: list[Post] = []
        self._problems = [_unreadable_folder(path, error) for path, error in found.unreadable]
        self._skipped = [SkippedFile(path, reason) for path, reason in found.skipped]

    def read(self, file: FoundFile) -> ReadFile:
        """Read and parse a file, which may take any time, without any effect on the results."""
        try:
            status, result = self._recall_or_load(file)
        except (OSError, ValueError) as error:
            return error
        identity = (status.st_dev, status.st_ino)
        if not isinstance(result, _Loaded) or self._other_name(file, identity) is not None:
            return _Read(identity, result, is_new=False)
        try:
            return _Read(identity, self._parse(file, result), is_new=True)
        except Exception as error:  # last resort: a bug in the parser must not hide other posts
            return _Read(identity, error, is_new=False)

    def add(self, file: FoundFile, read: ReadFile) -> None:
        """Add what was read of a file to the results.

        Raises:
            FolderError: The system allows no more open files.
        """
        self.waiting += 1
        if not isinstance(read, _Read):
            raise_if_exhausted(read, file.folder)
            self._skip_unreadable(file, read)
            return
        first_path = self._other_name(file, read.identity)
        self._first_paths.setdefault(read.identity, file.path)
        if first_path is not None:
            self._skip(file, f"the same file as {first_path}")
        elif isinstance(read.result, CachedPost):
            if read.is_new:
                self._cache.keep(file, read.result)
            self._add(file, read.result)
        else:
            self._skip(file, "it could not be loaded because of an internal error in Broadsheet")
            name = type(read.result).__name__
            message = f"internal error in Broadsheet ({name}) with this file"
            self._report(file, message, "Please report this, and attach the file if you can.")

    def add_hanging(self, file: FoundFile, *, is_tried: bool) -> None:
        """Add the last known post of a file that hangs, and a problem.

        Args:
            file: The file.
            is_tried: Whether it is being read; otherwise, others beside it hang.
        """
        self.waiting += 1
        cached = self._cache.recall(file)
        if cached is not None:
            self._add(file, cached)
        message = "it has not been read, because too many files of its folder do not answer"
        if is_tried:
            message = f"it has been read for more than {MAX_SECONDS:.0f} seconds without an end"
        remedy = "Check its disk or network. It is listed as soon as it has been read."
        self._report(file, message, remedy)

    def _other_name(self, file: FoundFile, identity: tuple[int, int]) -> str | None:
        """Return the path under which the target of a link was found before."""
        first_path = self._first_paths.get(identity)
        return first_path if file.is_link and first_path != file.path else None

    def take_batch(self) -> Batch:
        """Return the results since the last batch."""
        self._files_loaded += self.waiting
        self.waiting = 0
        batch = Batch(
            tuple(self._posts),
            tuple(self._problems),
            tuple(self._skipped),
            self._files_found,
            self._files_loaded,
            self._watched,
        )
        self._posts, self._problems, self._skipped = [], [], []
        return batch

    def _recall_or_load(self, file: FoundFile) -> tuple[os.stat_result, CachedPost | _Loaded]:
        """Return the status of a file with its cached post if it is unchanged, else its content."""
        cached = self._cache.recall(file)
        if cached is not None:
            status = os.stat(file.path)  # noqa: PTH116 - a Path each would cost more than the call
            folder = self._folders[file.folder]
            context = context_key(folder.layout.facts(file.relative), folder.site_for(file))
            if is_unchanged(cached, file, status, context):
                return status, cached.apply_expiry(self._options)
        loaded_at = time.time_ns()
        content = load_file(file.path)
        return content.status, _Loaded(content, loaded_at)

    def _parse(self, file: FoundFile, loaded: _Loaded) -> CachedPost:
        content, folder = loaded.content, self._folders[file.folder]
        site, facts = folder.site_for(file), folder.layout.facts(file.relative)
        sidecar, sidecar_stamp = _load_sidecar(file)
        parsed = parse_post(
            content.data,
            path=file.path,
            post_id=file.relative,
            sidecar=sidecar,
            site=site,
            facts=facts,
            options=self._options,
        )
        return CachedPost(
            parsed.post,
            parsed.has_front_matter,
            content.is_complete,
            parsed.expires,
            context_key(facts, site),
            Stamp.from_status(content.status),
            sidecar_stamp,
            loaded.at,
        )

    def _add(self, file: FoundFile, cached: CachedPost) -> None:
        folder, has_front_matter = self._folders[file.folder], cached.has_front_matter
        reason = folder.reason_to_skip(file, cached.post, has_front_matter=has_front_matter)
        if reason is not None:
            self._skip(file, reason)
            return
        if cached.post.hidden in (None, PAGE):
            is_page = folder.is_page(file, cached.post, has_front_matter=has_front_matter)
            hidden = PAGE if is_page else None
            if hidden != cached.post.hidden:
                cached = replace(cached, post=replace(cached.post, hidden=hidden))
                self._cache.keep(file, cached)
        self._posts.append(cached.post)
        self._problems += cached.post.problems
        if not cached.is_complete:
            limit = f"{MAX_BYTES // 1024 // 1024} MB"
            message = f"longer than {limit}; only the first {limit} are shown"
            self._report(file, message, "Split it into several posts.")

    def _skip_unreadable(self, file: FoundFile, error: OSError | ValueError) -> None:
        message = f"cannot be read: {describe_error(error)}"
        self._skip(file, message)
        if not isinstance(error, FileNotFoundError):
            self._report(file, message, "Make the file readable, or move it to another folder.")

    def _skip(self, file: FoundFile, reason: str) -> None:
        self._skipped.append(SkippedFile(file.path, reason))

    def _report(self, file: FoundFile, message: str, remedy: str) -> None:
        self._problems.append(Problem(file.path, None, None, message, remedy))


def _load_sidecar(file: FoundFile) -> tuple[Sidecar | None, Stamp | None]:
    if not file.has_sidecar:
        return None, None
    try:
        content = load_file(file.sidecar)
    except (OSError, ValueError):
        return None, None
    return Sidecar(file.sidecar, content.data), Stamp.from_status(content.status)


def _unreadable_folder(path: str, error: OSError) -> Problem:
    message = f"the folder cannot be read: {describe_error(error)}"
    remedy = "Make the folder readable, or move it to another folder."
    if isinstance(error, TimeoutError):
        remedy = "Check its disk or network. It is read as soon as it answers."
    return Problem(path, None, None, message, remedy)
