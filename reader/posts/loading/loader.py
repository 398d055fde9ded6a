"""Folders of files to posts, a batch at a time.

What counts as a post: a text file (`walk.POST_SUFFIXES`), not hidden, no README or `_index`, that
has front matter or lies in a posts folder (`places.POSTS_FOLDERS`, the opened folder itself
included). A folder of notes has neither: where most Markdown files of the opened folder, or of a
sample of it, have no front matter, each of them is a post too. Everything else that looks like a
text is skipped, with the reason.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path

from reader.posts.catalogue import Catalogue, LoadResult
from reader.posts.errors import PostError
from reader.posts.files import describe_error, load_file
from reader.posts.loading.folder_check import check_folder
from reader.posts.loading.folder_context import FolderContext
from reader.posts.loading.post_cache import NoCache, PostCache
from reader.posts.loading.post_reader import Batch, PostReader
from reader.posts.loading.walk import walk
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

_FIRST_BATCH = 32
_LARGEST_BATCH = 1024


def load(
    folders: Iterable[str | PathLike[str]], *, options: LoadOptions | None = None
) -> LoadResult:
    """Read every post of the folders.

    Raises:
        FolderError: A folder is missing, is not a folder, or may not be read.
    """
    posts: list[Post] = []
    problems: list[Problem] = []
    skipped: list[SkippedFile] = []
    files = 0
    for batch in load_in_batches(folders, options=options):
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
) -> Iterator[Batch]:
    """Read the folders' posts, the first few at once and then in ever larger batches.

    No file stops the others: what cannot be read is a problem, what is no post is skipped. The
    batches end early once `is_cancelled`, which is asked before each folder and file. What
    `cache` recalls of a file that has not changed since is taken without reading it again.

    Raises:
        FolderError: At once, if a folder is missing, is not one, or may not be read.
    """
    checked = [os.fspath(check_folder(folder)) for folder in folders]
    return _batches(checked, is_cancelled, options or LoadOptions(), cache or NoCache())


def _batches(
    folders: Sequence[str],
    is_cancelled: Callable[[], bool],
    options: LoadOptions,
    cache: PostCache,
) -> Iterator[Batch]:
    found = walk(folders, is_cancelled)
    reader = PostReader(found, FolderContext.from_files(found.files), options, cache)
    size = _FIRST_BATCH
    for file in found.files:
        if is_cancelled():
            return
        reader.load(file)
        if reader.waiting >= size:
            yield reader.take_batch()
            size = min(2 * size, _LARGEST_BATCH)
    yield reader.take_batch()


def load_post(path: str | PathLike[str]) -> Post:
    """One file as a post, whatever its name is and wherever it lies.

    Raises:
        PostError: The file cannot be read.
    """
    name = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links
    try:
        content = load_file(name)
    except (OSError, ValueError) as error:
        raise PostError(name, describe_error(error)) from error
    return parse_post(
        content.data, path=name, post_id=Path(name).name, modified=content.modified
    ).post


def load_body(post: Post) -> str:
    """A post's body, safe to show, read anew from its file.

    Raises:
        PostError: The file is gone or cannot be read.
    """
    return extract_body(_read_again(post.path))


def load_source(path: str | PathLike[str]) -> str:
    """A whole file as safe text, front matter included.

    Raises:
        PostError: The file is gone or cannot be read.
    """
    return decode_file(_read_again(os.fspath(path)))


def load_front_matter_text(path: str | PathLike[str]) -> str:
    """What stands before a post's body in its file, as safe text: its front matter and the marks
    around it; empty where there is none.

    Raises:
        PostError: The file is gone or cannot be read.
    """
    data = _read_again(os.fspath(path))
    source, body = decode_file(data), extract_body(data).strip()
    return source[: source.rfind(body)].strip("\n") if body else source.strip("\n")


def _read_again(path: str) -> bytes:
    try:
        return load_file(path).data
    except (OSError, ValueError) as error:
        raise PostError(path, describe_error(error)) from error
