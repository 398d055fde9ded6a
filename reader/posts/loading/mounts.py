"""Disks that are mounted and unmounted in opened folders, which no watch of folders reports."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from os import PathLike
from pathlib import Path

from reader.posts.errors import FolderError
from reader.posts.loading.file_id import file_id

_MOUNTS = Path("/proc/self/mountinfo")
"""The table of mounts of Linux: https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html."""
_MOUNT_POINT = 4
"""Index of the field with the folder of a mount."""
_ESCAPED = {ord(character): f"\\{ord(character):03o}" for character in "\\ \t\n#"}
"""How the table writes characters that would end or begin a field."""

Mounts = frozenset[str]
"""Lines of the table."""


def mounts_below(folders: Iterable[str]) -> Mounts:
    """Return what is mounted in folders, at any depth.

    It is empty on systems without the table.

    Args:
        folders: Absolute paths.
    """
    try:
        lines = os.fsdecode(_MOUNTS.read_bytes()).splitlines()
    except OSError:
        return frozenset()
    above = tuple(
        os.path.realpath(folder).rstrip("/").translate(_ESCAPED) + "/" for folder in folders
    )
    return frozenset(line for line in lines if _field(line, _MOUNT_POINT).startswith(above))


def _field(line: str, index: int) -> str:
    return "".join(line.split(" ")[index : index + 1])


class Disks:
    """Which disk each opened folder was on when it was not empty.

    Once its disk is unmounted, the folder is an empty one of another disk.
    """

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def check(self, folder: str | PathLike[str]) -> None:
        """Compare the disk of a folder with the one that it was on before.

        Raises:
            FolderError: The disk is not mounted any more.
        """
        path = os.fspath(folder)
        identity = file_id(path)
        if identity is None:
            return
        disk, _ = identity
        if not _is_empty(path):
            self._known[path] = disk
        elif self._known.get(path, disk) != disk:
            reason = "its disk is not mounted any more"
            raise FolderError(Path(folder), reason, "They are loaded again once it is mounted.")


def _is_empty(folder: str) -> bool:
    """Return whether a folder certainly contains nothing, or only hidden files."""
    with suppress(OSError), os.scandir(folder) as entries:
        return all(entry.name.startswith(".") for entry in entries)
    return False
