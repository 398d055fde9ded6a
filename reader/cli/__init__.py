"""The command line: `broadsheet [FOLDER]...`, and the commands that work without the screen.

`main` is the way in. `command_line` knows the commands by name and loads the one that is asked
for; each command is a module of this package. `output` is the only module that writes to standard
output, `folders` the only one that loads posts.

Exit statuses: 0 for success, 1 where `check` found problems, 2 for a folder, post or word that
cannot be used, 130 after Ctrl-C, 141 when whoever read the output has closed it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

from reader.runtime import START, pause_collector

INTERRUPTED = 130


def main() -> NoReturn:
    """Run this process's arguments as a command line and leave with its exit status."""
    # A command is over before garbage matters; the app looks for it again once its posts are there.
    pause_collector(START)
    try:
        # Late, so that Ctrl-C while the libraries load ends as quietly as it does afterwards.
        from reader.cli.command_line import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = INTERRUPTED
    _end(status)


def _end(status: int) -> NoReturn:
    """End the process at once: all is saved and written, and taking the libraries apart piece by
    piece would only keep the reader from the prompt."""
    with suppress(OSError, ValueError):  # whoever read them is gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)
