"""Run the program in a terminal, and send it random events until it fails or has survived them."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from time import monotonic, sleep

from tests.child_python import python_path

from .events import Event, random_events
from .file_changes import FileChanges
from .marks_model import Journal
from .terminal import ENTER_SCREEN, Terminal, TooSlow

PROJECT = Path(__file__).resolve().parents[2]
FIRST_SIZE = (120, 40)
NOWHERE = "http://127.0.0.1:9"
"""The discard port of this machine, where nobody listens."""
CHECK_INTERVAL = 200
"""Events between changes of size that the program has to answer. A failure lists as many events."""
RESTART_INTERVAL = 25_000
"""Events between restarts. The program is ended by SIGTERM, or by keys, in turns."""
MEMORY_INTERVAL = 1_000
"""Events between two measurements of memory."""
WARM_UP = 5_000
"""Events after which the memory of a program may no longer grow beyond `MAX_MEMORY`."""
MAX_MEMORY = 256 * 2**20
"""Bytes that the program may use after `WARM_UP`, with 2,000 posts."""
_QUIET = 0.03
"""Seconds without output after which events count as handled, if the program waits for input."""
_LONG_QUIET = 0.15
_MAX_SETTLE = 0.05
"""Seconds to wait for the program between bursts. If it is busy for longer, the next burst meets it
at work, and it catches up before the next change of size."""
_STACKS_WAIT = 1.5
"""Seconds for a program that hangs to write its stacks."""

# Posts can contain any words, so only these complete messages are searched for on the screen: that
# of a job that failed, and that of a file that failed to load.
_MESSAGES = (b"This could not be loaded", b"internal error in Broadsheet")
_WORDS = ("internal error", "Traceback")
"""What may not be printed outside the screen of the app."""


class Failed(Exception):  # noqa: N818 - a result; the text names what was wrong
    """The program has failed."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a soak has found.

    Attributes:
        events: Number of events that were sent.
        restarts: How often the program was started again after it had quit.
        peak_memory: Highest memory of a process in bytes (resident set size).
        memory: Memory in bytes after each `MEMORY_INTERVAL` events.
        slowest_end: Longest time from SIGTERM to the end of the program, in seconds.
        commands: Number of commands that have changed marks, or could have.
        seconds: How long it took.
        failure: What failed, with all that helps to reproduce it; None if nothing did.
    """

    events: int
    restarts: int
    peak_memory: int
    memory: Sequence[int]
    slowest_end: float
    commands: int
    seconds: float
    failure: str | None


class Soak:
    """A soak of one folder of posts.

    Args:
        posts: The folder of posts. Its files are changed.
        home: An empty folder that serves as the home folder.
        seed: Determines all events.
        program: Arguments for the Python interpreter, to which the folder is added.
        limit: Seconds within which the program has to respond.
        end_limit: Seconds within which SIGTERM has to end it.
        report: Called with each measurement of memory: the number of events so far, and bytes.
    """

    def __init__(
        self,
        posts: Path,
        home: Path,
        *,
        seed: int,
        program: Sequence[str] = ("-m", "tests.soak.recorded_program"),
        limit: float = 60,
        end_limit: float = 1,
        report: Callable[[int, int], object] = lambda _events, _memory: None,
    ) -> None:
        # The program saves marks under the real paths of posts.
        posts = posts.resolve()
        self._arguments = [*program, str(posts)]
        self._home = home
        self._seed = seed
        self._limit = limit
        self._end_limit = end_limit
        self._report = report
        self._rng = Random(f"starts of {seed}")
        self._events: deque[Event] = deque(maxlen=CHECK_INTERVAL)
        self._files = FileChanges(posts)
        self._journal = Journal(home / "journal")
        self._journal.path.touch()
        self._sent = 0
        self._sent_to_program = 0
        """Events since the last start."""
        self._starts = 0
        self._peak_memory = 0
        self._memory: list[int] = []
        self._slowest_end = 0.0
        self._terminal: Terminal
        """The running program, or the last one."""

    def run(self, count: int) -> Result:
        """Send a number of events. The program is started again whenever it quits."""
        start = monotonic()
        failure = None
        try:
            self._start(FIRST_SIZE)
            for event in islice(random_events(self._seed, FIRST_SIZE), count):
                self._send(event)
                if self._sent % CHECK_INTERVAL == 0:
                    self._check_resize()
                if self._sent % MEMORY_INTERVAL == 0:
                    self._check_memory()
                if self._sent % RESTART_INTERVAL == 0 and self._sent < count:
                    self._rng.choice((self._quit, self._terminate))()
                    self._start(self._terminal.size)
            self._files.finish()
            self._terminate()
        except Failed as error:
            failure = self._describe(str(error))
        except TooSlow as error:
            failure = self._describe(f"{error}.\n{self._stacks()}")
        finally:
            self._terminal.kill()
        return Result(
            events=self._sent,
            restarts=self._starts - 1,
            peak_memory=max(self._peak_memory, self._terminal.peak_memory),
            memory=self._memory,
            slowest_end=self._slowest_end,
            commands=self._journal.commands,
            seconds=monotonic() - start,
            failure=failure,
        )

    def _start(self, size: tuple[int, int]) -> None:
        self._starts += 1
        self._sent_to_program = 0
        self._files.finish()
        # Nothing is fetched from the web. All drivers for pictures are used.
        protocol = self._rng.choice(("auto", "blocks", "kitty", "sixel"))
        config = self._home / "config" / "broadsheet" / "config.toml"
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(f'remote_images = "never"\nimage_protocol = "{protocol}"\n', "utf-8")
        self._terminal = Terminal(self._arguments, self._environment(), size)
        # Keys that are typed before the first paint must do no harm either.
        if self._rng.random() < 0.8:
            self._terminal.wait_for(ENTER_SCREEN, self._limit)

    def _environment(self) -> dict[str, str]:
        folders = {f"XDG_{name}_HOME": str(self._home / name.lower()) for name in _XDG_FOLDERS}
        return folders | {
            "BROADSHEET_SOAK_JOURNAL": str(self._journal.path),
            "BROWSER": "true",
            "COLORTERM": "truecolor",
            "EDITOR": "true",
            "HOME": str(self._home),
            "LC_ALL": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "PYTHONPATH": python_path(PROJECT),
            "TERM": "xterm-256color",
            # Fewer paints than by default: they take most of the time. Still more than one in the
            # pause after which an event counts as handled.
            "TEXTUAL_FPS": "60",
            # An address that somebody types, or that the dialog for feeds guesses, leads nowhere.
            "http_proxy": NOWHERE,
            "https_proxy": NOWHERE,
            "TZ": "UTC",
        }

    def _send(self, event: Event) -> None:
        self._sent += 1
        self._sent_to_program += 1
        self._events.append(event)
        if event.size:
            self._terminal.resize(event.size)
        for number in event.signals:
            self._terminal.send_signal(number)
        # Without its folder, a program that has not opened it yet rightly ends.
        if event.change and self._terminal.has_drawn:
            self._files.make(event.change, event.number)
        self._terminal.send(event.data, self._limit)
        if event.settles:
            self._settle(_QUIET)
        self._files.step()
        self._restart_if_ended()

    def _settle(self, quiet: float) -> None:
        """Read output until the program has handled its input, or for a moment if it is busy."""
        with suppress(TooSlow):  # whether it comes to rest is checked at intervals
            self._terminal.settle(quiet, _MAX_SETTLE)

    def _check_resize(self) -> None:
        """Fail if the program does not come to rest, or does not answer a change of size."""
        terminal = self._terminal
        columns, rows = terminal.size
        terminal.settle(_QUIET, self._limit)
        self._check_messages()
        if terminal.status is None:
            terminal.resize((columns - 1 or columns + 1, rows))
            terminal.wait_for(b"\x1b[", self._limit)
            terminal.resize((columns, rows))
        self._restart_if_ended()

    def _check_memory(self) -> None:
        """Fail if the program uses too much memory."""
        memory = self._terminal.memory
        self._memory.append(memory)
        self._report(self._sent, memory)
        if self._sent_to_program > WARM_UP and memory > MAX_MEMORY:
            raise Failed(
                f"the program uses {memory / 2**20:.0f} MiB after {self._sent_to_program:,} events,"
                f" more than {MAX_MEMORY / 2**20:.0f}"
            )

    def _restart_if_ended(self) -> None:
        if self._terminal.status is not None:
            self._check_end()
            self._start(self._terminal.size)

    def _quit(self) -> None:
        """Press Ctrl+Q, which quits from everywhere, and fail if the program does not end."""
        end = monotonic() + self._limit
        while self._terminal.status is None:
            if monotonic() > end:
                raise Failed(f"Ctrl+Q has not ended the program for {self._limit:g} seconds")
            self._terminal.send(b"\x11", self._limit)
            self._settle(_LONG_QUIET)
        self._check_end()

    def _terminate(self) -> None:
        """End the program by SIGTERM, and fail if it does not end in time."""
        self._settle(_LONG_QUIET)
        seconds = self._terminal.end(signal.SIGTERM, self._end_limit)
        self._slowest_end = max(self._slowest_end, seconds)
        self._check_end()

    def _check_end(self) -> None:
        terminal = self._terminal
        self._peak_memory = max(self._peak_memory, terminal.peak_memory)
        if terminal.status not in _GOOD_STATUSES:
            raise Failed(f"the program ended with status {terminal.status}")
        for word in _WORDS:
            if word in terminal.printed:
                raise Failed(f"the program printed {word!r}")
        if self._reports():
            raise Failed("the program wrote a report of an internal error")
        self._check_messages()
        differences = self._journal.differences(self._home / "data" / "broadsheet" / "marks.db")
        if differences:
            raise Failed("the saved marks are wrong: " + "; ".join(differences))

    def _check_messages(self) -> None:
        for message in _MESSAGES:
            if self._terminal.contains(message):
                raise Failed(f"the screen shows {message.decode()!r}")

    def _reports(self) -> list[Path]:
        return sorted((self._home / "state" / "broadsheet" / "reports").glob("*.txt"))

    def _stacks(self) -> str:
        """Return what the threads of a program that no longer responds are doing."""
        path = Path(f"{self._journal.path}.stacks")
        if not path.exists() or self._terminal.status is not None:
            return ""
        self._terminal.send_signal(signal.SIGUSR1)
        sleep(_STACKS_WAIT)
        return path.read_text("utf-8")

    def _describe(self, reason: str) -> str:
        first = self._sent - len(self._events) + 1
        parts = [
            f"Seed {self._seed}, event {self._sent}: {reason}.",
            "The last events:",
            *(f"{number:6} {event}" for number, event in enumerate(self._events, first)),
            f"The screen, {self._terminal.size[0]}x{self._terminal.size[1]}:",
            self._terminal.screen,
            "Printed after it:",
            self._terminal.printed.strip(),
        ]
        for path in self._reports():
            parts += [f"{path.name}:", path.read_text("utf-8")]
        return "\n".join(parts)


_GOOD_STATUSES = (0, -signal.SIGTERM, 128 + signal.SIGTERM)
_XDG_FOLDERS = ("CACHE", "CONFIG", "DATA", "STATE")
