"""The command line: `broadsheet [FOLDER]...`, and the commands that work without the app.

`main` is the entry point. `command_line` finds a command by its name and imports its module from
`commands`. Commands load and search posts through `reader.library.library.Library`, as the app
does. Only `output` writes results to standard output.

Exit statuses: 0 for success; 1 if `check` or `config` reports a problem, `search` finds nothing,
`fetch` could not fetch a feed, the answer to `forget` is no, or marks are lost because no file
could be written when the app ended; 2 for an argument, folder or post that cannot be used, or an
output that cannot be written; 70 after an internal error; 130 after Ctrl-C; 141 if the other end of
the output is closed; 143 if a fetch was ended by SIGTERM. The app dies of the signal that ends it.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from reader.cli.exit_status import CLOSED_OUTPUT, INTERRUPTED, UNUSABLE
from reader.cli.streams import ClosedOutput, use_safe_streams
from reader.exhaustion import exhausted_resource
from reader.posts.errors import ReaderError
from reader.runtime import START, pause_collector


def main() -> NoReturn:
    """Run the command line of this process, and exit with its status."""
    # A command ends before garbage matters; the app resumes the collector after its first load.
    pause_collector(START)
    use_safe_streams()
    try:
        # Late, so that Ctrl-C during the imports exits as quietly as it does afterwards.
        from reader.cli.command_line import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = INTERRUPTED
    except (OSError, MemoryError) as error:  # of the imports
        exhausted = exhausted_resource(error)
        if exhausted is None:
            raise
        sys.stderr.write(f"Error: {exhausted}; quit other programs and try again.\n")
        status = UNUSABLE
    _exit(status)


def _exit(status: int) -> NoReturn:
    """Exit without the cleanup of the interpreter.

    Everything is saved by now, and the cleanup would only delay the prompt.
    """
    try:
        sys.stdout.flush()
    except ClosedOutput:
        status = status or CLOSED_OUTPUT
    except ReaderError as error:
        sys.stderr.write(f"Error: {error}\n")
        status = status or UNUSABLE
    sys.stderr.flush()
    os._exit(status)
