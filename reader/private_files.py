"""Folders and files of the program that only their owner may open, under any umask.

What is stored tells what somebody reads. The XDG Base Directory Specification asks for folders
with the mode 0700: https://specifications.freedesktop.org/basedir-spec/latest/
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_MODE_BITS = 0o777


def create_private_folder(path: Path) -> None:
    """Create a folder, and those above it that are missing, for their owner only.

    A folder that exists keeps its mode: `make_private` is for those of the program.

    Raises:
        OSError: The folder cannot be created, or there is a file in its place.
    """
    if os.path.isdir(path):
        return
    if path.parent != path:
        create_private_folder(path.parent)
    try:
        path.mkdir(FOLDER_MODE)
    except FileExistsError:
        if stat.S_ISDIR(path.stat().st_mode):  # another process was faster
            return
        reason = os.strerror(errno.ENOTDIR)
        raise NotADirectoryError(errno.ENOTDIR, reason, str(path)) from None
    _set_mode(path, FOLDER_MODE)  # a umask may have taken away more


def create_private_file(path: Path) -> None:
    """Create an empty file for its owner only, in a folder that is created if it is missing.

    A file that exists is left alone, and not even opened: closing it would end the locks that the
    process holds on it (https://www.sqlite.org/howtocorrupt.html, section 2.2).

    Raises:
        OSError: The file cannot be created.
    """
    create_private_folder(path.parent)
    with suppress(FileExistsError):
        os.close(open_private(str(path), os.O_CREAT | os.O_EXCL | os.O_WRONLY))


def open_private(path: str, flags: int) -> int:
    """Open a file, which is created for its owner only: an `opener` of `open`.

    Raises:
        OSError: The file cannot be opened.
    """
    is_new = bool(flags & os.O_CREAT) and not os.path.lexists(path)
    descriptor = os.open(path, flags, FILE_MODE)
    if is_new:
        _set_mode(Path(path), FILE_MODE)
    return descriptor


def make_private(folders: Iterable[Path]) -> None:
    """Take the permissions on folders of the program, and on all in them, from everybody else.

    Earlier versions, other programs and backups create files that others may read. Folders in a
    folder are visited only if others could enter the folder or them, so that the usual start
    looks at few files. A file behind a symbolic link is somewhere else, and is left alone, as is
    everything whose mode cannot be changed.
    """
    for folder in folders:
        _make_private(folder, is_exposed=False)


def make_file_private(path: Path) -> None:
    """Take the permissions on a file from everybody else, unless it is a symbolic link."""
    with suppress(OSError):
        status = path.lstat()
        if stat.S_ISREG(status.st_mode):
            _set_mode(path, status.st_mode & FILE_MODE)


def _make_private(folder: Path, *, is_exposed: bool) -> None:
    with suppress(OSError):  # missing, or somebody else's
        status = folder.stat()
        if not stat.S_ISDIR(status.st_mode):
            return
        is_exposed |= _is_exposed(status, FOLDER_MODE)
        _set_mode(folder, status.st_mode & FOLDER_MODE)
        with os.scandir(folder) as entries:
            found = [(Path(entry.path), entry.stat(follow_symlinks=False)) for entry in entries]
        for path, status in found:
            if stat.S_ISREG(status.st_mode) and _is_exposed(status, FILE_MODE):
                _set_mode(path, status.st_mode & FILE_MODE)
            elif stat.S_ISDIR(status.st_mode) and (is_exposed or _is_exposed(status, FOLDER_MODE)):
                _make_private(path, is_exposed=True)


def _is_exposed(status: os.stat_result, allowed: int) -> bool:
    return bool(status.st_mode & _MODE_BITS & ~allowed)


def _set_mode(path: Path, mode: int) -> None:
    # File systems without permissions, such as FAT, refuse to change them.
    with suppress(OSError):
        if stat.S_IMODE(path.stat().st_mode) & _MODE_BITS != mode:
            path.chmod(mode)
