"""A pseudo-terminal with an emulated screen, in which the app runs as for a user."""

from __future__ import annotations

import fcntl
import os
import struct
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pexpect
import pyte

MAX_WAIT = 10
"""Seconds to wait for a condition."""
CELL = (10, 20)
"""Width and height of a cell in pixels."""


class Terminal:
    """The app on a pseudo-terminal. `raw` is everything that it has written."""

    def __init__(
        self,
        *words: object,
        columns: int = 120,
        rows: int = 40,
        code: str | None = None,
        **variables: str,
    ) -> None:
        """Start the program.

        Args:
            words: Its arguments.
            columns: Width of the terminal.
            rows: Height of the terminal.
            code: Python code to run in place of the program.
            variables: Environment variables.
        """
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self._child = pexpect.spawn(
            sys.executable,
            [*(["-m", "reader"] if code is None else ["-c", code]), *map(str, words)],
            env=os.environ | variables,
            dimensions=(rows, columns),
            timeout=MAX_WAIT,
        )
        self._set_size(columns, rows)

    @property
    def shown(self) -> str:
        """The text of the screen, in lines."""
        return "\n".join(self._screen.display)

    @property
    def process(self) -> int:
        """The id of the process."""
        return int(self._child.pid)

    def until(self, condition: Callable[[], bool]) -> None:
        """Read the output of the app until a condition is true; fail after `MAX_WAIT`."""
        end = monotonic() + MAX_WAIT
        while not condition():
            assert monotonic() < end, self.shown
            self._read()

    def until_shown(self, *texts: str) -> None:
        """Read the output of the app until the screen shows all texts."""
        self.until(lambda: all(text in self.shown for text in texts))

    def press(self, keys: str) -> None:
        """Send keys."""
        self._child.send(keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal; the app receives SIGWINCH."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def _set_size(self, columns: int, rows: int) -> None:
        """Set the size of the pseudo-terminal, in cells and in pixels."""
        size = struct.pack("HHHH", rows, columns, columns * CELL[0], rows * CELL[1])
        fcntl.ioctl(self._child.child_fd, termios.TIOCSWINSZ, size)

    def end(self) -> int | None:
        """Wait for the app to end; return its exit status, None if a signal ended it."""
        try:
            self.until(lambda: False)
        except pexpect.EOF:
            self._child.close()
        status: int | None = self._child.exitstatus
        return status

    def hang_up(self) -> None:
        """Take the terminal away from the app."""
        self._child.ptyproc.fileobj.close()

    def _read(self) -> None:
        try:
            data = self._child.read_nonblocking(65_536, MAX_WAIT)
        except pexpect.TIMEOUT as silence:
            raise AssertionError(f"no more output:\n{self.shown}") from silence
        self.raw += data
        self._stream.feed(data)


def write_news(folder: Path) -> Path:
    """Write a folder of two posts, the newer of which is long."""
    folder.mkdir(parents=True, exist_ok=True)
    body = "\n\n".join(f"## Part {part}\n\n" + "word " * 120 for part in range(1, 10))
    (folder / "tide.md").write_text(
        f"---\ntitle: The tide comes in\ndate: 2024-03-02\ncategories: [world]\n---\n{body}\n"
    )
    (folder / "gull.md").write_text(
        "---\ntitle: A gull goes out\ndate: 2024-03-01\ncategories: [world]\n---\nShort.\n"
    )
    return folder
