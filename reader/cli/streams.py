"""Standard streams that may be closed, full or broken, so that no command has to care.

A closed stream is replaced before anything is opened: the next file would get its number, and what
is printed would be written into a database.
"""

from __future__ import annotations

import errno
import io
import os
import select
import sys
from contextlib import suppress
from typing import Any, TextIO

from reader.posts.errors import ReaderError

STDIN, STDOUT, STDERR = range(3)
_MODES = {STDIN: os.O_RDONLY, STDOUT: os.O_RDONLY, STDERR: os.O_WRONLY}
"""How a closed stream is opened. Writing to standard output then fails, as while it was closed."""


class ClosedOutput(Exception):  # noqa: N818 - not an error: `head` closes a pipe when it has enough
    """The other end of standard output was closed."""


def use_safe_streams() -> None:
    """Replace `sys.stdin`, `sys.stdout` and `sys.stderr` by streams that always exist.

    Writing to standard output raises `ClosedOutput` or ReaderError when it fails for the first
    time, and does nothing afterwards. Writing to standard error never fails.
    """
    if os.name != "posix":
        return  # the console of Windows has streams of its own
    for number, mode in _MODES.items():
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, mode), True)  # gets the lowest free number
    if sys.stdin is None:
        sys.stdin = open(STDIN, closefd=False)  # noqa: SIM115 - stays open
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # what is typed may be in another encoding
    sys.stdout = _text(_Output(STDOUT, "w", closefd=False), sys.stdout)
    sys.stderr = _text(_ErrorOutput(STDERR, "w", closefd=False), sys.stderr)


def _text(raw: io.FileIO, former: TextIO | None) -> io.TextIOWrapper:
    """Return a text stream like the one that it replaces, if that was open."""
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=None if former is None else former.encoding,
        errors="backslashreplace" if former is None else former.errors,
        line_buffering=raw.fileno() == STDERR or raw.isatty(),
    )


class _Output(io.FileIO):
    """Standard output. Its errors are told apart from those of files."""

    _has_failed = False

    def write(self, data: Any, /) -> int:
        if self._has_failed:
            return memoryview(data).nbytes
        try:
            while (written := super().write(data)) is None:
                select.select([], [self], [])  # another program has made it non-blocking
        except BrokenPipeError:
            self._has_failed = True
            raise ClosedOutput from None
        except OSError as error:
            self._has_failed = True
            reason = "it is closed" if error.errno == errno.EBADF else error.strerror
            raise ReaderError(f"The output cannot be written: {reason}.") from error
        return written


class _ErrorOutput(io.FileIO):
    """Standard error. There is no place to report that it cannot be written."""

    def write(self, data: Any, /) -> int:
        with suppress(OSError):
            super().write(data)
        return memoryview(data).nbytes
