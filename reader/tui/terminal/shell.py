"""The shell that started the app."""

from __future__ import annotations

import os
import sys


def has_job_control() -> bool:
    """Return whether a shell waits for this process and can continue it after it was stopped.

    A shell with job control gives every command a process group of its own:
    https://www.gnu.org/software/libc/manual/html_node/Concepts-of-Job-Control.html.
    """
    return sys.platform != "win32" and os.getpgrp() != os.getsid(0)
