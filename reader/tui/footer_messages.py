"""The messages to the person: each stays in the footer until a key is pressed after it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.tui.notices import FooterMessage

MAX_WAITING = 50
"""Maximum number of messages that wait to be shown."""
MAX_HISTORY = 200
"""Maximum number of messages that are kept to be read again."""


class FooterMessages:
    """Shows one message at a time. Each key replaces it by the next one that waits.

    The messages that a key causes are shown before older ones, as they are the answer to the key.

    Args:
        show: Called with the message to show, None for no message, and with the number of messages
            that wait behind it.
    """

    def __init__(self, show: Callable[[FooterMessage | None, int], None]) -> None:
        self._show = show
        self._waiting: list[FooterMessage] = []
        self._answers = 0
        """Number of messages since the last key; they are at the front."""
        self._history: deque[FooterMessage] = deque(maxlen=MAX_HISTORY)

    @property
    def waiting(self) -> Sequence[FooterMessage]:
        """The message that is shown, and those that follow it."""
        return tuple(self._waiting)

    @property
    def history(self) -> Sequence[FooterMessage]:
        """The messages so far, the latest first. A repeated message is listed once."""
        return tuple(dict.fromkeys(reversed(self._history)))

    def add(self, message: FooterMessage) -> None:
        """Show a message, after the others that have arrived since the last key.

        If it reports new posts, those that were reported since somebody pressed a key are added.
        """
        self._history.append(message)
        if message.new_posts:
            message = self._with_earlier_news(message)
        if message in self._waiting[: self._answers]:
            return
        if message in self._waiting:
            self._waiting.remove(message)
        self._waiting.insert(self._answers, message)
        self._answers += 1
        del self._waiting[MAX_WAITING:]
        self.show_again()

    def _with_earlier_news(self, message: FooterMessage) -> FooterMessage:
        """Take the numbers of new posts out of the messages that wait, and add them up."""
        total = message.new_posts + sum(each.new_posts for each in self._waiting)
        without = [replace(each, new_posts=0) for each in self._waiting]
        answers = sum(bool(each.text) for each in without[: self._answers])
        self._waiting, self._answers = [each for each in without if each.text], answers
        return replace(message, new_posts=total)

    def on_key(self) -> None:
        """Remove the message that is shown, because a key or a mouse button was pressed."""
        self._answers = 0
        if self._waiting:
            del self._waiting[0]
            self.show_again()

    def show_again(self) -> None:
        """Show the current message, on a screen that may be another one than before."""
        first = self._waiting[0] if self._waiting else None
        self._show(first, max(0, len(self._waiting) - 1))
