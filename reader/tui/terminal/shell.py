"""The shell that started the app."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress


def has_job_control() -> bool:
    """Return whether a shell waits for this process and can continue it after it was stopped.

    A shell with job control gives every command a process group of its own:
    https://www.gnu.org/software/libc/manual/html_node/Concepts-of-Job-Control.html.
    """
    return sys.platform != "win32" and os.getpgrp() != os.getsid(0)


def wait_for_foreground(terminal: int) -> None:
    """Stop until the shell gives the terminal to this process.

    A process that was started with `&` or continued with `bg` may not change the terminal. Textual
    would stop in the middle of that, and go on without it.

    Args:
        terminal: A file descriptor of the terminal.
    """
    with suppress(OSError):  # it is not a terminal, or is gone
        while has_job_control() and os.tcgetpgrp(terminal) != os.getpgrp():
            os.kill(os.getpid(), signal.SIGSTOP)
