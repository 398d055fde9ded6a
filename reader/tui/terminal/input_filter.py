"""The input of a terminal: what was typed passes; the rest is removed before it becomes keys.

Textual takes any sequence that it does not know for keys, one for each character, and any byte that
is not UTF-8 ends its input thread. A terminal sends both: answers to questions of a program that
has ended, mouse reports of 1987, text that was pasted in another encoding. Sequences have the forms
of ECMA-48, https://ecma-international.org/publications-and-standards/standards/ecma-48/, sections
5.4 (control sequences) and 5.6 (control strings).
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable
from math import inf

from reader.tui.terminal.sequences import is_reply, known_key

MAX_REPLY = 512
"""Bytes of a reply. A longer one is removed from the input like the others, and ignored."""
MAX_PASTE = 1 << 14
"""Bytes of a pasted text that are kept. The others are removed."""
MAX_PAUSE = 1.5
"""Seconds between two pieces of a sequence; after that, the rest is not expected."""
MAX_PASTE_PAUSE = 10.0
"""The same for a paste, the rest of which would become thousands of commands."""
MAX_DURATION = 10.0
"""Seconds from the beginning of a sequence to its end. Typing does not prolong it for ever."""
MAX_ESCAPE_PAUSE = 0.1
"""Seconds after which Escape, the first byte of every sequence, was a key."""
_MAX_EXPECTED_PAUSE = 0.3
"""The same while the terminal is about to answer questions."""
_MAX_SEQUENCE = 1024
"""Bytes of a control sequence that are kept. No key has more."""

ESCAPE_KEY = b"\x1b[27;1u"
"""The Escape key in Kitty's keyboard protocol; no key after it changes its meaning."""
_PASTE, _PASTE_END = b"\x1b[200~", b"\x1b[201~"
_MOUSE_REPORT = b"\x1b[M"
"""The beginning of a mouse report of X10: three bytes follow, whose values may be over 127."""
_CONSOLE_KEY = b"\x1b[["
"""The beginning of a function key of the Linux console: a letter follows."""

_STRING_INTRODUCERS = b"P]X^_"
"""The letters after Escape that begin a string: DCS, OSC, SOS, PM, APC."""
_STRING_END = re.compile(rb"[\x07\x1b]")
_PARAMETERS = re.compile(rb"[ -?]*")
_SPLIT_REPLY = re.compile(rb"\[[0-?]+[ -/]*[@-~]|[P\]X^_][ -~]{2,}")
"""What follows Escape in a reply and is too long for one press of a key."""
_NO_KEYS = dict.fromkeys(range(0x80, 0xA0))
"""The control characters C1, for `str.translate`."""
_NOT_PASTED = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {*b"\t\n\r"})
"""All control characters but those that separate words and lines."""


