"""The driver for terminals: it asks what they support, and writes pictures as they need them."""

from __future__ import annotations

import asyncio
import os
import select
import signal
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from textual.constants import DISABLE_KITTY_KEY
from textual.drivers.linux_driver import LinuxDriver

from reader.graphics.canvas import ImageProtocol
from reader.graphics.queries import (
    first_questions,
    is_last,
    is_multiplexed,
    report,
    second_question,
)
from reader.graphics.replies import ESCAPE_KEY, ReplyFilter
from reader.text.cell_widths import use_wide_marks
from reader.text.columns import pin_columns
from reader.tui.terminal.answer import TerminalAnswered

if TYPE_CHECKING:
    from textual.app import App

    from reader.graphics.pixels import PixelPictures

_MAX_WAIT = 20.0
"""Seconds after which replies are ignored. A terminal may start slowly; later, somebody reads."""
_MAX_WAIT_AT_END = 0.5
"""Seconds after the questions for which the end of the app waits for replies, so that they do not
become keys of the shell."""
_READ_SIZE = 4096


class TerminalDriver(LinuxDriver):
    """Asks the terminal for its image protocol, and sends pictures by it.

    Textual takes a reply that it does not know for keys. The input of the terminal is therefore
    read here; Textual's thread reads what is left of it, from a pipe.
    """

    PROTOCOL: ClassVar[ImageProtocol | None] = None
    """How pictures are sent; None to ask the terminal, and to send half blocks until it replies."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._replies = ReplyFilter(b"\x1b" if DISABLE_KITTY_KEY else ESCAPE_KEY)
        self._received: list[bytes] = []
        self._asked = ""
        self._asked_at = 0.0
        self._is_multiplexed = is_multiplexed(os.environ)
        self._asks_for_images = self.PROTOCOL is None and not self._is_multiplexed
        self._pictures: PixelPictures | None = None
        self._terminal = self.fileno
        self._keys_end, self._keys = os.pipe()
        self._stop_reading: Callable[[], object] | None = None
        self._release_timer: asyncio.TimerHandle | None = None
        self._use_protocol(self.PROTOCOL or ImageProtocol.BLOCKS)

    def write(self, data: str) -> None:
        # tmux draws a letter after a joiner in no cell of its own, unlike the terminal around it.
        data = pin_columns(data, keeps_joiners=not self._is_multiplexed)
        super().write(data if self._pictures is None else self._pictures.encode(data))

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if not self.input_tty:
            return
        loop = asyncio.get_running_loop()
        loop.add_reader(self._terminal, self._read_terminal)
        self._stop_reading = lambda: loop.remove_reader(self._terminal)
        if not self._asked:
            self._ask_first()

    def stop_application_mode(self) -> None:
        # Also called before an editor opens; the pictures are sent again when the app resumes.
        if self._pictures is not None:
            super().write(self._pictures.delete_all())
        if self._stop_reading is not None:
            self._stop_reading()
            self._stop_reading = None
            self._await_replies()
            self._release()
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        if not self.input_tty:
            super().run_input_thread()
            return
        # Only this thread reads the pipe: all else that a driver does concerns the terminal.
        self.fileno = self._keys_end
        try:
            super().run_input_thread()
        finally:
            self.fileno = self._terminal

    def _ask_first(self) -> None:
        questions = first_questions(os.environ, about_images=self._asks_for_images)
        if questions:
            # If marks have cells of their own, no text is lost in any terminal.
            use_wide_marks(are_wide=True)
            self._asked_at = monotonic()
            self._ask(questions)

    def _ask(self, questions: str) -> None:
        self._asked += questions
        self._replies.is_expecting = True
        super().write(questions)
        self.flush()

    def _read_terminal(self) -> None:
        """Read what the terminal has sent, pass its keys on and keep its replies."""
        try:
            data = os.read(self._terminal, _READ_SIZE)
        except OSError:
            data = b""
        if not data:
            if self._stop_reading is not None:
                self._stop_reading()
                self._stop_reading = None
            # The terminal is gone. Not every process of a session gets this signal from the system.
            signal.raise_signal(signal.SIGHUP)
            return
        self._pass_on(self._replies.feed(data, monotonic()))
        self._take_replies()
        self._schedule_release()

    def _pass_on(self, keys: bytes) -> None:
        if keys:
            os.write(self._keys, keys)

    def _schedule_release(self) -> None:
        self._cancel_release()
        deadline = self._replies.deadline
        if deadline is not None:
            loop = asyncio.get_running_loop()
            self._release_timer = loop.call_later(deadline - monotonic(), self._release)

    def _cancel_release(self) -> None:
        if self._release_timer is not None:
            self._release_timer.cancel()
            self._release_timer = None

    def _release(self) -> None:
        """Pass on what has turned out to be a key."""
        self._cancel_release()
        self._pass_on(self._replies.release())

    def _take_replies(self) -> None:
        replies = self._replies.take_replies()
        if not self._replies.is_expecting:
            return
        is_late = monotonic() - self._asked_at > _MAX_WAIT
        is_complete = any(map(is_last, replies))
        self._received += replies
        self._replies.is_expecting = not is_late and not is_complete
        if is_complete and not is_late:
            self._adopt()

    def _adopt(self) -> None:
        """Use what the terminal supports, and tell the app."""
        answer = report(self._received)
        question = second_question(answer, self._asked) if self._asks_for_images else ""
        if question:
            self._ask(question)
            return
        self._is_multiplexed = self._is_multiplexed or answer.is_multiplexer
        protocol = self.PROTOCOL or ImageProtocol.BLOCKS
        if self._asks_for_images:
            protocol = answer.protocol
            self._use_protocol(protocol)
        has_new_widths = answer.has_wide_marks is False and use_wide_marks(are_wide=False)
        self.send_message(TerminalAnswered(protocol, answer.cell, has_new_widths))

    def _use_protocol(self, protocol: ImageProtocol) -> None:
        if protocol is ImageProtocol.BLOCKS:
            return
        # Imported late: it takes 5 ms of a start, and most terminals receive no pixels.
        from reader.graphics.pixels import PICTURES

        self._pictures = PICTURES[protocol]()

    def _await_replies(self) -> None:
        """Remove the replies that are still under way from the input, for a limited time."""
        while self._replies.is_expecting:
            remaining = self._asked_at + _MAX_WAIT_AT_END - monotonic()
            if remaining <= 0 or not select.select([self._terminal], [], [], remaining)[0]:
                return
            try:
                data = os.read(self._terminal, _READ_SIZE)
            except OSError:
                return
            if not data:
                return
            self._replies.feed(data, monotonic())
            if any(map(is_last, self._replies.take_replies())):
                self._replies.is_expecting = False


class KittyDriver(TerminalDriver):
    """Sends pictures by Kitty's graphics protocol, whatever the terminal supports."""

    PROTOCOL = ImageProtocol.KITTY


class SixelDriver(TerminalDriver):
    """Sends pictures as sixels, whatever the terminal supports."""

    PROTOCOL = ImageProtocol.SIXEL


class BlocksDriver(TerminalDriver):
    """Sends pictures as half blocks, whatever the terminal supports."""

    PROTOCOL = ImageProtocol.BLOCKS


DRIVERS: dict[ImageProtocol | None, type[TerminalDriver]] = {
    driver.PROTOCOL: driver for driver in (TerminalDriver, KittyDriver, SixelDriver, BlocksDriver)
}
"""The driver that sends pictures by a protocol; None for the one that asks the terminal."""
