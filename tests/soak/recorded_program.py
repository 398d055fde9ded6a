"""The program, with a journal of the marks that are set: `python -m tests.soak.recorded_program`.

SIGUSR1 writes the stacks of all threads and tasks to a file beside the journal, which shows what a
program that no longer responds is doing.
"""

from __future__ import annotations

import asyncio
import faulthandler
import os
import signal
from functools import partial
from pathlib import Path
from types import CoroutineType
from typing import TextIO

from reader.cli import main
from reader.runtime import use_frame_rate

use_frame_rate()  # before Textual is imported, as in the program

from reader.tui.screens import main_parts  # noqa: E402

from .recorded_marks import JOURNAL, RecordedMarks  # noqa: E402


def run() -> None:
    """Run the program with its command line."""
    vars(main_parts)["ReadMarks"] = RecordedMarks
    stacks = Path(f"{os.environ[JOURNAL]}.stacks").open("w")  # noqa: SIM115 - until the end
    signal.signal(signal.SIGUSR1, partial(_write_tasks, stacks))
    faulthandler.register(signal.SIGUSR1, stacks, chain=True)
    main()


def _write_tasks(file: TextIO, *_: object) -> None:
    """Write where each task of the event loop waits, the innermost call last."""
    for task in asyncio.all_tasks():
        print(f"\n{task.get_name()}", file=file)
        waiting: object = task.get_coro()
        while isinstance(waiting, CoroutineType) and (frame := waiting.cr_frame) is not None:
            code = frame.f_code
            print(f"  {code.co_filename}:{frame.f_lineno} in {code.co_qualname}", file=file)
            waiting = waiting.cr_await
        print(f"  waits for {waiting!r}", file=file)
    file.flush()


if __name__ == "__main__":
    run()
