"""Load the bytes of a single regular file, up to a maximum size. Pipes and devices are refused."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple

from reader.exhaustion import exhausted_resource

MAX_BYTES = 8 * 1024 * 1024
"""Maximum number of bytes that are loaded from a file."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class FileContent(NamedTuple):
    """The content and status of a file."""

    data: bytes
    status: os.stat_result
    """The status from just before the content was loaded."""
    is_complete: bool
    """Whether `data` is all of the file."""


def load_file(path: str) -> FileContent:
    """Load at most `MAX_BYTES` bytes of a file.

    A file that is too long is cut before an incomplete UTF-8 character.

    Raises:
        OSError: The file cannot be read, or is a pipe, a device or a folder.
        ValueError: The name is not a valid file name.
    """
    # O_NONBLOCK keeps this from waiting forever if a pipe has replaced the file.
    descriptor = os.open(path, _FLAGS)
    try:
        status = os.fstat(descriptor)
        check_is_file(status)
        data = _read(descriptor, status.st_size)
    finally:
        os.close(descriptor)
    if len(data) <= MAX_BYTES:
        return FileContent(data, status, is_complete=True)
    return FileContent(_trim_partial_character(data[:MAX_BYTES]), status, is_complete=False)


def check_is_file(status: os.stat_result) -> None:
    """Check that something is a regular file: a pipe could be waited for forever.

    Raises:
        OSError: It is a pipe, a device or a folder.
    """
    if stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EISDIR, "it is a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is a pipe or device, not a file")


def load_whole(path: str | Path) -> bytes:
    """Load a file of at most `MAX_BYTES` bytes.

    Raises:
        OSError: The file cannot be read, has more bytes, or is a pipe, a device or a folder.
        ValueError: The name is not a valid file name.
    """
    content = load_file(os.fspath(path))
    if not content.is_complete:
        raise OSError(errno.EFBIG, f"it has more than {MAX_BYTES // 1024**2} MB")
    return content.data


def _read(descriptor: int, expected: int) -> bytes:
    """Return the bytes up to the end of the file, or `MAX_BYTES + 1` of them.

    The file may have grown since its size was determined.
    """
    data = os.read(descriptor, min(expected, MAX_BYTES) + 1)
    if len(data) == expected:
        return data
    parts, size = [data], len(data)
    while data and size <= MAX_BYTES:
        data = os.read(descriptor, MAX_BYTES + 1 - size)
        parts.append(data)
        size += len(data)
    return b"".join(parts)


def _trim_partial_character(data: bytes) -> bytes:
    """Remove an incomplete UTF-8 character from the end."""
    for back in range(1, 4):
        if data[-back] >= 0xC0:
            length = 2 if data[-back] < 0xE0 else 3 if data[-back] < 0xF0 else 4
            return data if back >= length else data[:-back]
        if data[-back] < 0x80:
            break
    return data


def describe_error(error: OSError | ValueError) -> str:
    """Describe why a file or folder cannot be read, in plain words."""
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, FileNotFoundError):
        return "it no longer exists"
    if isinstance(error, OSError):
        return exhausted_resource(error) or error.strerror or str(error)
    if isinstance(error, UnicodeDecodeError):
        return "it is not encoded in UTF-8"
    return "its name is not valid"
