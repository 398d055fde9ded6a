"""Database keys of the files below the opened folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from reader.posts.options import LoadOptions
from reader.store.fingerprint import loader_fingerprint

Key: TypeAlias = tuple[int, bytes]
"""The key of a file: the index of its folder among the opened ones, and its path below that folder
as bytes, since file names need not be valid Unicode."""


class FolderKeys:
    """Converts between paths and keys, and identifies the loader whose results are stored.

    Everything stored for a set of folders (index, words, links) holds one of these.

    Args:
        folders: The opened folders, in the order in which they were opened.
        options: The options that the posts are loaded with.
    """

    def __init__(self, folders: Sequence[Path], options: LoadOptions) -> None:
        self.folders = [os.path.abspath(folder) for folder in folders]  # noqa: PTH100 - as the loader
        """Absolute paths of the folders."""
        self.fingerprint = loader_fingerprint(options)
        """Stored data with another fingerprint is stale."""

    def path_for(self, folder: int, relative: bytes) -> str:
        """Return the absolute path of the file with this key."""
        return os.path.join(self.folders[folder], os.fsdecode(relative))  # noqa: PTH118 - text

    def key_for(self, path: str) -> Key:
        """Return the key of a file.

        Raises:
            ValueError: The file is in none of the folders.
        """
        for number, folder in enumerate(self.folders):
            prefix = os.path.join(folder, "")  # noqa: PTH118 - text
            if path.startswith(prefix):
                return number, os.fsencode(path[len(prefix) :])
        raise ValueError(path)