class InputFilter:
    """Separates what was typed from the other things that a terminal sends.

    What passes is UTF-8 without C1 control characters, pastes up to `MAX_PASTE`, and the control
    sequences that `known_key` knows. How the input is cut into pieces does not matter. Times are
    seconds of any clock.

    Args:
        escape_key: What to return for the Escape key.
        has_kitty_keys: Whether the sequences of Kitty's keyboard protocol are understood.
    """

    def __init__(self, escape_key: bytes = ESCAPE_KEY, *, has_kitty_keys: bool = True) -> None:
        self._escape_key = escape_key
        self._has_kitty_keys = has_kitty_keys
        self.is_expecting = False
        """Whether replies are expected, which are then kept for `take_replies`."""
        self._parse: Callable[[bytes, int], int] = self._text
        """Takes input from a position, and returns the position of the rest."""
        self._sequence = b""
        """The beginning of a sequence, as far as it is kept."""
        self._pasted = bytearray()
        self._decoder = getincrementaldecoder("utf-8")("ignore")
        self._last = 0.0
        """When the last input arrived."""
        self._begun = 0.0
        """When the sequence began."""
        self._escaped = -inf
        """When Escape was last taken for a key because nothing followed it."""
        self._keys: list[bytes] = []
        self._replies: list[bytes] = []

    @property
    def deadline(self) -> float | None:
        """When to call `release` unless more input arrives before; None for never."""
        if self._parse == self._text:
            return None
        if self._parse == self._escape:
            return self._last + (_MAX_EXPECTED_PAUSE if self.is_expecting else MAX_ESCAPE_PAUSE)
        if self.is_pasting:  # a paste may take any time
            return self._last + MAX_PASTE_PAUSE
        return min(self._last + MAX_PAUSE, self._begun + MAX_DURATION)

    def take_replies(self) -> list[bytes]:
        """Return the replies since the last call, without those that are too long."""
        replies, self._replies = self._replies, []
        return replies

    @property
    def is_pasting(self) -> bool:
        """Whether a paste has begun and not ended."""
        return self._parse == self._paste

    def feed(self, data: bytes, now: float) -> bytes:
        """Return the keys in some input; the beginning of a sequence at its end is held back.

        Args:
            data: The bytes that were read.
            now: The current time.
        """
        start = 0
        if data:
            self._begin(data, now)
            self._last = now
        while start < len(data):
            if self._parse == self._text:
                self._begun = now
            start = self._parse(data, start)
        return self._take_keys()

    def _begin(self, data: bytes, now: float) -> None:
        """Give up what was held back for too long, and repair what was given up too early."""
        deadline = self.deadline
        may_be_split = _SPLIT_REPLY.match(data) is not None
        if deadline is not None and now > deadline:
            # The program may have been too busy to read the rest in time. That of a paste would
            # become thousands of commands; if it was not busy, it has given up before (`release`).
            is_rest = self._parse == self._escape and may_be_split
            if not is_rest and not self.is_pasting:
                self._give_up(now)
        elif self._parse == self._text and may_be_split and now - self._escaped <= MAX_PAUSE:
            self._parse, self._sequence = self._escape, b"\x1b"
            self._begun = now

    def release(self, now: float) -> bytes:
        """Give up waiting; return what was held back if it was typed.

        Args:
            now: The current time.
        """
        self._give_up(now)
        return self._take_keys()

    def _give_up(self, now: float) -> None:
        if self._parse == self._escape:
            self._escaped = now
            self._keys.append(self._escape_key)
        elif self._parse == self._paste:
            self._end_paste()
        elif self._parse == self._control:
            self._keys.append(known_key(self._sequence, has_kitty_keys=self._has_kitty_keys))
        self._parse = self._text

    def _take_keys(self) -> bytes:
        keys, self._keys = b"".join(self._keys), []
        return keys

    # The states. Each takes input from a position, and returns the position of the rest.

    def _text(self, data: bytes, start: int) -> int:
        end = data.find(b"\x1b", start)
        is_escaped = end >= 0
        text = self._decoder.decode(data[start : end if is_escaped else None], final=is_escaped)
        self._keys.append(text.translate(_NO_KEYS).encode())
        if not is_escaped:
            return len(data)
        self._parse, self._sequence = self._escape, b"\x1b"
        return end + 1

    def _escape(self, data: bytes, start: int) -> int:
        byte = data[start : start + 1]
        self._sequence = b"\x1b" + byte
        if byte == b"[":
            self._parse = self._control
        elif byte == b"O":
            self._parse = self._shifted
        elif byte in _STRING_INTRODUCERS:
            self._parse = self._string
        elif byte == b"\x1b":
            self._keys.append(self._escape_key)
            self._sequence = b"\x1b"
        else:
            self._parse = self._text
            if byte >= b"\x80":
                return start  # no command has Alt with such a letter as its key
            self._keys.append(self._sequence)
        return start + 1

    def _shifted(self, data: bytes, start: int) -> int:
        """Take the letter of a single shift (SS3)."""
        self._parse = self._text
        if data[start] < 0x20 or data[start] >= 0x7F:
            return start
        return self._end_key(data[start : start + 1], start + 1)

    def _control(self, data: bytes, start: int) -> int:
        parameters = _PARAMETERS.match(data, start)
        assert parameters is not None  # it may be empty
        end = parameters.end()
        room = _MAX_SEQUENCE - len(self._sequence)
        self._sequence += parameters.group()[: max(room, 0)]
        if end == len(data):
            return end
        final = data[end : end + 1]
        if not b"@" <= final <= b"~":
            self._parse = self._text  # broken off; what broke it off may be a key
            return end
        sequence = self._sequence + final
        if sequence == _MOUSE_REPORT:
            self._sequence, self._parse = sequence, self._mouse_report
        elif sequence == _CONSOLE_KEY:
            self._sequence, self._parse = sequence, self._shifted
        elif sequence == _PASTE:
            self._pasted.clear()
            self._sequence, self._parse = b"", self._paste
        else:
            self._parse = self._text
            return self._end_key(final, end + 1)
        return end + 1

    def _end_key(self, final: bytes, end: int) -> int:
        sequence = self._sequence + final
        if is_reply(sequence):
            self._keep(sequence)
        elif len(sequence) <= _MAX_SEQUENCE:
            self._keys.append(known_key(sequence, has_kitty_keys=self._has_kitty_keys))
        return end

    def _mouse_report(self, data: bytes, start: int) -> int:
        """Take the three bytes of an X10 report, which is not used."""
        if data[start] == 0x1B:
            self._parse = self._text
            return start
        self._sequence += data[start : start + 1]
        if len(self._sequence) == len(_MOUSE_REPORT) + 3:
            self._parse = self._text
        return start + 1

    def _string(self, data: bytes, start: int) -> int:
        end = _STRING_END.search(data, start)
        stop = len(data) if end is None else end.end()
        # One byte more shows that it is too long.
        room = MAX_REPLY + 1 - len(self._sequence)
        self._sequence += data[start : min(stop, start + max(room, 0))]
        if end is not None and end.group() == b"\x07":
            self._end_string()
        elif end is not None:
            self._parse = self._string_end
        return stop

    def _string_end(self, data: bytes, start: int) -> int:
        """Take the second byte of the terminator (ST); any other begins another sequence."""
        if data[start : start + 1] == b"\\":
            if len(self._sequence) <= MAX_REPLY:
                self._sequence += b"\\"
            self._end_string()
            return start + 1
        self._sequence, self._parse = b"\x1b", self._escape
        return start

    def _end_string(self) -> None:
        self._parse = self._text
        self._keep(self._sequence)

    def _keep(self, reply: bytes) -> None:
        if len(reply) <= MAX_REPLY and self.is_expecting:
            self._replies.append(reply)

    def _paste(self, data: bytes, start: int) -> int:
        # The end may be split: what may be its beginning is looked at again.
        before = bytes(self._pasted[-(len(_PASTE_END) - 1) :])
        rest = before + data[start:]
        end = rest.find(_PASTE_END)
        if end < 0:
            self._pasted += data[start:]
            del self._pasted[MAX_PASTE : -len(_PASTE_END)]
            return len(data)
        del self._pasted[len(self._pasted) - len(before) :]
        self._pasted += rest[:end]
        self._end_paste()
        return start + end + len(_PASTE_END) - len(before)

    def _end_paste(self) -> None:
        text = bytes(self._pasted[:MAX_PASTE]).decode("utf-8", "ignore")
        self._pasted.clear()
        self._parse = self._text
        self._keys += [_PASTE, text.translate(_NOT_PASTED).encode(), _PASTE_END]
