"""The driver for terminals: it asks what they support, and writes pictures as they need them."""

from __future__ import annotations

import os
import select
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from reader.graphics.canvas import ImageProtocol
from reader.graphics.queries import (
    first_questions,
    is_last,
    is_multiplexed,
    report,
    second_question,
)
from reader.text.cell_widths import use_wide_marks
from reader.text.columns import pin_columns
from reader.tui.terminal.answer import TerminalAnswered
from reader.tui.terminal.input_driver import READ_SIZE, InputDriver

if TYPE_CHECKING:
    from textual.app import App

    from reader.graphics.pixels import PixelPictures

_MAX_WAIT = 20.0
"""Seconds after which replies are ignored. A terminal may start slowly; later, somebody reads."""
_MAX_REPLIES = 32
"""Number of replies that are kept, the latest ones. There are fewer questions."""
_MAX_WAIT_AT_END = 0.5
"""Seconds after the questions for which the end of the app waits for replies, so that they do not
become keys of the shell."""


class TerminalDriver(InputDriver):
    """Asks the terminal for its image protocol, and sends pictures by it."""

    PROTOCOL: ClassVar[ImageProtocol | None] = None
    """How pictures are sent; None to ask the terminal, and to send half blocks until it replies."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._received: list[bytes] = []
        self._asked = ""
        self._asked_at = 0.0
        self._is_multiplexed = is_multiplexed(os.environ)
        self._asks_for_images = self.PROTOCOL is None and not self._is_multiplexed
        self._pictures: PixelPictures | None = None
        self._use_protocol(self.PROTOCOL or ImageProtocol.BLOCKS)

    def write(self, data: str) -> None:
        # tmux draws a letter after a joiner in no cell of its own, unlike the terminal around it.
        data = pin_columns(data, keeps_joiners=not self._is_multiplexed)
        super().write(data if self._pictures is None else self._pictures.encode(data))

    def start_application_mode(self) -> None:
        super().start_application_mode()
        if self.input_tty and not self._asked:
            self._ask_first()

    def stop_application_mode(self) -> None:
        # Also called before an editor opens; the pictures are sent again when the app resumes.
        if self._pictures is not None:
            super().write(self._pictures.delete_all())
        if self._stop_reading is not None:
            self._end_reading()
            self._await_replies()
        super().stop_application_mode()

    def _ask_first(self) -> None:
        questions = first_questions(os.environ, about_images=self._asks_for_images)
        if questions:
            # If marks have cells of their own, no text is lost in any terminal.
            use_wide_marks(are_wide=True)
            self._asked_at = monotonic()
            self._ask(questions)

    def _ask(self, questions: str) -> None:
        self._asked += questions
        self._filter.is_expecting = True
        super().write(questions)
        self.flush()

    def _take_replies(self) -> None:
        replies = self._filter.take_replies()
        if not self._filter.is_expecting:
            return
        is_late = monotonic() - self._asked_at > _MAX_WAIT
        is_complete = any(map(is_last, replies))
        self._received = [*self._received, *replies][-_MAX_REPLIES:]
        self._filter.is_expecting = not is_late and not is_complete
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
        while self._filter.is_expecting:
            remaining = self._asked_at + _MAX_WAIT_AT_END - monotonic()
            if remaining <= 0 or not select.select([self._terminal], [], [], remaining)[0]:
                return
            try:
                data = os.read(self._terminal, READ_SIZE)
            except OSError:
                return
            if not data:
                return
            self._filter.feed(data, monotonic())
            if any(map(is_last, self._filter.take_replies())):
                self._filter.is_expecting = False


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
