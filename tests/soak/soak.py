"""Run the program in a terminal, and send it random events until it fails or has survived them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from time import monotonic

from .events import Event, random_events
from .terminal import Terminal, TooSlow

PROJECT = Path(__file__).resolve().parents[2]
FIRST_SIZE = (120, 40)
CHECK_INTERVAL = 50
"""Events between changes of size that the program has to answer. A failure lists as many events."""
QUIT_INTERVAL = 1_000
"""Events between restarts, which also check that the program still responds to keys."""
_QUIET = 0.03
"""Seconds without output after which an event counts as handled."""
_LONG_QUIET = 0.15
_MAX_SETTLE = 1.0

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
        seconds: How long it took.
        failure: What failed, with all that helps to reproduce it; None if nothing did.
    """

    events: int
    restarts: int
    peak_memory: int
    seconds: float
    failure: str | None


class Soak:
    """A soak of one folder of posts.

    Args:
        posts: The folder of posts.
        home: An empty folder that serves as the home folder.
        seed: Determines all events.
        program: Arguments for the Python interpreter, to which the folder is added.
        limit: Seconds within which the program has to respond.
    """

    def __init__(
        self,
        posts: Path,
        home: Path,
        *,
        seed: int,
        program: Sequence[str] = ("-m", "reader"),
        limit: float = 60,
    ) -> None:
        self._arguments = [*program, str(posts)]
        self._home = home
        self._seed = seed
        self._limit = limit
        self._rng = Random(f"starts of {seed}")
        self._events: deque[Event] = deque(maxlen=CHECK_INTERVAL)
        self._sent = 0
        self._starts = 0
        self._peak_memory = 0
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
                if self._sent % QUIT_INTERVAL == 0:
                    self._quit()
                    self._start(self._terminal.size)
            self._quit()
        except (Failed, TooSlow) as error:
            failure = self._describe(str(error))
        finally:
            self._terminal.kill()
        self._peak_memory = max(self._peak_memory, self._terminal.peak_memory)
        seconds = monotonic() - start
        return Result(self._sent, self._starts - 1, self._peak_memory, seconds, failure)

    def _start(self, size: tuple[int, int]) -> None:
        self._starts += 1
        # Nothing is fetched from the web. All drivers for pictures are used.
        protocol = self._rng.choice(("auto", "blocks", "kitty", "sixel"))
        config = self._home / "config" / "broadsheet" / "config.toml"
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(f'remote_images = "never"\nimage_protocol = "{protocol}"\n', "utf-8")
        self._terminal = Terminal(self._arguments, self._environment(), size)
        # Keys that are typed before the first paint must do no harm either.
        if self._rng.random() < 0.8:
            self._terminal.wait_for(b"\x1b[?1049h", self._limit)

    def _environment(self) -> dict[str, str]:
        folders = {f"XDG_{name}_HOME": str(self._home / name.lower()) for name in _XDG_FOLDERS}
        return folders | {
            "BROWSER": "true",
            "COLORTERM": "truecolor",
            "EDITOR": "true",
            "HOME": str(self._home),
            "LC_ALL": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(PROJECT),
            "TERM": "xterm-256color",
            "TZ": "UTC",
        }

    def _send(self, event: Event) -> None:
        self._sent += 1
        self._events.append(event)
        if event.size:
            self._terminal.resize(event.size)
        self._terminal.send(event.data, self._limit)
        self._settle(_QUIET if event.settles else 0)
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
            terminal.resize((columns - 1, rows))
            terminal.wait_for(b"\x1b[", self._limit)
            terminal.resize((columns, rows))
        self._restart_if_ended()

    def _restart_if_ended(self) -> None:
        if self._terminal.status is not None:
            self._check_end()
            self._start(self._terminal.size)

    def _quit(self) -> None:
        """Press Ctrl+Q, which closes dialogs and quits, and fail if the program does not end."""
        end = monotonic() + self._limit
        while self._terminal.status is None:
            if monotonic() > end:
                raise Failed(f"Ctrl+Q has not ended the program for {self._limit:g} seconds")
            self._terminal.send(b"\x11", self._limit)
            self._settle(_LONG_QUIET)
        self._check_end()

    def _check_end(self) -> None:
        terminal = self._terminal
        self._peak_memory = max(self._peak_memory, terminal.peak_memory)
        if terminal.status:
            raise Failed(f"the program ended with status {terminal.status}")
        for word in _WORDS:
            if word in terminal.printed:
                raise Failed(f"the program printed {word!r}")
        if self._reports():
            raise Failed("the program wrote a report of an internal error")
        self._check_messages()

    def _check_messages(self) -> None:
        for message in _MESSAGES:
            if self._terminal.contains(message):
                raise Failed(f"the screen shows {message.decode()!r}")

    def _reports(self) -> list[Path]:
        return sorted((self._home / "state" / "broadsheet" / "reports").glob("*.txt"))

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


_XDG_FOLDERS = ("CACHE", "CONFIG", "DATA", "STATE")
