"""A pseudo-terminal with an emulated screen, in which the app runs as for a user."""

from __future__ import annotations

import fcntl
import os
import struct
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from select import select
from time import monotonic, sleep

import pexpect
import pyte

from reader.settings import SUBSCRIPTIONS_FILE
from tests.feed_server import feed_server, stall

MAX_WAIT = 60
"""Seconds to wait for a condition, on a machine that is busy with other work."""
CELL = (10, 20)
"""Width and height of a cell in pixels."""

RESTORED = {
    b"\x1b[?1049h": b"\x1b[?1049l",  # the alternate screen
    b"\x1b[?25l": b"\x1b[?25h",  # a hidden cursor
    b"\x1b[?1000h": b"\x1b[?1000l",  # mouse reports
    b"\x1b[?2004h": b"\x1b[?2004l",  # bracketed paste
}
"""Sequences that switch on a mode, with those that switch it off."""


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
        self.attributes = self._attributes()
        """Input, output, control and local modes of the terminal at its start or end."""

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

    def press(self, keys: str | bytes) -> None:
        """Send keys."""
        self._child.send(keys if isinstance(keys, bytes) else keys.encode())

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
            self.attributes = self._attributes()
            self._child.close()
        status: int | None = self._child.exitstatus
        return status

    def send_signal(self, number: int, *, reads: bool = True) -> int:
        """Send a signal that ends the app; return the signal that did end it.

        Args:
            number: The signal.
            reads: Whether the terminal takes output until the app has ended.
        """
        os.kill(self.process, number)
        ended = self._ending_signal(self._read_rest if reads else lambda: None)
        self.attributes = self._attributes()
        self._read_rest()
        return ended

    def _read_rest(self) -> None:
        """Read what there is, without waiting."""
        with suppress(OSError):  # what the system reports at the end of the output
            while select([self._child.child_fd], [], [], 0)[0]:
                self._show(os.read(self._child.child_fd, 65_536))

    def hang_up(self) -> int:
        """Close the terminal; return the signal that ended the app."""
        terminal = self._child.ptyproc
        terminal.fileobj.close()
        # Its own `close` would send signals, and must not close the next file of that number.
        terminal.closed, terminal.fd = True, -1
        return self._ending_signal(lambda: None)

    def _attributes(self) -> list[object]:
        return termios.tcgetattr(self._child.child_fd)[:4]

    def _ending_signal(self, wait: Callable[[], object]) -> int:
        end = monotonic() + MAX_WAIT
        while not (ended := os.waitpid(self.process, os.WNOHANG))[0]:
            assert monotonic() < end, "the app is still running"
            wait()
            sleep(0.01)  # it may need the processor
        return os.WTERMSIG(ended[1])

    def _read(self) -> None:
        try:
            data = self._child.read_nonblocking(65_536, MAX_WAIT)
        except pexpect.TIMEOUT as silence:
            raise AssertionError(f"no more output:\n{self.shown}") from silence
        self._show(data)

    def _show(self, data: bytes) -> None:
        self.raw += data
        self._stream.feed(data)


def assert_restored(terminal: Terminal) -> None:
    """Assert that every mode that was switched on has been switched off."""
    for on, off in RESTORED.items():
        assert on in terminal.raw
        assert terminal.raw.rfind(off) > terminal.raw.rfind(on)
    assert b"Traceback" not in terminal.raw


@contextmanager
def app_that_fetches() -> Iterator[Terminal]:
    """Run the app while it fetches a feed from a server that does not answer."""
    folder = Path("~/Broadsheet").expanduser()
    folder.mkdir()
    with feed_server() as server:
        server.answer("/feed", stall)
        (folder / SUBSCRIPTIONS_FILE).write_text(f'[[feed]]\nurl = "{server.url("/feed")}"\n')
        terminal = Terminal(columns=100, rows=30)
        terminal.until_shown("No posts yet")
        terminal.press("r")
        terminal.until_shown("0 of 1")
        yield terminal


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
