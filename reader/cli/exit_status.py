"""Exit statuses besides 0 for success, and 1, which the commands give."""

from __future__ import annotations

UNUSABLE = 2
"""For an argument, folder, post or output that cannot be used, as click gives it."""

INTERNAL_ERROR = 70
"""`EX_SOFTWARE` of sysexits.h."""
INTERRUPTED = 130
"""After Ctrl-C, as shells report a process that SIGINT ended."""
CLOSED_OUTPUT = 141
"""If the other end of the output is closed, as shells report a process that SIGPIPE ended."""
