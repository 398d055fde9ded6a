"""A program in a real pseudo-terminal, and when it has painted what."""

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

_LONGEST = 120.0
"""Seconds after which a program counts as stuck."""

PROJECT = Path(__file__).resolve().parent.parent


class Program:
    """Runs a Python module in a terminal of its own, from the moment of its making."""

    def __init__(
        self,
        module: str,
        *words: str,
        size: tuple[int, int] = (120, 40),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.began = perf_counter()
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            _become([sys.executable, "-m", module, *words], environment or {})
        self._resize(size)
        self._written = b""

    def _resize(self, size: tuple[int, int]) -> None:
        columns, rows = size
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def until(self, text: str) -> float:
        """Seconds from the start until the text has been written to the terminal."""
        wanted = text.encode()
        while wanted not in self._written:
            self._read(_LONGEST)
        return perf_counter() - self.began

    def press(self, key: str) -> float:
        """Seconds from a key until the first paint that answers it."""
        self.settle()
        began = perf_counter()
        os.write(self._terminal, key.encode())
        self._read(_LONGEST)
        return perf_counter() - began

    def press_held(self, key: str) -> float:
        """Seconds from a key to the next paint, as the key repeats: nothing is waited for."""
        while self._read(0.01):
            pass
        began = perf_counter()
        os.write(self._terminal, key.encode())
        self._read(_LONGEST)
        return perf_counter() - began

    def press_for(self, key: str, text: str) -> float:
        """Seconds from a key until a text has been painted."""
        self.settle()
        self._written = b""
        began = perf_counter()
        os.write(self._terminal, key.encode())
        while text.encode() not in self._written:
            self._read(_LONGEST)
        return perf_counter() - began

    def resize_for(self, size: tuple[int, int]) -> float:
        """Seconds from another size until the first paint of it."""
        self.settle()
        began = perf_counter()
        self._resize(size)
        self._read(_LONGEST)
        return perf_counter() - began

    def settle(self, quiet: float = 0.15) -> None:
        """Read until nothing has been written for so many seconds."""
        while self._read(quiet):
            pass

    @property
    def memory(self) -> int:
        """Bytes that the process has in memory."""
        status = Path(f"/proc/{self.process}/status").read_text("ascii")
        line = next(it for it in status.splitlines() if it.startswith("VmRSS"))
        return int(line.split()[1]) * 1024

    def quit(self, key: str = "q") -> float:
        """Seconds from the key to the end of the process."""
        self.settle()
        began = perf_counter()
        os.write(self._terminal, key.encode())
        while self._read(_LONGEST):
            pass
        os.waitpid(self.process, 0)
        took = perf_counter() - began
        os.close(self._terminal)
        return took

    def _read(self, patience: float) -> bool:
        """Read what there is; false after so many seconds without anything, or at the end."""
        ready, _, _ = select.select([self._terminal], [], [], patience)
        if not ready:
            if patience == _LONGEST:
                raise TimeoutError(self._written[-400:])
            return False
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:  # how Linux says that the other side is closed
            return False
        self._written += data
        return bool(data)


def _become(command: list[str], environment: Mapping[str, str]) -> None:
    os.chdir(PROJECT)
    plain = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    os.execvpe(command[0], command, os.environ | plain | dict(environment))
