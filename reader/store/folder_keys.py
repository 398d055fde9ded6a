"""What everything that is kept of some opened folders has in common."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from reader.posts.options import LoadOptions
from reader.store.fingerprint import loader_fingerprint

Key: TypeAlias = tuple[int, bytes]
"""A file: its folder's place among the opened ones, and its path below it."""


class FolderKeys:
    """Something that is kept of folders, and is of no use to another reading of them.

    Args:
        folders: In the order in which they were opened.
        options: As the posts were read.
    """

    def __init__(self, folders: Sequence[Path], options: LoadOptions) -> None:
        self.folders = [os.path.abspath(folder) for folder in folders]  # noqa: PTH100 - as the loader
        """Absolute."""
        self.fingerprint = loader_fingerprint(options)

    def path_of(self, folder: int, relative: bytes) -> str:
        """The absolute path of a file."""
        return os.path.join(self.folders[folder], os.fsdecode(relative))  # noqa: PTH118 - text

    def key_of(self, path: str) -> Key:
        """The key of a file.

        Raises:
            ValueError: It lies in none of the folders.
        """
        for number, folder in enumerate(self.folders):
            prefix = os.path.join(folder, "")  # noqa: PTH118 - text
            if path.startswith(prefix):
                return number, os.fsencode(path[len(prefix) :])
        raise ValueError(path)
