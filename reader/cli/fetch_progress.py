"""How far a fetch is, as one line at the bottom of a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Column
from rich.text import Text

from reader.cli import output
from reader.feeds.events import FeedFailed, FeedFetched, FeedPostponed, FetchEvent, FetchStarted
from reader.text.clean import clean_line
from reader.text.wrap import truncate

_MAX_BAR_WIDTH = 20


class FetchDisplay(Protocol):
    """Shows lines about a fetch, and how far it is. Within a `with` block it is on the screen."""

    def write(self, lines: Iterable[str]) -> None: ...
    def advance(self, event: FetchEvent) -> None: ...


class PlainDisplay(nullcontext[None]):
    """Writes lines only, for pipes and screen readers."""

    def write(self, lines: Iterable[str]) -> None:
        """Write lines."""
        output.write_lines(lines)

    def advance(self, event: FetchEvent) -> None:
        """Show nothing."""


class ProgressDisplay:
    """Draws a line such as `34 of 200 · 12 new · Kottke` with a bar, and writes lines above it.

    It is a context manager; the line disappears at its end.
    """

    def __init__(self, console: Console | None = None) -> None:
        console = console or Console(legacy_windows=False)
        self._bar_width = min(console.width // 4, _MAX_BAR_WIDTH)
        self._progress = Progress(
            BarColumn(bar_width=self._bar_width),
            # Names of feeds may contain markup of rich.
            TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True)),
            console=console,
            auto_refresh=False,
            transient=True,
        )
        self._task = self._progress.add_task("", total=None)
        self._total = 0
        self._done = 0
        self._new = 0

    def __enter__(self) -> ProgressDisplay:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def write(self, lines: Iterable[str]) -> None:
        """Write lines above the progress."""
        for line in lines:
            self._progress.console.print(Text(clean_line(line), overflow="fold"))

    def advance(self, event: FetchEvent) -> None:
        """Draw how far the fetch is after an event."""
        match event:
            case FetchStarted():
                self._total = event.feeds
                self._draw("")
            case FeedFetched():
                self._done += 1
                self._new += event.new
                self._draw(event.title)
            case FeedFailed() | FeedPostponed():
                self._done += 1
                self._draw(event.title)

    def _draw(self, title: str) -> None:
        parts = [f"{self._done} of {self._total}", f"{self._new:,} new", clean_line(title)]
        # The last cell stays free for the `^C` that a terminal may write after the line: it would
        # begin another line, and the wrong one would be erased.
        width = max(self._progress.console.width - self._bar_width - 4, 1)
        self._progress.update(
            self._task,
            description=truncate(" · ".join(filter(None, parts)), width),
            completed=self._done,
            total=self._total,
            refresh=True,
        )
