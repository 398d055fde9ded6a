"""The shell and the terminal that the app was started from: suspend the app, and end with them."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable

from textual.app import App

from reader.tui.notices import notify


def suspend(app: App[None]) -> None:
    """Stop the app and return to the shell, whose `fg` continues it.

    The whole process group is stopped, so that a program which started the app, such as `make`,
    does not keep the shell waiting.
    """
    if has_job_control():
        os.kill(0, signal.SIGTSTP)
    else:
        notify(app, "There is no shell to return to.", is_warning=True)


def has_job_control() -> bool:
    """Return whether a shell waits for this process and can continue it after it was stopped.

    A shell with job control gives every command a process group of its own:
    https://www.gnu.org/software/libc/manual/html_node/Concepts-of-Job-Control.html.
    """
    return sys.platform != "win32" and os.getpgrp() != os.getsid(0)


def end_with_terminal(save: Callable[[], object]) -> None:
    """End the process at the signal SIGHUP, after `save` has been called.

    The system sends it when the terminal is gone. `nohup`, and shells with such an option, let a
    program ignore it, which would wait for keys forever.

    Call it in the event loop.
    """
    terminal = sys.__stdin__
    if sys.platform == "win32" or terminal is None or not terminal.isatty():
        return
    loop = asyncio.get_running_loop()

    def end() -> None:
        save()
        # Textual's way to end would wait until its last output is written.
        loop.remove_signal_handler(signal.SIGHUP)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGHUP)

    loop.add_signal_handler(signal.SIGHUP, end)
