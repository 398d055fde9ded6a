"""Commands of Broadsheet that the app runs as child processes.

A fetch takes long and parses much. In a process of its own it makes no key wait, and a crash of it
leaves the app alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import IO, Any

from reader.text.clean import one_line

# -P: a folder called `reader` where the app was started is not to be imported.
PROGRAM: Sequence[str] = (sys.executable, "-P", "-m", "reader")
"""What runs Broadsheet."""
PATIENCE = 0.2
"""Seconds that a process gets to end before it is killed."""
_CHUNK = 1 << 16
_MAX_LINE = 1 << 20
"""Maximum length of a line, in bytes; longer ones are garbage and are dropped."""
_MAX_ERROR = 4_000
"""Number of bytes at the end of the error output that are read."""
_ERROR_PREFIX = "Error: "
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows opens a console otherwise

EmitChild = Callable[["ChildOutput | ChildEnded"], object]


class ChildCommand:
    """A command of Broadsheet in a child process.

    Args:
        arguments: The command and its arguments.
        program: What is run with these arguments; Broadsheet itself by default.
    """

    def __init__(self, arguments: Sequence[str], program: Sequence[str] | None = None) -> None:
        self.arguments = tuple(arguments)
        self._program = tuple(program or PROGRAM)
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False
        self._lock = Lock()

    def run(self, parse: Callable[[str], Any], emit: EmitChild) -> None:
        """Run the command until it ends; emit `ChildOutput` again and again, then `ChildEnded`.

        Its standard error is kept away from the terminal. The last line of it is the message of
        `ChildEnded`.

        Args:
            parse: Returns the value of a line; None if it is to be ignored.
            emit: Receives the events, in this thread.
        """
        with tempfile.TemporaryFile() as errors:
            try:
                process = self._start(errors)
            except OSError as error:
                emit(ChildEnded(self, None, f"Broadsheet cannot start itself: {error}"))
                return
            if process is None:
                emit(ChildEnded(self, None, ""))
                return
            with process:
                assert process.stdout is not None
                for lines in _read_lines(process.stdout):
                    values = [value for line in lines if (value := parse(line)) is not None]
                    if values:
                        emit(ChildOutput(self, values))
            emit(ChildEnded(self, process.returncode, _last_line(errors)))

    def _start(self, errors: IO[bytes]) -> subprocess.Popen[bytes] | None:
        """Start the process; None if it was stopped before."""
        with self._lock:
            if self._is_stopped:
                return None
            self._process = subprocess.Popen(  # noqa: S603 - our own program, and no shell
                [*self._program, *self.arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                creationflags=_NO_WINDOW,
            )
            return self._process

    @property
    def is_stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._is_stopped

    def stop(self, *, waits: bool = False) -> None:
        """End the process, in whatever it is doing. `ChildEnded` follows.

        Args:
            waits: Whether to wait for its end, at most for `PATIENCE`, after which it is killed.
        """
        with self._lock:
            self._is_stopped = True
            process = self._process
        if process is None or process.poll() is not None:
            return
        with suppress(OSError):
            process.terminate()
            if waits:
                try:
                    process.wait(PATIENCE)
                except subprocess.TimeoutExpired:
                    process.kill()


@dataclass(frozen=True)
class ChildOutput:
    """A child process wrote lines."""

    command: ChildCommand
    values: Sequence[Any]
    """What the lines mean, as its parser returned it; at least one."""


@dataclass(frozen=True)
class ChildEnded:
    """A child process ended, or could not be started."""

    command: ChildCommand
    status: int | None
    """Its exit status, negative after a signal; None if it was not started."""
    message: str
    """The last line that it wrote to standard error, as one clean line; empty without one."""


def parse_object(line: str) -> dict[str, Any] | None:
    """Return the object of a line of JSON; None if there is none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _read_lines(stream: IO[bytes]) -> Iterator[list[str]]:
    """Yield the lines that have arrived, as many at once as there are: a fetch writes thousands."""
    rest = b""
    while chunk := stream.read1(_CHUNK):  # type: ignore[attr-defined]
        *lines, rest = (rest + chunk).split(b"\n")
        yield [line.decode("utf-8", "replace") for line in lines]
        if len(rest) > _MAX_LINE:
            rest = b""


def _last_line(errors: IO[bytes]) -> str:
    """Return the last line of an error output without the word that click puts before it."""
    size = errors.seek(0, 2)
    errors.seek(max(0, size - _MAX_ERROR))
    lines = errors.read().decode("utf-8", "replace").splitlines()
    last = next((line for line in reversed(lines) if line.strip()), "")
    return one_line(last).removeprefix(_ERROR_PREFIX)
