"""Decide which symbolic links a walk follows.

A link to a folder that contains the opened one leads to everything beside it, and in the end to the
whole machine. A link to another file system may lead to a disk that answers slowly or never, or to
one whose files are made by the kernel.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from reader.posts.loading.file_id import FileId, file_id

_KERNEL_FOLDERS = ("/proc", "/sys", "/dev")
"""Folders whose files are not on a disk."""
_KERNEL_FILES = ("/proc", "/sys")
"""Those in which the kernel makes regular files. A regular file in /dev/shm is a person's."""


class LinkedFolders:
    """Decides which links lead where a walk may follow.

    Args:
        opened: Absolute paths of the opened folders.
    """

    def __init__(self, opened: Iterable[str]) -> None:
        self._opened = [os.path.realpath(folder) for folder in opened]
        devices = map(_device, self._opened)
        self._devices = {device for device in devices if device is not None}

    def reason_to_skip(self, path: str) -> str | None:
        """Return why a link to a folder is not followed; None if it is followed.

        Args:
            path: Absolute path of a folder that is a link, or is reached by one.
        """
        target = os.path.realpath(path)
        if any(_contains(folder, target) for folder in self._opened):
            return None
        if any(_contains(target, folder) for folder in self._opened):
            return f"a link to {target}, which contains this folder"
        if _device(path) not in self._devices:
            return (
                f"a link to another file system ({target});"
                " open it as a folder of its own to read it"
            )
        return None


def kernel_folder_ids(opened: Iterable[str]) -> set[FileId]:
    """Return what identifies each folder of the kernel's files, unless it was opened."""
    opened = {os.path.realpath(folder) for folder in opened}
    ids = (file_id(folder) for folder in _KERNEL_FOLDERS if folder not in opened)
    return {identity for identity in ids if identity is not None}


def is_kernel_file(path: str) -> bool:
    """Whether a link leads to a file that is made by the kernel."""
    target = os.path.realpath(path)
    return any(_contains(folder, target) for folder in _KERNEL_FILES)


def _contains(folder: str, path: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))  # noqa: PTH118 - text


def _device(path: str) -> int | None:
    try:
        return os.stat(path).st_dev  # noqa: PTH116 - text
    except OSError:
        return None
