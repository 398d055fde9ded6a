"""The child processes of the app: starting them, and passing on what they write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reader.tui.controllers.library import StartJob
from reader.tui.feeds.child import ChildCommand, ChildEnded, ChildOutput
from reader.tui.jobs import Job, JobGroup


@dataclass(frozen=True)
class _Receiver:
    on_output: Callable[[Sequence[Any]], object]
    on_end: Callable[[ChildEnded], object]


class CommandRunner:
    """Runs commands of Broadsheet as child processes, at most one of each group at a time.

    Args:
        start: Starts background jobs.
    """

    def __init__(self, start: StartJob) -> None:
        self._start = start
        self._running: dict[ChildCommand, _Receiver] = {}

    def run(
        self,
        group: JobGroup,
        job: Job[ChildCommand],
        arguments: Sequence[str],
        on_output: Callable[[Sequence[Any]], object],
        on_end: Callable[[ChildEnded], object],
    ) -> ChildCommand:
        """Run a command.

        Args:
            group: The group of its job.
            job: The job that runs it, and knows what its lines mean.
            arguments: The command and its arguments.
            on_output: Called with the values of the lines that it writes, as they arrive.
            on_end: Called once, when it has ended.
        """
        command = ChildCommand(arguments)
        self._running[command] = _Receiver(on_output, on_end)
        self._start(group, job, command)
        return command

    def on_output(self, event: ChildOutput) -> None:
        """Pass on what a command has written, unless it was dropped."""
        if receiver := self._running.get(event.command):
            receiver.on_output(event.values)

    def on_ended(self, event: ChildEnded) -> None:
        """Pass on that a command has ended, unless it was dropped."""
        if receiver := self._running.pop(event.command, None):
            receiver.on_end(event)

    def drop(self, command: ChildCommand) -> None:
        """End a command, and pass on nothing more of it."""
        self._running.pop(command, None)
        command.stop()

    def stop(self) -> None:
        """End all commands, because the app ends."""
        for command in list(self._running):
            command.stop(waits=True)
        self._running.clear()
