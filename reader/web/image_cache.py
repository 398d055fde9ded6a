"""Images that have been fetched, on the disk, as many as there is room for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

FOLDER = "images"
"""Its name in the cache folder."""
_SUFFIX = ".image"
_ROOM = 64 * 1024 * 1024


class ImageCache:
    """Fetched images by their addresses; those that were not asked for the longest go first.

    Args:
        cache_folder: Where the images have a folder of their own; None to keep none.
        room: Bytes of all of them.
    """

    def __init__(self, cache_folder: Path | None, room: int = _ROOM) -> None:
        self._folder = None if cache_folder is None else cache_folder / FOLDER
        self._room = room

    def find(self, url: str) -> Path | None:
        """The file of an image; None where it is not kept."""
        path = self._path_of(url)
        if path is None:
            return None
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def keep(self, url: str, data: bytes) -> None:
        """Keep an image, if the disk lets us."""
        path = self._path_of(url)
        if path is None or len(data) > self._room:
            return
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(f".{uuid4().hex}")
            try:
                unfinished.write_bytes(data)
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)
            self._make_room()

    def files(self) -> list[tuple[Path, int]]:
        """The files and their sizes in bytes, those first that were asked for last."""
        found = sorted(self._found(), reverse=True)
        return [(path, size) for _, path, size in found]

    def clear(self) -> None:
        """Delete them all.

        Raises:
            OSError: One cannot be deleted.
        """
        for path, _ in self.files():
            path.unlink(missing_ok=True)

    def _make_room(self) -> None:
        left = self._room
        for path, size in self.files():
            left -= size
            if left < 0:
                path.unlink(missing_ok=True)

    def _found(self) -> Iterator[tuple[int, Path, int]]:
        for path in () if self._folder is None else self._folder.glob(f"*{_SUFFIX}"):
            with suppress(OSError):
                status = path.stat()
                yield status.st_mtime_ns, path, status.st_size

    def _path_of(self, url: str) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / f"{sha256(url.encode('utf-8', 'replace')).hexdigest()}{_SUFFIX}"
