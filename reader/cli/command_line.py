"""Parsing of the command line: the first word can name a command, other words are folders."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import click

import reader
from reader.cli.exit_status import CLOSED_OUTPUT, INTERRUPTED, UNUSABLE
from reader.cli.internal_error import report_internal_error
from reader.cli.lazy_group import LazyGroup, load_command
from reader.cli.output import clean_output_line
from reader.cli.streams import ClosedOutput
from reader.error_report import describe_error
from reader.exhaustion import exhausted_resource
from reader.posts.errors import ReaderError
from reader.private_files import make_private
from reader.runtime import use_time_zone
from reader.settings import load_settings, private_folders
from reader.text.clean import clean_text
from reader.text.sentences import as_sentence

COMMANDS = {
    "list": "reader.cli.commands.list",
    "show": "reader.cli.commands.show",
    "search": "reader.cli.commands.search",
    "check": "reader.cli.commands.check",
    "cache": "reader.cli.commands.cache",
    "config": "reader.cli.commands.config",
    "marks": "reader.cli.commands.marks",
    "forget": "reader.cli.commands.forget",
    "feed": "reader.cli.commands.feeds",
    "fetch": "reader.cli.commands.fetch",
}
"""The modules of the commands, by name. Each defines its command as `command`."""

OPEN = "reader.cli.commands.open"
"""The module of the command without a name, which opens the app."""

EXAMPLES = """\b
Examples:
  broadsheet                            open your feeds, or the sample posts
  broadsheet ~/news                     open a folder of posts
  broadsheet ~/news ~/blog/_posts       open two folders together
  broadsheet ~/news/tide.md             open a post within its folder
  broadsheet ./list                     open a folder named like a command
  broadsheet list ~/news --json         print all posts as JSON
  broadsheet show ~/news world/tide.md  print an article as text
  broadsheet search "cup final" ~/news  find posts with these words
  broadsheet check ~/news               report problems in posts
  broadsheet config                     print the settings and their sources
  broadsheet marks > marks.json         export what was read and starred
  broadsheet cache --clear              delete cached indexes and images
  broadsheet forget ~/news              delete marks and caches of a folder
  broadsheet feed add kottke.org        subscribe to the feed of a site
  broadsheet feed import feeds.opml     add the feeds of another reader
  broadsheet fetch                      fetch the feeds that are due
"""


class CommandError(click.ClickException):
    """A command cannot be carried out; its message is all that is printed."""

    exit_code = UNUSABLE


class CommandLine(LazyGroup):
    """The group of all commands, of which the one without a name opens folders."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse options up to the name of a command, or anywhere between folders."""
        first_word = next((word for word in args if not word.startswith("-")), None)
        ctx.allow_interspersed_args = first_word not in COMMANDS
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first word names, else the one that opens folders."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        command = load_command(OPEN)
        return command.name, command, args

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command with the settings, and turn errors of Broadsheet into messages."""
        _check_home()
        _check_current_folder()
        make_private(private_folders())
        ctx.obj = load_settings()
        use_time_zone(ctx.obj.settings.time_zone)
        try:
            return super().invoke(ctx)
        except ReaderError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            # What the system refuses has its reason in the machine, and no report would help.
            if error.strerror is None or exhausted_resource(error) is not None:
                raise
            name = error.filename
            where = f"{os.fsdecode(name)}: " if isinstance(name, str | bytes) else ""
            raise CommandError(f"{where}{error.strerror}.") from error

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage with folders and the usage with a command."""
        formatter.write_usage(ctx.command_path, "[FOLDER|FILE]...")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix="       ")


@click.group(cls=CommandLine, modules=COMMANDS, invoke_without_command=True, epilog=EXAMPLES)
@click.version_option(reader.__version__, message="%(prog)s %(version)s")
@click.option(
    "--plain",
    is_flag=True,
    help="Print plain lines, for screen readers; also used if TERM is dumb.",
)
@click.pass_context
def command_line(ctx: click.Context, plain: bool) -> None:  # noqa: ARG001 - read by the app's command
    """Read a folder of Markdown posts as a newspaper in the terminal.

    Opens the posts of every FOLDER and its subfolders as one newspaper. For a FILE it opens the
    folder that contains it, and shows its article at once. Without arguments it opens your feeds
    and the folders of the settings, or the sample posts if there are neither. If the first word is
    the name of a command, that command runs: write ./list to open a folder called list.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(load_command(OPEN), folders=())


def _check_home() -> None:
    # Files would be created in the current folder, or in the home of another user.
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises
    if not os.path.isabs(home) or not os.path.isabs(os.environ.get("HOME", home)):  # noqa: PTH117 - text
        raise CommandError(
            "Your home folder is unknown: HOME must be the full path of a folder. Set it, as with "
            "`export HOME=/home/me`."
        )


def _check_current_folder() -> None:
    try:
        os.getcwd()  # noqa: PTH109 - a Path is not needed
    except OSError as error:
        reason = "no longer exists" if isinstance(error, FileNotFoundError) else error.strerror
        raise CommandError(
            f"The current folder cannot be used ({reason}). Go to another one, as with `cd`."
        ) from error


def _shown_error(error: click.ClickException) -> str:
    """Return what click writes about an error: its message, maybe below the usage.

    A message repeats arguments, which can be file names with line breaks and other controls: the
    shell expands `*` to them. Click would delete escape sequences, so they are made visible first.
    """
    vars(error)["message"] = clean_output_line(error.message)  # final for type checkers
    written = io.StringIO()
    error.show(written)
    return clean_text(written.getvalue())


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit status; errors are written to standard error."""
    try:
        status = command_line.main(arguments, prog_name="broadsheet", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except ClosedOutput:
        return CLOSED_OUTPUT
    except ReaderError as error:  # of the help or the version, which is printed before `invoke`
        sys.stderr.write(f"Error: {clean_output_line(str(error))}\n")
        return UNUSABLE
    except click.ClickException as error:
        sys.stderr.write(_shown_error(error))
        return error.exit_code
    except Exception as error:  # last resort: a traceback would help nobody who sees it
        exhausted = exhausted_resource(error)
        if exhausted is not None:
            sys.stderr.write(
                f"Error: {as_sentence(exhausted)} Quit other programs and try again.\n"
            )
            return UNUSABLE
        return report_internal_error(describe_error(error))
    return int(status or 0)
