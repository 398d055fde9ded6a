"""The replies of a terminal, taken out of its input before they can be mistaken for keys."""

from __future__ import annotations

import re

MAX_REPLY = 512
"""Bytes of a reply. A longer one is removed from the input like the others, and ignored."""
_MAX_ESCAPE_PAUSE = 0.3
"""Seconds between the first bytes of a reply and the others; after that, they were keys."""
_MAX_PAUSE = 2.0
"""Seconds between later pieces of a reply; after that, the rest is not expected any more."""
_KEY_PAUSE = 0.1
"""Seconds between Escape and the next key, after which they were not pressed together."""

_MAX_DURATION = 10.0
"""Seconds from the beginning of a reply to its end."""

_STRING = rb"[ -~]*"
_REPLY = re.compile(
    rb"\x1b(?:"
    rb"\[\?[\d;]*c"  # device attributes, https://vt100.net/docs/vt510-rm/DA1.html
    rb"|\[6;[\d;]*t"  # the size of a cell
    rb"|\[2;\d+R"  # the position of the cursor in row 2, where the width of a mark is measured
    rb"|\[[?6][\d;]{64,}[ -/]*[@-~]"  # longer than any key
    rb"|(?:P>\||_G)" + _STRING + rb"(?:\x1b\\|\x07|(?=[^ -~\x1b]|\x1b[^\\]))"
    rb")"
)
"""A whole reply. A string ends at its terminator, or before what cannot be part of it."""
_BEGINNING = re.compile(
    rb"\x1b(?:"
    rb"\[(?:\?[\d;]*|[26](?:;[\d;]*)?)?"
    rb"|P(?:>(?:\|" + _STRING + rb"\x1b?)?)?"
    rb"|_(?:G" + _STRING + rb"\x1b?)?"
    rb")?\Z"
)
"""The beginning of a reply at the end of the input."""
_MAX_TYPED = 2
"""Bytes of a beginning that may have been typed: Escape, or Alt with `[`, `P` or `_`."""
ESCAPE_KEY = b"\x1b[27;1u"
"""The Escape key in Kitty's keyboard protocol; no key after it changes its meaning."""


class ReplyFilter:
    """Separates replies from keys.

    The beginning of a reply is held back until the rest has arrived, or until it is clear that a
    key was pressed: Escape is the first byte of every reply. Times are seconds of any clock.

    Args:
        escape_key: What to return for the Escape key after it was held back.
    """

    def __init__(self, escape_key: bytes = ESCAPE_KEY) -> None:
        self._escape_key = escape_key
        self.is_expecting = False
        """Whether replies are expected. Otherwise, Escape is never held back."""
        self._held = b""
        self._held_since = 0.0
        """When the last byte was held back."""
        self._begun = 0.0
        """When the first byte was held back."""
        self._replies: list[bytes] = []

    @property
    def deadline(self) -> float | None:
        """When to call `release` unless more input arrives before; None for never."""
        if not self._held:
            return None
        was_typed = len(self._held) <= _MAX_TYPED
        return self._held_since + (_MAX_ESCAPE_PAUSE if was_typed else _MAX_PAUSE)

    def take_replies(self) -> list[bytes]:
        """Return the replies since the last call, without those that are too long."""
        replies, self._replies = self._replies, []
        return replies

    def feed(self, data: bytes, now: float) -> bytes:
        """Return the keys in some input; the beginning of a reply at its end is held back.

        Args:
            data: The bytes that were read.
            now: The current time.
        """
        if not self._held and b"\x1b" not in data:
            return data
        keys = b""
        if self._held and now - self._begun > _MAX_DURATION:
            keys = self.release()
        elif self._held == b"\x1b" and now - self._held_since > _KEY_PAUSE:
            is_reply = _BEGINNING.match(b"\x1b" + data) or _REPLY.match(b"\x1b" + data)
            keys = b"" if is_reply else self.release()
        return keys + self._separate(self._held + data, now)

    def release(self) -> bytes:
        """Return what is held back if it may have been typed; drop it if it was a reply."""
        held, self._held = self._held, b""
        if held == b"\x1b":
            return self._escape_key
        return held if len(held) <= _MAX_TYPED else b""

    def _separate(self, data: bytes, now: float) -> bytes:
        keys: list[bytes] = []
        begun = self._begun if self._held else now
        self._held = b""
        start = 0
        while (escape := data.find(b"\x1b", start)) >= 0:
            keys.append(data[start:escape])
            reply = _REPLY.match(data, escape)
            if reply is not None:
                start = reply.end()
                if start - escape <= MAX_REPLY:
                    self._replies.append(reply.group())
            elif _BEGINNING.match(data, escape) and self._holds(len(data) - escape):
                self._hold(data[escape:], now, begun if escape == 0 else now)
                start = len(data)
            else:
                keys.append(b"\x1b")
                start = escape + 1
        keys.append(data[start:])
        return b"".join(keys)

    def _holds(self, length: int) -> bool:
        return self.is_expecting or length > _MAX_TYPED

    def _hold(self, data: bytes, now: float, begun: float) -> None:
        """Hold back the beginning of a reply; of a long one, only what shows that it is long."""
        if len(data) > 2 * MAX_REPLY:
            data = data[: 2 * MAX_REPLY] + (b"\x1b" if data.endswith(b"\x1b") else b"")
        self._held, self._held_since, self._begun = data, now, begun
