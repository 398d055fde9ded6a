"""Broadsheet: a terminal news reader for folders of Markdown posts.

The public API: load a folder and ask its catalogue.

    >>> import reader
    >>> result = reader.load_catalogue("posts")            # doctest: +SKIP
    >>> [post.title for post in result.catalogue.posts]    # doctest: +SKIP
"""

from __future__ import annotations

from os import PathLike

from reader._version import __version__
from reader.posts.catalogue import Catalogue, Category, LoadResult
from reader.posts.errors import FolderError, ReaderError
from reader.posts.post import Post, Problem, SkippedFile

__all__ = [
    "Catalogue",
    "Category",
    "FolderError",
    "LoadResult",
    "Post",
    "Problem",
    "ReaderError",
    "SkippedFile",
    "__version__",
    "load_catalogue",
]


def load_catalogue(*folders: str | PathLike[str]) -> LoadResult:
    """Read every post in the folders, at any depth.

    Args:
        folders: One folder or more. A post's `id` is its path relative to its folder.

    Returns:
        The catalogue, and what could not be read as it was meant. A faulty post is still in
        the catalogue wherever any of it can be read; an empty folder gives an empty catalogue.

    Raises:
        FolderError: A folder is missing, is a file, or may not be read.
    """
    # Late, because the parsers behind the loader cost more than all the rest of this package,
    # and `--version` or the app's first paint need none of them.
    from reader.posts.loading.loader import load

    return load(folders)
