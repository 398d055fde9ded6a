"""Lending the terminal to another program, such as an editor, and taking it back whole."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from textual.app import App

from reader.tui.terminal.modes import MOUSE_OFF

if sys.platform != "win32":
    import termios

_RESET = (
    "\x1b7\x1b[r\x1b8"  # the whole screen scrolls; this moves the cursor
    "\x1b[?6l\x1b[4l\x1b[?5l\x1b[0m"  # lines, inserting, colours
    f"\x1b[?1l\x1b>\x1b(B\x0f{MOUSE_OFF}"  # keys, letters
)
"""Ends modes that the app does not set itself whenever it draws."""


@contextmanager
def lend_terminal(app: App[None]) -> Iterator[None]:
    """Give the terminal to another program for a block, and take it back whole.

    A program that crashes leaves it as it was: in raw mode, with another foreground job, unable to
    block, or with modes that change what keys and text mean.

    The block must not raise anything: Textual resumes from `App.suspend` only then.

    Raises:
        SuspendNotSupported: The app has no terminal that it could give.
    """
    with app.suspend():
        restore = None if sys.platform == "win32" else _TerminalState().restore
        yield
        if restore is not None:
            restore()


class _TerminalState:
    """Attributes and foreground job of the terminal, as they are when this is created."""

    def __init__(self) -> None:
        streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
        self._files = [file.fileno() for file in streams if file is not None and file.isatty()]
        self._attributes = [termios.tcgetattr(fd) for fd in self._files[:1]]

    def restore(self) -> None:
        """Restore it, whatever a program has done to it since. If it is gone, nothing is done."""
        before = signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # else a background job stops here
        with suppress(OSError, termios.error):
            for fd in self._files:
                os.set_blocking(fd, True)
            for fd, attributes in zip(self._files, self._attributes, strict=False):
                os.tcsetpgrp(fd, os.getpgrp())
                termios.tcsetattr(fd, termios.TCSANOW, attributes)
                os.write(fd, _RESET.encode())
        signal.signal(signal.SIGTTOU, before)
