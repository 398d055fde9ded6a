"""The job that runs a fetch."""

from __future__ import annotations

from reader.feeds.events import parse_event
from reader.library.events import IsCancelled
from reader.tui.feeds.child import ChildCommand, EmitChild


def run(command: ChildCommand, emit: EmitChild, _: IsCancelled) -> None:
    """Run a command that fetches; its values are the events that it writes."""
    command.run(parse_event, emit)
