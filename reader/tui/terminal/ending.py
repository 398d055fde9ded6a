"""The end of the app by a signal: everything is saved, the terminal restored, the process gone."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import termios
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import Any

from reader.tui.terminal.modes import MOUSE_OFF

ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
_KEYBOARD_SIGNALS = (signal.SIGINT, signal.SIGQUIT)
"""What Ctrl+C and Ctrl+\\ send to all programs of a terminal."""
_MAX_ORDERLY = 0.4
"""Seconds for the orderly end, in the event loop."""
_MAX_MORE_TO_SAVE = 0.2
"""Further seconds if everything is being saved at that moment."""
_MAX_HASTY = 0.3
"""Seconds for the end at whatever point the program is, after which the system ends it."""
_MAX_WAIT = 0.1
"""Seconds to wait for a terminal that takes no output."""

_LEAVE = (
    "\x1b\\"  # ends an image or a title that was cut off
    f"\x1b[?2026l\x1b[?2004l\x1b[?2048l\x1b[?1004l{MOUSE_OFF}"  # frames, pastes, sizes, focus
    "\x1b_Ga=d,q=2\x1b\\"  # images
    "\x1b[<u\x1b[?7h\x1b[?1049l\x1b[0m\x1b[?25h"  # keys, wrapping, the screen, colours, the cursor
)
"""Ends every mode that the app begins. Terminals ignore what they do not know."""


class SignalEnding:
    """Ends the process by the signal that asked for it, within a second.

    First, the event loop saves everything and leaves the terminal in the usual way. If it cannot,
    because a callback takes long or the terminal takes no output, the signal handler does both,
    wherever the program is. If that hangs as well, the system ends the process. The process dies
    of the signal itself, so that its parent learns the reason.

    Args:
        save: Saves everything. It is called once.
        leave_terminal: Leaves the terminal in the usual way when it is entered.
    """

    def __init__(
        self,
        save: Callable[[], object],
        leave_terminal: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._save = save
        self._leave_terminal = leave_terminal
        self._loop: asyncio.AbstractEventLoop | None = None
        self._number: int | None = None
        self._is_saving = False
        self._is_saved = False
        self._is_late = False
        self._has_terminal = True
        self._fd = -1
        self._attributes: list[Any] = []

    def lend(self, *, is_lent: bool) -> None:
        """Note that another program has the terminal, or that the app draws on it again."""
        if self._number is None:
            self._has_terminal = not is_lent

    def begin(self) -> None:
        """Handle signals from now on.

        Call it in the event loop, before the app changes the terminal.

        `nohup` and some shells let a program ignore SIGHUP. Without a terminal, the app would wait
        for keys for ever.
        """
        assert sys.__stdin__ is not None
        self._fd = sys.__stdin__.fileno()
        self._loop = asyncio.get_running_loop()
        with suppress(termios.error):
            self._attributes = termios.tcgetattr(self._fd)
        for number in ENDING_SIGNALS:
            signal.signal(number, self._on_signal)
        threading.excepthook = self._on_thread_error

    def _on_thread_error(self, error: threading.ExceptHookArgs) -> None:
        # The thread that draws: without it, the event loop waits for ever, and reads no keys.
        if isinstance(error.exc_value, OSError) and not os.isatty(self._fd):
            os.kill(os.getpid(), signal.SIGHUP)
        else:
            threading.__excepthook__(error)

    def _on_signal(self, number: int, _: object) -> None:
        if not self._has_terminal and number in _KEYBOARD_SIGNALS:
            return  # meant for the program that has the terminal
        if self._number is not None:
            return  # when a terminal is closed, several signals arrive
        self._number = number
        has_loop = self._loop is not None and not self._loop.is_closed()
        if not has_loop or not self._has_terminal or self._is_background():
            self._end_now()
        else:
            signal.signal(signal.SIGALRM, self._end_now)
            signal.setitimer(signal.ITIMER_REAL, _MAX_ORDERLY)
            assert self._loop is not None
            self._loop.call_soon_threadsafe(self._end)

    def _is_background(self) -> bool:
        """Return whether the terminal belongs to another job: who changes it then is stopped."""
        try:
            return os.tcgetpgrp(self._fd) != os.getpgrp()
        except OSError:  # the terminal is gone
            return False

    def _end(self) -> None:
        """End in the event loop."""
        self._save_once()
        with suppress(Exception), self._leave_terminal():
            self._die()
        self._end_now()

    def _end_now(self, *_: object) -> None:
        """End in the middle of whatever the program does."""
        if self._is_saving and not self._is_late:
            self._is_late = True
            signal.setitimer(signal.ITIMER_REAL, _MAX_MORE_TO_SAVE)
            return
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, _MAX_HASTY)
        self._save_once()
        if self._has_terminal and not self._is_background():
            self._restore_terminal()
        self._die()

    def _save_once(self) -> None:
        if self._is_saved or self._is_saving:
            return
        self._is_saving = True
        # What fails here must not keep the process.
        with suppress(Exception):
            self._save()
        self._is_saving, self._is_saved = False, True

    def _restore_terminal(self) -> None:
        """Restore the terminal; one that takes no output is waited for only for a moment."""
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        with suppress(OSError):
            # Opened again, because a flag of an open file is shared with other processes.
            path = os.ttyname(self._fd)
            terminal = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
            if select.select([], [terminal], [], _MAX_WAIT)[1]:
                os.write(terminal, _LEAVE.encode())
        with suppress(termios.error):
            termios.tcflush(self._fd, termios.TCIFLUSH)
            if self._attributes:
                termios.tcsetattr(self._fd, termios.TCSANOW, self._attributes)

    def _die(self) -> None:
        assert self._number is not None
        signal.signal(self._number, signal.SIG_DFL)
        os.kill(os.getpid(), self._number)
