"""A program in a real pseudo-terminal, and the times at which it paints."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

_MAX_WAIT = 120.0
"""Seconds without output after which a program counts as stuck."""

PROJECT = Path(__file__).resolve().parent.parent


class Program:
    """A Python module that runs in a terminal of its own, started by the constructor.

    Args:
        module: Name of the module, as for `python -m`.
        words: Its command-line arguments.
        size: Columns and rows of the terminal.
        environment: Environment variables to set in addition to those of this process.
    """

    def __init__(
        self,
        module: str,
        *words: str,
        size: tuple[int, int] = (120, 40),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.started = perf_counter()
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            _execute([sys.executable, "-m", module, *words], environment or {})
        self._resize(size)
        self._output = b""

    def _resize(self, size: tuple[int, int]) -> None:
        columns, rows = size
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait_for(self, text: str) -> float:
        """Return the seconds from the start until the text is written to the terminal.

        Raises:
            TimeoutError: Nothing was written for two minutes; also raised by the other methods.
        """
        expected = text.encode()
        while expected not in self._output:
            self._read(_MAX_WAIT)
        return perf_counter() - self.started

    def press(self, key: str) -> float:
        """Return the seconds from a key until the first paint that responds to it."""
        self.settle()
        start = perf_counter()
        os.write(self._terminal, key.encode())
        self._read(_MAX_WAIT)
        return perf_counter() - start

    def press_held(self, key: str) -> float:
        """Return the seconds from a key to the next paint, without waiting for the program to
        settle, as when the key is held down."""
        while self._read(0.01):
            pass
        start = perf_counter()
        os.write(self._terminal, key.encode())
        self._read(_MAX_WAIT)
        return perf_counter() - start

    def press_until(self, key: str, text: str) -> float:
        """Return the seconds from a key until the text is painted."""
        self.settle()
        self._output = b""
        start = perf_counter()
        os.write(self._terminal, key.encode())
        while text.encode() not in self._output:
            self._read(_MAX_WAIT)
        return perf_counter() - start

    def resize_and_wait(self, size: tuple[int, int]) -> float:
        """Return the seconds from a change of size until the first paint in the new size."""
        self.settle()
        start = perf_counter()
        self._resize(size)
        self._read(_MAX_WAIT)
        return perf_counter() - start

    def settle(self, quiet: float = 0.15) -> None:
        """Read output until nothing has been written for `quiet` seconds."""
        while self._read(quiet):
            pass

    @property
    def memory(self) -> int:
        """Bytes of memory that the process takes (resident set size)."""
        status = Path(f"/proc/{self.process}/status").read_text("ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) * 1024

    def quit(self, key: str = "q") -> float:
        """Return the seconds from the key until the process has ended."""
        self.settle()
        start = perf_counter()
        os.write(self._terminal, key.encode())
        while self._read(_MAX_WAIT):
            pass
        os.waitpid(self.process, 0)
        seconds = perf_counter() - start
        os.close(self._terminal)
        return seconds

    def _read(self, timeout: float) -> bool:
        """Read the available output; return False at the end, or if none arrives in time.

        Args:
            timeout: Seconds to wait for output.
        """
        ready, _, _ = select.select([self._terminal], [], [], timeout)
        if not ready:
            if timeout == _MAX_WAIT:
                raise TimeoutError(self._output[-400:])
            return False
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:  # on Linux, the other side has been closed
            return False
        self._output += data
        return bool(data)


def _execute(command: list[str], environment: Mapping[str, str]) -> None:
    """Replace this process with the command."""
    os.chdir(PROJECT)
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    os.execvpe(command[0], command, os.environ | terminal | dict(environment))
