"""Broadsheet, a terminal news reader for folders of Markdown posts.

The public API loads folders and returns a catalogue of their posts.

    >>> import reader
    >>> result = reader.load_catalogue("posts")            # doctest: +SKIP
    >>> [post.title for post in result.catalogue.posts]    # doctest: +SKIP
"""

from __future__ import annotations

from os import PathLike

from reader._version import __version__
from reader.posts.catalogue import Catalogue, LoadResult
from reader.posts.errors import FolderError, ReaderError
from reader.posts.facets import FacetValue
from reader.posts.post import Post, Problem, SkippedFile

__all__ = [
    "Catalogue",
    "FacetValue",
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
    """Load every post in the folders, at any depth.

    Args:
        folders: One or more folders. A post's `id` is its path relative to its folder.

    Returns:
        The catalogue, the problems that were found in posts, and the files that were skipped.
        A post with problems is still in the catalogue. An empty folder gives an empty catalogue.

    Raises:
        FolderError: A folder does not exist, is a file, or cannot be read.
    """
    # Imported late: the loader's parsers take longer to import than the rest of this package,
    # and neither `--version` nor the app's first paint needs them.
    from reader.posts.loading.loader import load

    return load(folders)
