"""Words to commands: the first word may name one, all other words are folders to open."""

from __future__ import annotations

import io
import os
import sys
import time
from importlib import import_module
from typing import Any

import click

import reader
from reader.cli import INTERRUPTED
from reader.cli.output import ClosedOutput
from reader.posts.errors import ReaderError
from reader.settings import load_settings
from reader.text.clean import clean_text

COMMANDS = {
    "list": "reader.cli.commands.list",
    "show": "reader.cli.commands.show",
    "search": "reader.cli.commands.search",
    "check": "reader.cli.commands.check",
    "cache": "reader.cli.commands.cache",
    "config": "reader.cli.commands.config",
    "marks": "reader.cli.commands.marks",
}
"""Each command's name and its module, which holds it as `command`. Opening the app is the command
that has no name."""

OPEN = "reader.cli.commands.open"

CLOSED_OUTPUT = 141
"""The status that a shell gives a process which SIGPIPE has ended."""

EXAMPLES = """\b
Examples:
  broadsheet                            open the sample posts
  broadsheet ~/news                     open a folder of posts
  broadsheet ~/news ~/blog/_posts       open two folders as one
  broadsheet ~/news/tide.md             read a post, with its folder around it
  broadsheet ./list                     open a folder that is called like a command
  broadsheet list ~/news --json         every post as JSON, newest first
  broadsheet show ~/news world/tide.md  one article, as text
  broadsheet search "cup final" ~/news  the posts with these words
  broadsheet check ~/news               what is wrong with which file
  broadsheet config                     the settings that hold, and where they come from
  broadsheet marks > marks.json         what was read and starred, as JSON
  broadsheet cache --clear              forget what was kept for an instant start
"""


class Refusal(click.ClickException):
    """What was asked for cannot be done; nothing was printed but this one message."""

    exit_code = 2


class CommandLine(click.Group):
    """A group of commands whose modules are imported only when one is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - named by click
        """The commands' names, in the order of the help."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - named by click
        cmd_name: str,
    ) -> click.Command | None:
        """The command of that name; None where it is a folder's."""
        return _load(COMMANDS[cmd_name]) if cmd_name in COMMANDS else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options stop at a command's name; among folders they may stand anywhere."""
        first_word = next((word for word in args if not word.startswith("-")), None)
        ctx.allow_interspersed_args = first_word not in COMMANDS
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names, else the app with every word as a folder."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        command = _load(OPEN)
        return command.name, command, args

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; what Broadsheet raises on purpose becomes a message instead of a traceback."""
        ctx.obj = load_settings()
        _use_time_zone(ctx.obj.settings.time_zone)
        try:
            return super().invoke(ctx)
        except ReaderError as error:
            raise Refusal(str(error)) from error

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Both forms: folders, or a command."""
        formatter.write_usage(ctx.command_path, "[FOLDER|FILE]...")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix="       ")


@click.group(cls=CommandLine, invoke_without_command=True, epilog=EXAMPLES)
@click.version_option(reader.__version__, message="%(prog)s %(version)s")
@click.option(
    "--plain",
    is_flag=True,
    help="Print line after line, for screen readers; TERM=dumb does the same.",
)
@click.pass_context
def command_line(ctx: click.Context, plain: bool) -> None:  # noqa: ARG001 - read by the app's command
    """Read a folder of Markdown posts as a newspaper in the terminal.

    Opens the posts of every FOLDER, at any depth, as one newspaper; of a FILE, the folder that it
    lies in, and goes straight into its article. Without either it opens the folders that the
    settings name, else the sample posts. A first word that names a command is that command: write
    ./list for a folder of that name.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(_load(OPEN), folders=())


def run(arguments: list[str]) -> int:
    """Carry out a command line and give its exit status; messages go to standard error."""
    try:
        status = command_line.main(arguments, prog_name="broadsheet", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except ClosedOutput:
        return CLOSED_OUTPUT
    except click.ClickException as error:
        message = io.StringIO()
        error.show(message)
        # A message repeats what was typed, and a shell types a hostile file's name for `*`.
        sys.stderr.write(clean_text(message.getvalue()))
        return error.exit_code
    return int(status or 0)


def _use_time_zone(name: str | None) -> None:
    """Show all times in that zone from now on, in this process and those that it starts."""
    if name is not None:
        os.environ["TZ"] = name
        time.tzset()


def _load(module: str) -> click.Command:
    command = import_module(module).command
    assert isinstance(command, click.Command)
    return command
