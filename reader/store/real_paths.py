"""The real paths of posts, so that marks do not depend on the symbolic links of opened folders."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


class RealPaths:
    """Converts between the paths of posts and their real paths.

    Only symbolic links on the way to an opened folder are resolved, so a conversion asks the disk
    for nothing.

    Args:
        folders: The opened folders.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        pairs = [
            (_with_slash(os.path.abspath(folder)), _with_slash(os.path.realpath(folder)))  # noqa: PTH100 - as the loader
            for folder in folders
        ]
        self._pairs = pairs if any(opened != real for opened, real in pairs) else []

    def real_path(self, path: str) -> str:
        """Return the real path of a post in an opened folder; other paths unchanged."""
        for opened, real in self._pairs:
            if path.startswith(opened):
                return real + path[len(opened) :]
        return path

    def opened_path(self, real_path: str) -> str:
        """Return the path of a post with this real path in an opened folder; others unchanged."""
        for opened, real in self._pairs:
            if real_path.startswith(real):
                return opened + real_path[len(real) :]
        return real_path


def _with_slash(folder: str) -> str:
    return os.path.join(folder, "")  # noqa: PTH118 - text
