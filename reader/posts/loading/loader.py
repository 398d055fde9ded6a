"""Load folders of files as posts, in batches.

A post is a text file (`walk.POST_SUFFIXES`) that has front matter or is in a posts folder
(`path_info.POSTS_FOLDERS`), which may be the opened folder itself. Any other Markdown file is a
post as well, unless the folder contains a site (`generators`): there, files without a date outside
of posts folders are pages, which are loaded as hidden posts. Files whose names begin with a dot,
README files and the like (`names`) are not posts. All other text files are skipped with a reason.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path

from reader.posts.catalogue import Catalogue, LoadResult
from reader.posts.errors import PostError
from reader.posts.files import FileContent, describe_error, load_file
from reader.posts.loading.folder_check import check_folder
from reader.posts.loading.folder_context import FolderContext
from reader.posts.loading.lanes import Hanging
from reader.posts.loading.load_in_lanes import LoadInLanes
from reader.posts.loading.loaded_body import LoadedBody, limit_body
from reader.posts.loading.post_cache import NoCache, PostCache
from reader.posts.loading.post_reader import Batch, PostReader
from reader.posts.options import LoadOptions
from reader.posts.parsing import ParsedPost, decode_file, extract_body, parse_post
from reader.posts.post import Post, Problem, SkippedFile

__all__ = [
    "Batch",
    "LoadOptions",
    "ParsedPost",
    "check_folder",
    "load",
    "load_body",
    "load_in_batches",
    "load_source",
    "parse_post",
]


def load(
    folders: Iterable[str | PathLike[str]],
    *,
    options: LoadOptions | None = None,
    cache: PostCache | None = None,
    hanging: Hanging | None = None,
) -> LoadResult:
    """Load every post of the folders.

    Args:
        folders: The folders to open.
        options: Options of the load. By default, those of `LoadOptions()`.
        cache: Keeps posts between loads. A file that has not changed is not loaded again.
        hanging: What to do with files that hang. By default, they are waited for.

    Raises:
        FolderError: A folder does not exist, is a file, or cannot be read.
    """
    posts: list[Post] = []
    problems: list[Problem] = []
    skipped: list[SkippedFile] = []
    files = 0
    for batch in load_in_batches(folders, options=options, cache=cache, hanging=hanging):
        posts += batch.posts
        problems += batch.problems
        skipped += batch.skipped
        files = batch.files_loaded
    problems.sort(key=lambda problem: (problem.path, problem.line or 0))
    skipped.sort(key=lambda file: file.path)
    return LoadResult(Catalogue(posts), tuple(problems), tuple(skipped), files)


def load_in_batches(
    folders: Iterable[str | PathLike[str]],
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
    options: LoadOptions | None = None,
    cache: PostCache | None = None,
    hanging: Hanging | None = None,
) -> Iterator[Batch]:
    """Load the posts of the folders in batches, of which the first are small.

    A file that cannot be loaded is reported as a problem and does not affect the others.

    Args:
        folders: The folders to open.
        is_cancelled: Called before each folder and file. Once it returns True, the batches end.
        options: Options of the load. By default, those of `LoadOptions()`.
        cache: Keeps posts between loads. A file that has not changed is not loaded again.
        hanging: What to do with files and folders that hang. By default, they are waited for.

    Raises:
        FolderError: A folder does not exist, is a file, or cannot be read. Raised by the call
            itself, before the first batch.
    """
    checked = [os.fspath(check_folder(folder)) for folder in folders]
    load = LoadInLanes(is_cancelled, hanging or Hanging())
    return _batches(checked, load, options or LoadOptions(), cache or NoCache())


def _batches(
    folders: Sequence[str], load: LoadInLanes, options: LoadOptions, cache: PostCache
) -> Iterator[Batch]:
    found = load.walk(folders)
    if found is not None:
        reader = PostReader(found, FolderContext.from_walk(found), options, cache)
        yield from load.batches(reader, found.files)


def load_post(path: str | PathLike[str]) -> Post:
    """Load one file as a post, whatever its name and folder are.

    The post's `id` is its file name.

    Raises:
        PostError: The file cannot be read.
    """
    name = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links
    return parse_post(_load(name).data, path=name, post_id=Path(name).name).post


def load_body(post: Post) -> str:
    """Load the body of a post from its file, as text that is safe to show.

    Raises:
        PostError: The file no longer exists or cannot be read.
    """
    return load_limited_body(post).text


def load_limited_body(post: Post) -> LoadedBody:
    """Load the body of a post from its file, and how much of it was left out.

    Raises:
        PostError: The file no longer exists or cannot be read.
    """
    return limit_body(_load(post.path))


def load_source(path: str | PathLike[str]) -> str:
    """Load a whole file, including its front matter, as text that is safe to show.

    Raises:
        PostError: The file no longer exists or cannot be read.
    """
    return decode_file(_load(os.fspath(path)).data)


def load_front_matter_text(path: str | PathLike[str]) -> str:
    """Load the front matter of a file with its fences, as text that is safe to show.

    Returns:
        Everything above the body; empty if there is no front matter.

    Raises:
        PostError: The file no longer exists or cannot be read.
    """
    data = _load(os.fspath(path)).data
    source, body = decode_file(data), extract_body(data).strip()
    return source[: source.rfind(body)].strip("\n") if body else source.strip("\n")


def _load(path: str) -> FileContent:
    try:
        return load_file(path)
    except (OSError, ValueError) as error:
        raise PostError(path, describe_error(error)) from error
