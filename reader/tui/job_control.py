"""The shell that the app was started from: return to it, until it continues the app."""

from __future__ import annotations

import os
import signal

from textual.app import App

from reader.tui.notices import notify
from reader.tui.terminal.shell import has_job_control


def suspend(app: App[None]) -> None:
    """Stop the app and return to the shell, whose `fg` continues it.

    The whole process group is stopped, so that a program which started the app, such as `make`,
    does not keep the shell waiting.
    """
    if has_job_control():
        os.kill(0, signal.SIGTSTP)
    else:
        notify(app, "There is no shell to return to.", is_warning=True)
