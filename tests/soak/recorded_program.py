"""The program, with a journal of the marks that are set: `python -m tests.soak.recorded_program`.

SIGUSR1 writes the stacks of all threads to a file beside the journal, which shows what a program
that no longer responds is doing.
"""

from __future__ import annotations

import faulthandler
import os
import signal
from pathlib import Path

from reader.cli import main
from reader.runtime import use_frame_rate

use_frame_rate()  # before Textual is imported, as in the program

from reader.tui.screens import main_parts  # noqa: E402

from .recorded_marks import JOURNAL, RecordedMarks  # noqa: E402


def run() -> None:
    """Run the program with its command line."""
    vars(main_parts)["ReadMarks"] = RecordedMarks
    stacks = Path(f"{os.environ[JOURNAL]}.stacks").open("w")  # noqa: SIM115 - until the end
    faulthandler.register(signal.SIGUSR1, stacks)
    main()


if __name__ == "__main__":
    run()
