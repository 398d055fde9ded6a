"""A driver that removes everything but keys from the input of the terminal."""

from __future__ import annotations

import asyncio
import fcntl
import os
import select
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.constants import DISABLE_KITTY_KEY
from textual.drivers.linux_driver import LinuxDriver

from reader.tui.terminal.input_filter import ESCAPE_KEY, InputFilter
from reader.tui.terminal.shell import has_job_control, wait_for_foreground

if TYPE_CHECKING:
    from textual.app import App

READ_SIZE = 1024
"""Bytes that are read from the terminal at once."""
MAX_WAITING = 200
"""Messages that the app may still have to handle when more input is read. A key that waits takes
several KB, so that a flood of them would fill the memory. The terminal holds back the others."""
_PAUSE = 0.01
"""Seconds after which to look again whether the app can take more input."""
_MAX_DISCARDED = 1 << 20
"""Bytes of input that are discarded when another program gets the terminal."""


class InputDriver(LinuxDriver):
    """Reads the terminal in the event loop, and passes keys on to Textual.

    Textual's own thread reads them from a pipe, as no public interface takes input. A class that
    asks the terminal something overrides `_take_replies`.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._count_waiting: Callable[[], int] = lambda: app.message_queue_size
        self._filter = InputFilter(
            b"\x1b" if DISABLE_KITTY_KEY else ESCAPE_KEY, has_kitty_keys=not DISABLE_KITTY_KEY
        )
        self._terminal = self.fileno
        self._keys_end, self._keys = os.pipe()
        self._stop_reading: Callable[[], object] | None = None
        """Stops reading the terminal; None if it is not read."""
        self._event_loop = asyncio.get_running_loop()
        self._has_stopped = False
        """Whether SIGTSTP has stopped the process, so that SIGCONT starts the app again."""
        # Textual does everything in the signal handler. That can interrupt a write, whose lock the
        # handler then waits for without end.
        signal.signal(signal.SIGTSTP, self._on_stop_signal)
        signal.signal(signal.SIGCONT, self._on_continue_signal)
        self._release_timer: asyncio.TimerHandle | None = None

    def start_application_mode(self) -> None:
        wait_for_foreground(self._terminal)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self.input_tty:
            self._stop_reading = lambda: self._event_loop.remove_reader(self._terminal)
            self._continue_reading()
            self._schedule_release()

    def stop_application_mode(self) -> None:
        # Also called before an editor opens, which reads the terminal itself.
        self._end_reading()
        if not self._filter.is_pasting:
            self._release()
        super().stop_application_mode()
        self._cancel_release()
        if not self._filter.is_pasting:  # its rest, which may come later, must not become commands
            self._filter.release(monotonic())

    def _on_stop_signal(self, *_: object) -> None:
        if not has_job_control():
            return  # nobody would continue it; the system protects only programs without a handler
        if self._stop_reading is None:  # another program has the terminal
            os.kill(os.getpid(), signal.SIGSTOP)
        else:
            self._event_loop.call_soon_threadsafe(self._stop)

    def _stop(self) -> None:
        """Restore the terminal and stop the process, which SIGCONT continues."""
        if self._stop_reading is not None:
            self.suspend_application_mode()
            self._has_stopped = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _on_continue_signal(self, *_: object) -> None:
        with suppress(RuntimeError):  # the app has ended
            self._event_loop.call_soon_threadsafe(self._continue)

    def _continue(self) -> None:
        """Take the terminal again, also if the process was stopped by SIGSTOP, or not at all."""
        if self._stop_reading is not None:
            self.suspend_application_mode()
        elif not self._has_stopped:  # another program has had the terminal, or still has it
            return
        self._has_stopped = False
        self.resume_application_mode()
        self.send_message(self.SignalResume())

    def run_input_thread(self) -> None:
        if self.input_tty:
            # Only this thread reads the pipe; the rest of the driver uses the terminal.
            self.fileno = self._keys_end
        super().run_input_thread()

    def disable_input(self) -> None:
        # Textual waits for its thread, and then discards what has arrived meanwhile. That may be
        # the beginning of a paste, whose rest would become commands. A pipe keeps it.
        super().disable_input()
        self.fileno = self._terminal
        if self.input_tty:
            for _ in _waiting_input(self._keys_end):
                pass  # the thread leaves a part of a long paste
            for data in _waiting_input(self._terminal):
                self._filter.feed(data, monotonic())

    def _take_replies(self) -> None:
        """Use what the terminal has replied."""

    def _read_terminal(self) -> None:
        """Read what the terminal has sent, and pass its keys on."""
        # The rest of a sequence is always read, or Escape would be taken for a key.
        if self._filter.deadline is None and self._is_behind():
            self._event_loop.remove_reader(self._terminal)
            self._event_loop.call_later(_PAUSE, self._continue_reading)
            return
        try:
            data = os.read(self._terminal, READ_SIZE)
        except BlockingIOError:
            return  # another program has made the terminal non-blocking, and has taken the input
        except OSError:
            data = b""
        if not data:
            self._end_reading()
            # The terminal is gone. Not every process of a session gets this signal from the system.
            signal.raise_signal(signal.SIGHUP)
            return
        self._pass_on(self._filter.feed(data, monotonic()))
        self._take_replies()
        self._schedule_release()

    def _is_behind(self) -> bool:
        """Return whether keys wait in the pipe or in the app."""
        in_pipe = bytearray(4)
        fcntl.ioctl(self._keys_end, termios.FIONREAD, in_pipe)
        is_full = int.from_bytes(in_pipe, sys.byteorder) > READ_SIZE
        return is_full or self._count_waiting() > MAX_WAITING

    def _continue_reading(self) -> None:
        if self._stop_reading is not None:
            self._event_loop.add_reader(self._terminal, self._read_terminal)

    def _end_reading(self) -> None:
        if self._stop_reading is not None:
            self._stop_reading()
            self._stop_reading = None

    def _pass_on(self, keys: bytes) -> None:
        if keys:
            os.write(self._keys, keys)

    def _schedule_release(self) -> None:
        self._cancel_release()
        deadline = self._filter.deadline
        if deadline is not None:
            self._release_timer = self._event_loop.call_later(deadline - monotonic(), self._release)

    def _cancel_release(self) -> None:
        if self._release_timer is not None:
            self._release_timer.cancel()
            self._release_timer = None

    def _release(self) -> None:
        """Pass on what has turned out to be a key."""
        self._cancel_release()
        self._pass_on(self._filter.release(monotonic()))


def _waiting_input(file: int) -> Iterator[bytes]:
    """Yield what can be read without waiting, up to a limit."""
    for _ in range(_MAX_DISCARDED // READ_SIZE):
        if not select.select([file], [], [], 0)[0]:
            return
        with suppress(OSError):  # the terminal is gone, or another program has taken the input
            yield os.read(file, READ_SIZE)
