"""A cache of fetched images on disk, limited in size."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from reader.private_files import create_private_folder, open_private

FOLDER = "images"
"""Name of the image folder inside the cache folder."""
_SUFFIX = ".image"
_MAX_BYTES = 64 * 1024 * 1024


class ImageCache:
    """Fetched images by address; the least recently used are deleted first.

    Args:
        cache_folder: Folder that contains the image folder; None to cache nothing.
        max_bytes: Maximum size of all images together.
    """

    def __init__(self, cache_folder: Path | None, max_bytes: int = _MAX_BYTES) -> None:
        self._folder = None if cache_folder is None else cache_folder / FOLDER
        self._max_bytes = max_bytes

    def find(self, url: str) -> Path | None:
        """Return the file of an image, and note that it was used; None if it is not cached."""
        path = self._path_for(url)
        if path is None:
            return None
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def keep(self, url: str, data: bytes) -> None:
        """Store an image, unless it is too large or the file cannot be written."""
        path = self._path_for(url)
        if path is None or len(data) > self._max_bytes:
            return
        with suppress(OSError):
            create_private_folder(path.parent)
            unfinished = path.with_suffix(f".{uuid4().hex}")
            try:
                with open(unfinished, "xb", opener=open_private) as file:
                    file.write(data)
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)
            self._delete_excess()

    def files(self) -> list[tuple[Path, int]]:
        """Return the files and their sizes in bytes, most recently used first."""
        found = sorted(self._scan(), reverse=True)
        return [(path, size) for _, path, size in found]

    def clear(self) -> None:
        """Delete all images.

        Raises:
            OSError: A file cannot be deleted.
        """
        for path, _ in self.files():
            path.unlink(missing_ok=True)

    def _delete_excess(self) -> None:
        remaining = self._max_bytes
        for path, size in self.files():
            remaining -= size
            if remaining < 0:
                path.unlink(missing_ok=True)

    def _scan(self) -> Iterator[tuple[int, Path, int]]:
        """Yield the time of last use in nanoseconds, the path and the size of each file."""
        try:
            paths = [] if self._folder is None else list(self._folder.iterdir())
        except OSError:
            paths = []
        for path in paths:
            if path.suffix == _SUFFIX:
                with suppress(OSError):
                    status = path.stat()
                    yield status.st_mtime_ns, path, status.st_size

    def _path_for(self, url: str) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / f"{sha256(url.encode('utf-8', 'replace')).hexdigest()}{_SUFFIX}"
