"""Groups of commands whose modules are imported only when they are needed."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group of commands that imports the module of a command only when it is needed.

    Args:
        modules: The modules of the commands, by name and in the order of the help. Each defines its
            command as `command`.
    """

    def __init__(self, *args: Any, modules: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - named by click
        """Return the names of the commands in the order of the help."""
        return list(self._modules)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - named by click
        cmd_name: str,
    ) -> click.Command | None:
        """Return the command with a name; None if there is none."""
        return load_command(self._modules[cmd_name]) if cmd_name in self._modules else None


def load_command(module: str) -> click.Command:
    """Import a module of a command, and return the command."""
    command = import_module(module).command
    assert isinstance(command, click.Command)
    return command
