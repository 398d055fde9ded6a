"""ParseResult one file: once, bounded, and only if it is a plain file."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass

MAX_BYTES = 8 * 1024 * 1024
"""A longer file is read up to here."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True)
class FileContent:
    """What a file held when it was read."""

    data: bytes
    status: os.stat_result
    """As it was just before the file was read."""
    is_complete: bool

    @property
    def modified(self) -> float:
        """When the file was last changed, in seconds since 1970."""
        return self.status.st_mtime


def load_file(path: str) -> FileContent:
    """Read a file's bytes, at most `MAX_BYTES` of them.

    Raises:
        OSError: It cannot be read, or is a pipe, a device or a folder.
        ValueError: No file can have such a name.
    """
    descriptor = os.open(path, _FLAGS)  # without blocking, in case a pipe has taken its place
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("it is a folder, pipe or device, not a file")
        data = _read(descriptor, status.st_size)
    finally:
        os.close(descriptor)
    if len(data) <= MAX_BYTES:
        return FileContent(data, status, is_complete=True)
    return FileContent(_whole_characters(data[:MAX_BYTES]), status, is_complete=False)


def _read(descriptor: int, expected: int) -> bytes:
    """The bytes up to the end, or one more than the most; a file may have grown meanwhile."""
    data = os.read(descriptor, min(expected, MAX_BYTES) + 1)
    if len(data) == expected:
        return data
    parts, size = [data], len(data)
    while data and size <= MAX_BYTES:
        data = os.read(descriptor, MAX_BYTES + 1 - size)
        parts.append(data)
        size += len(data)
    return b"".join(parts)


def _whole_characters(data: bytes) -> bytes:
    """UTF-8 cut within a character, without the piece of it."""
    for back in range(1, 4):
        if data[-back] >= 0xC0:
            length = 2 if data[-back] < 0xE0 else 3 if data[-back] < 0xF0 else 4
            return data if back >= length else data[:-back]
        if data[-back] < 0x80:
            break
    return data


def describe_error(error: OSError | ValueError) -> str:
    """Why a file or folder cannot be read, in plain words."""
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, FileNotFoundError):
        return "it no longer exists"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return "its name is not valid"
