"""The shell that the app was started from: return to it, until it continues the app."""

from __future__ import annotations

import os
import signal
import sys

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
