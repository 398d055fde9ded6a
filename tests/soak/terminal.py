"""A pseudo-terminal for a program that is sent events faster than it can respond to them."""

from __future__ import annotations

import fcntl
import os
import platform
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pyte

CELL = (10, 20)
"""Width and height of a cell in pixels."""
_MAX_BYTES = 2_000_000
"""Bytes of output to keep of a long run; enough, as a change of size repaints the screen."""
_PICTURES = re.compile(rb"\x1b[_P].*?\x1b\\", re.DOTALL)
ENTER_SCREEN, _LEAVE_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
_WAITS_FOR_INPUT = {"x86_64": "232", "aarch64": "22"}.get(platform.machine(), "")
"""Number of the system call with which the event loop waits."""
_MAX_EXIT = 30.0
"""Seconds that the process may take to end after it has closed the terminal."""


class TooSlow(Exception):  # noqa: N818 - a fact; whether it is an error depends on the caller
    """The program has not responded in time."""


class Terminal:
    """A Python program on a pseudo-terminal; its methods never wait for it without a limit.

    Args:
        arguments: Arguments for the Python interpreter.
        environment: All environment variables of the program.
        size: Columns and rows.
    """

    def __init__(
        self, arguments: Sequence[str], environment: Mapping[str, str], size: tuple[int, int]
    ) -> None:
        self.process, self._file = pty.fork()
        if self.process == 0:
            _execute([sys.executable, *arguments], environment)
        os.set_blocking(self._file, False)
        self.size = size
        self.status: int | None = None
        """Exit status, negative for a signal; None while the program runs."""
        self.peak_memory = 0
        """Bytes; known after the end."""
        self.has_drawn = False
        """Whether the program has entered the alternate screen, which the app uses."""
        self._output = bytearray()
        """The latest output."""
        self._waits = 0.0
        """Seconds that the program has waited for a processor."""
        self._sizes = [(0, size)]
        """The changes of size, each with the length of the output before it."""
        self._resize(size)

    def send(self, data: bytes, limit: float) -> None:
        """Write input. It is lost if the program has ended.

        Raises:
            TooSlow: The program did not read it within `limit` seconds.
        """
        end = self._time() + limit
        while data and self.status is None:
            readable, writable, _ = select.select([self._file], [self._file], [], 1)
            if readable:
                self._read()
            if writable and self.status is None:
                data = data[self._write(data) :]
            self.wake()
            if data and self._time() > end:
                raise TooSlow(f"the program has not read its input for {limit:g} seconds")

    def resize(self, size: tuple[int, int]) -> None:
        """Change the size; the program receives SIGWINCH."""
        if size != self.size:
            self.size = size
            self._sizes.append((len(self._output), size))
            if self.status is None:
                self._resize(size)

    def settle(self, quiet: float, limit: float) -> None:
        """Read output until there is none for `quiet` seconds and the program waits, or it ends.

        Raises:
            TooSlow: It has painted or computed for all of `limit` seconds.
        """
        end = self._time() + limit
        self.wake()
        while self.status is None:
            if select.select([self._file], [], [], quiet)[0]:
                self._read()
            elif not self._is_busy():
                break
            if self._time() > end:
                raise TooSlow(f"the program has not come to rest within {limit:g} seconds")

    def wait_for(self, data: bytes, limit: float) -> None:
        """Read until the output since the last change of size contains `data`, or the program ends.

        Raises:
            TooSlow: It was not there within `limit` seconds.
        """
        end = self._time() + limit
        while self.status is None and self._output.find(data, self._sizes[-1][0]) < 0:
            if select.select([self._file], [], [], 0.1)[0]:
                self._read()
            self.wake()
            if self._time() > end:
                raise TooSlow(f"the program has not written {data!r} within {limit:g} seconds")

    def send_signal(self, number: signal.Signals) -> None:
        """Send the program a signal. Nothing happens if it has ended."""
        if self.status is None:
            os.kill(self.process, number)

    def wake(self) -> None:
        """Continue the program if it has stopped itself, as `fg` of a shell does."""
        if self.status is not None:
            return
        with suppress(ChildProcessError):  # it has just ended, which reading will notice
            if os.waitid(os.P_PID, self.process, os.WSTOPPED | os.WNOHANG):
                os.kill(self.process, signal.SIGCONT)

    def end(self, number: signal.Signals, limit: float) -> float:
        """End the program by a signal; return the seconds that it took.

        Raises:
            TooSlow: It has not ended within `limit` seconds.
        """
        start = self._time()
        self.send_signal(number)
        while self.status is None:
            if select.select([self._file], [], [], 0.01)[0]:
                self._read()
            if self._time() > start + limit:
                raise TooSlow(f"{number.name} has not ended the program within {limit:g} seconds")
        return self._time() - start

    def _is_busy(self) -> bool:
        """Return whether the main thread has something to do, also if others have the processor.

        It waits for input in epoll; while another thread has the interpreter, it waits in futex.
        Only Linux tells it: https://man7.org/linux/man-pages/man5/proc_pid_syscall.5.html.
        """
        call = self._read_process("syscall")
        return bool(call and _WAITS_FOR_INPUT) and call[0] != _WAITS_FOR_INPUT

    def _time(self) -> float:
        """Return the seconds of a clock that stops while the program waits for a processor.

        So a busy machine does not make the program too slow. Only Linux tells the waits:
        https://docs.kernel.org/scheduler/sched-stats.html.
        """
        statistics = self._read_process("schedstat")
        if statistics:
            self._waits = max(self._waits, int(statistics[1]) / 1e9)
        return monotonic() - self._waits

    def _read_process(self, name: str) -> list[str]:
        """Return the fields of a file about the main thread; none where there is no such file."""
        with suppress(OSError):
            return Path(f"/proc/{self.process}/{name}").read_text("ascii").split()
        return []

    @property
    def memory(self) -> int:
        """Bytes of memory that the program uses now (its resident set size)."""
        command = ["ps", "-o", "rss=", "-p", str(self.process)]
        output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return int(output or 0) * 1024

    def contains(self, *texts: bytes) -> bool:
        """Return whether the latest output contains one of the texts."""
        return any(text in self._output for text in texts)

    @property
    def screen(self) -> str:
        """What the screen shows, or showed before the program left the alternate screen."""
        drawn = self._split()[0]
        screen = pyte.Screen(*self._sizes[0][1])
        stream = pyte.ByteStream(screen)
        ends = [offset for offset, _ in self._sizes[1:]]
        for (start, (columns, rows)), end in zip(self._sizes, [*ends, len(drawn)], strict=True):
            screen.resize(rows, columns)
            stream.feed(_PICTURES.sub(b"", drawn[start:end]))
        return "\n".join(line.rstrip() for line in screen.display)

    @property
    def printed(self) -> str:
        """What the program has printed since it left the alternate screen, which the app uses."""
        return self._split()[1].decode(errors="replace")

    def _split(self) -> tuple[bytes, bytes]:
        """Return the output on the alternate screen, and what follows it at the end."""
        output = bytes(self._output)
        before, mark, after = output.rpartition(_LEAVE_SCREEN)
        # The app also leaves the screen while an editor runs.
        return (before, after) if mark and ENTER_SCREEN not in after else (output, b"")

    def kill(self) -> None:
        """End the program if it still runs."""
        if self.status is None:
            os.kill(self.process, signal.SIGKILL)
            self._reap()

    def _resize(self, size: tuple[int, int]) -> None:
        columns, rows = size
        data = struct.pack("HHHH", rows, columns, columns * CELL[0], rows * CELL[1])
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, data)

    def _read(self) -> None:
        try:
            data = os.read(self._file, 1 << 16)
        except BlockingIOError:
            return
        except OSError:  # on Linux: no process has the terminal open any more
            data = b""
        if not data:
            self._reap()
            return
        self._output += data
        self.has_drawn = self.has_drawn or ENTER_SCREEN in self._output
        if len(self._output) > 2 * _MAX_BYTES:
            excess = len(self._output) - _MAX_BYTES
            del self._output[:excess]
            self._sizes = [(max(0, offset - excess), size) for offset, size in self._sizes]

    def _write(self, data: bytes) -> int:
        try:
            return os.write(self._file, data)
        except OSError:  # it is full, or the program has just ended, which reading will notice
            return 0

    def _reap(self) -> None:
        end = monotonic() + _MAX_EXIT
        process, status, usage = os.wait4(self.process, os.WNOHANG)
        while not process:
            if monotonic() > end:
                raise TooSlow(f"the process has not ended {_MAX_EXIT:g} seconds after its terminal")
            sleep(0.005)
            process, status, usage = os.wait4(self.process, os.WNOHANG)
        os.close(self._file)
        self.status = os.waitstatus_to_exitcode(status)
        self.peak_memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _execute(command: list[str], environment: Mapping[str, str]) -> None:
    """Replace this process with the command.

    Keys that arrive while the app is not in raw mode (at the start, or while an editor runs) must
    not stop or end it: Ctrl+C and Ctrl+S are keys of a soak like any other.
    """
    modes = termios.tcgetattr(0)
    modes[0] &= ~termios.IXON
    modes[3] &= ~(termios.ISIG | termios.ECHO)
    termios.tcsetattr(0, termios.TCSANOW, modes)
    os.execvpe(command[0], command, dict(environment))
