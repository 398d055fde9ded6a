"""Write files in one step, and say in plain words why one cannot be written."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from reader.feeds.errors import FeedError
from reader.posts.files import describe_error

TEMPORARY_SUFFIX = ".broadsheet-tmp"
"""Suffix of the hidden files that are renamed once they are complete."""

Opener: TypeAlias = Callable[[str, int], int]

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_PERMISSION = (errno.EACCES, errno.EPERM, errno.EROFS)
_NOT_A_FOLDER = (errno.ENOTDIR, errno.EEXIST)
# On FAT, on some network folders and on Android, a file cannot have two names.
_NO_HARD_LINKS = (errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


@contextmanager
def explained(action: str, path: Path) -> Iterator[None]:
    """Turn an OSError in the block into a FeedError with its remedy.

    Args:
        action: What fails, such as `written`.
        path: The file or folder that it is done to.

    Raises:
        FeedError: The block raised an OSError, or a ValueError because of the name of a file.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        number = error.errno if isinstance(error, OSError) else None
        reason = f"{path} cannot be {action}: {describe_error(error)}"
        raise FeedError(reason, _remedy(number, path)) from error


def _remedy(number: int | None, path: Path) -> str:
    if number in _NO_SPACE:
        return "Make room on the disk, and fetch again. What was written so far is complete."
    if number in _NO_PERMISSION:
        return f"Get permission to write to {path.parent}, or choose another feeds folder."
    if number in _NOT_A_FOLDER:
        return f"Rename or move the file that is in the place of a folder above {path.name}."
    return "Check the disk and the feeds folder, and fetch again."


def create_file(path: Path, text: str, opener: Opener | None = None) -> None:
    """Write a new file, which appears under its name when it is complete.

    Args:
        path: The file.
        text: Its text.
        opener: As that of `open`; by default, the person's umask decides who may read the file.

    Raises:
        OSError: It cannot be written, or there is one of that name (FileExistsError).
    """
    temporary = _write_temporary(path, text, opener)
    try:
        _move_without_overwriting(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def replace_file(path: Path, text: str) -> None:
    """Replace the content of a file in one step; its permissions are kept.

    Raises:
        OSError: It cannot be written, or there is no such file.
    """
    mode = path.lstat().st_mode
    temporary = _write_temporary(path, text)
    try:
        with suppress(OSError):  # a file of somebody else, in a folder that may be written to
            temporary.chmod(mode & 0o777)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _write_temporary(path: Path, text: str, opener: Opener | None = None) -> Path:
    """Write a hidden file beside another one; nothing is left of it if that fails."""
    # Short, because the name beside it may be as long as file systems allow. One at a time.
    temporary = path.with_name(f".{os.getpid()}{TEMPORARY_SUFFIX}")
    try:
        try:
            _write(temporary, text, opener)
        except FileExistsError:
            # Left by a fetch that was killed. It may be a second name of a post, so it is not
            # written to.
            temporary.unlink()
            _write(temporary, text, opener)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return temporary


def _write(path: Path, text: str, opener: Opener | None) -> None:
    # "x" follows no link.
    with open(path, "x", encoding="utf-8", newline="", opener=opener) as file:
        file.write(text)
        # Otherwise a power failure can leave an empty file under the name of a post, which would
        # look like an edit of the person.
        file.flush()
        os.fsync(file.fileno())


def _move_without_overwriting(temporary: Path, path: Path) -> None:
    # Renaming would replace a file that another program has created in the meantime.
    try:
        path.hardlink_to(temporary)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from error
        temporary.rename(path)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power failure, where the system can do that."""
    with suppress(OSError):  # Windows cannot open folders, and some network folders cannot do it
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
