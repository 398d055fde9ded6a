"""A terminal with a screen: the app runs in it as it would for a reader."""

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

LONGEST_WAIT = 10
"""Seconds after which a condition counts as never met."""


CELL = (10, 20)
"""Dots of a cell."""


class Terminal:
    """The app on a pseudo-terminal. `raw` is all that it wrote, `shown` what the screen shows."""

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
            timeout=LONGEST_WAIT,
        )
        self._tell_size(columns, rows)

    @property
    def shown(self) -> str:
        """The screen as lines of text."""
        return "\n".join(self._screen.display)

    @property
    def process(self) -> int:
        """The process that runs in it."""
        return int(self._child.pid)

    def until(self, holds: Callable[[], bool]) -> None:
        """Read what the app writes until something holds; fail if it never does."""
        end = monotonic() + LONGEST_WAIT
        while not holds():
            assert monotonic() < end, self.shown
            self._read()

    def until_shown(self, *texts: str) -> None:
        """Read what the app writes until the screen shows all of the texts."""
        self.until(lambda: all(text in self.shown for text in texts))

    def press(self, keys: str) -> None:
        """Type."""
        self._child.send(keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal, which tells the app by a signal."""
        self._screen.resize(rows, columns)
        self._tell_size(columns, rows)

    def _tell_size(self, columns: int, rows: int) -> None:
        """Let the system know how large the terminal is, in dots as well."""
        size = struct.pack("HHHH", rows, columns, columns * CELL[0], rows * CELL[1])
        fcntl.ioctl(self._child.child_fd, termios.TIOCSWINSZ, size)

    def end(self) -> int | None:
        """Read until the app has ended; its exit status, None if a signal ended it."""
        try:
            self.until(lambda: False)
        except pexpect.EOF:
            self._child.close()
        status: int | None = self._child.exitstatus
        return status

    def _read(self) -> None:
        try:
            data = self._child.read_nonblocking(65_536, LONGEST_WAIT)
        except pexpect.TIMEOUT as silence:
            raise AssertionError(f"it says no more:\n{self.shown}") from silence
        self.raw += data
        self._stream.feed(data)


def write_news(folder: Path) -> Path:
    """A folder of two posts, the newer of them long."""
    folder.mkdir(parents=True, exist_ok=True)
    body = "\n\n".join(f"## Part {part}\n\n" + "word " * 120 for part in range(1, 10))
    (folder / "tide.md").write_text(
        f"---\ntitle: The tide comes in\ndate: 2024-03-02\ncategories: [world]\n---\n{body}\n"
    )
    (folder / "gull.md").write_text(
        "---\ntitle: A gull goes out\ndate: 2024-03-01\ncategories: [world]\n---\nShort.\n"
    )
    return folder
