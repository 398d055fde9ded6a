"""The job that runs a command that writes JSON."""

from __future__ import annotations

from reader.library.events import IsCancelled
from reader.tui.feeds.child import ChildCommand, EmitChild, parse_object


def run(command: ChildCommand, emit: EmitChild, _: IsCancelled) -> None:
    """Run a command that writes an object of JSON per line; its values are these objects."""
    command.run(parse_object, emit)
