"""Random events: what a terminal sends, signals, and changes of the files.

A terminal sends keys, text, mouse reports, pasted text, answers to questions, and at times garbage.
Its answers have the forms that xterm uses for OSC, DCS and CSI sequences, and may be late or
incomplete. Mouse reports have the SGR format of xterm (mode 1006), and keys the sequences of xterm:
https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from reader.tui.bindings import COMMANDS

from .file_changes import FILE_CHANGES

MIN_SIZE = (1, 1)
MAX_SIZE = (500, 300)
"""Columns and rows."""
USUAL_MAX_SIZE = (200, 60)
_MAX_HUGE = 5
"""Events in a terminal beyond the usual size, each paint of which takes long."""

KEY_BYTES = {
    "at": "@",
    "backslash": "\\",
    "backspace": "\x7f",
    "colon": ":",
    "down": "\x1b[B",
    "end": "\x1b[F",
    "enter": "\r",
    "escape": "\x1b",
    "exclamation_mark": "!",
    "f1": "\x1bOP",
    "full_stop": ".",
    "greater_than_sign": ">",
    "home": "\x1b[H",
    "left": "\x1b[D",
    "left_curly_bracket": "{",
    "left_square_bracket": "[",
    "less_than_sign": "<",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "plus": "+",
    "question_mark": "?",
    "right": "\x1b[C",
    "right_curly_bracket": "}",
    "right_square_bracket": "]",
    "shift+down": "\x1b[1;2B",
    "shift+tab": "\x1b[Z",
    "shift+up": "\x1b[1;2A",
    "slash": "/",
    "space": " ",
    "tab": "\t",
    "up": "\x1b[A",
}
"""What a terminal sends for the keys that have a name."""

_RARE_KEYS = frozenset(("q", "ctrl+q"))
"""Keys that end the program, and so the state that the other keys have led to."""
_KEYS = tuple(key for command in COMMANDS for key in command.keys.split(","))
_COMMON_KEYS = tuple(key for key in _KEYS if key not in _RARE_KEYS)
_ESCAPE = "\x1b[27u"
"""The Escape key in Kitty's keyboard protocol. After a plain one, a letter would be Alt with it."""
_MARKING_KEYS = "uswxMUVJKnjk"
_UNBOUND_KEYS = (
    *("\x03", "\x01", "\x05", "\x0b", "\x17", "\x1a", "\x1b[3~", "\x1b[2~", "\x1bOA", "\x1bOB"),
    *("\x1b[1;5C", "\x1b[1;5D", "\x1b[15~", "\x1b[24~", "\x1bq", "\x00"),
    *("\x1b[I", "\x1b[O", "\x1b[999~", "\x1b[?2026;2$y", "\x1b[1;1R", "\x1b[<0;0;0M", "\x1b["),
)
"""Other keys, and sequences that a terminal may send by itself."""
_LETTERS = (
    "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789 .,;:!?/'\"-_()[]{}\\@#é漢😀"
)
_WORDS = (
    *("tide", "the", "harbour", "a", "ré", "漢字", "😀", "in:", "tag:", "is:unread", "is:faulty"),
    *("after:2026", "before:", '"', "-", "in:sports", "theme", "[b]", "gruvbox", "open", "zzz"),
)
_PASTES = (
    "tide",
    "a\nb\r\nc",
    "[b]bold[/b]",
    "\x1b[31mred",
    "漢字" * 40,
    "x" * 3_000,
    "",
    "\x00\x7f",
    "line after line\n" * 5_000,
)
_ANSWERS = (
    *(
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        "\x1b]10;rgb:ffff/ffff/ffff\x07",
        "\x1b]4;7;rgb:0/0/0\x07",
    ),
    *("\x1b]l tide and gull\x1b\\", "\x1b]52;c;dGlkZSBzdXM=\x07", "\x1b]2;jjsuwx\x1b\\"),
    *("\x1bP1$r0 q\x1b\\", "\x1bP>|xterm(370)\x1b\\", "\x1bP1+r544e=787465726d\x1b\\"),
    *("\x1b[12;40R", "\x1b[1;1R", "\x1b[?62;4;22c", "\x1b[>41;370;0c", "\x1b[8;24;80t"),
    *("\x1b[4;480;800t", "\x1b[6;20;10t", "\x1b[?997;1n", "\x1b[?2026;2$y", "\x1b[?1u"),
    *("\x1b_Gi=31;OK\x1b\\", "\x1b^private\x1b\\", "\x1bXsuwU\x1b\\"),
)
"""Answers of a terminal, also to questions that nobody has asked."""
_SIZES = ((1, 1), (10, 4), (20, 5), (59, 12), (60, 20), (80, 24), (90, 30), (120, 40), (200, 60))
_BUTTONS = (0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16)
"""Button codes: mostly the left one; 4, 8 and 16 add Shift, Alt and Ctrl to it."""
_MAX_BURST = 8
_MAX_UNSETTLED = 25
"""Events that the program receives at once, before it can respond to the first of them."""
_MAX_SHOWN = 200
"""Bytes of an event that a failure lists."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to the program.

    Attributes:
        kind: What it is, for people.
        data: Bytes that the terminal sends at once; empty for other events.
        size: The new columns and rows of the terminal, for a change of size.
        signals: Signals that the process receives, in their order.
        change: Kind of change of the files, one of `FILE_CHANGES`.
        number: A random number that determines the details of the change.
        settles: Whether to wait for the program's response before the next event.
    """

    kind: str
    data: bytes = b""
    size: tuple[int, int] | None = None
    signals: tuple[signal.Signals, ...] = ()
    change: str = ""
    number: int = 0
    settles: bool = False

    def __str__(self) -> str:
        details = repr(self.data[:_MAX_SHOWN])[1:]
        if self.size:
            details = f"{self.size[0]}x{self.size[1]}"
        elif self.signals:
            details = ", ".join(each.name for each in self.signals)
        elif self.change:
            details = f"{self.change} {self.number}"
        return f"{self.kind} {details}{', then wait' if self.settles else ''}"


def random_events(seed: int, size: tuple[int, int]) -> Iterator[Event]:
    """Yield events without end, the same ones for the same seed.

    Args:
        seed: Any number.
        size: Columns and rows of the terminal before the first event.
    """
    rng = Random(seed)
    kinds, weights = zip(*_KINDS, strict=True)
    unsettled = huge = 0
    while True:
        [kind] = rng.choices(kinds, weights)
        huge = huge + 1 if size[0] * size[1] > USUAL_MAX_SIZE[0] * USUAL_MAX_SIZE[1] else 0
        kind = "resize" if huge > _MAX_HUGE else kind
        unsettled = unsettled or rng.randint(1, _MAX_UNSETTLED)
        unsettled -= 1
        settles = unsettled == 0
        if kind == "resize":
            size = _random_size(rng)
            yield Event(kind, size=size, settles=settles)
        elif kind == "signal":
            yield Event(kind, signals=rng.choice(_SIGNALS), settles=settles)
        elif kind == "file":
            number = rng.randrange(2**32)
            yield Event(kind, change=rng.choice(FILE_CHANGES), number=number, settles=settles)
        elif kind == "garbage":
            yield Event(kind, _garbage(rng), settles=settles)
        else:
            data = _MAKERS[kind](rng, size)
            yield Event(kind, data.encode(), settles=settles)


def _random_size(rng: Random) -> tuple[int, int]:
    if rng.random() < 0.6:
        return rng.choice(_SIZES)
    columns, rows = MAX_SIZE if rng.random() < 0.1 else USUAL_MAX_SIZE
    return rng.randint(MIN_SIZE[0], columns), rng.randint(MIN_SIZE[1], rows)


def bytes_for_key(key: str) -> str:
    """Return what a terminal sends for a key, by its name in the bindings."""
    if len(key) == 1:
        return key
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) & 0x1F)
    return KEY_BYTES[key]


def _key(rng: Random, _size: tuple[int, int]) -> str:
    if rng.random() < 0.0002:
        return bytes_for_key(rng.choice(sorted(_RARE_KEYS)))
    if rng.random() < 0.05:
        return rng.choice(_UNBOUND_KEYS)
    return bytes_for_key(rng.choice(_COMMON_KEYS))


def _escape(_rng: Random, _size: tuple[int, int]) -> str:
    """Leave a dialog, a box or the article, in which most other events would end."""
    return "\x1b"


def _mark(rng: Random, _size: tuple[int, int]) -> str:
    """Return keys that mark posts or go to others, mostly after leaving what has other keys."""
    keys = "".join(rng.choices(_MARKING_KEYS, k=rng.randint(1, 3)))
    return rng.choice(("", _ESCAPE, _ESCAPE * 3)) + keys


def _letter(rng: Random, _size: tuple[int, int]) -> str:
    return rng.choice(_LETTERS)


def _burst(rng: Random, size: tuple[int, int]) -> str:
    if rng.random() < 0.3:
        return _key(rng, size) * rng.randint(2, _MAX_BURST)
    makers = (_key, _key, _key, _letter, _click)
    return "".join(rng.choice(makers)(rng, size) for _ in range(rng.randint(2, _MAX_BURST)))


def _text(rng: Random, _size: tuple[int, int]) -> str:
    """Return a query, mostly with the key that opens a box for it and one that accepts it."""
    words = " ".join(rng.choices(_WORDS, k=rng.randint(1, 3)))
    return rng.choice(("/", ":", "T", "?", "")) + words + rng.choice(("\r", "\r", "\x1b", ""))


def _paste(rng: Random, _size: tuple[int, int]) -> str:
    return f"\x1b[200~{rng.choice(_PASTES)}\x1b[201~"


def _answer(rng: Random, _size: tuple[int, int]) -> str:
    """Return an answer of a terminal; at times only its beginning, or with keys after it."""
    answer = rng.choice(_ANSWERS)
    if rng.random() < 0.1:
        answer = answer[: rng.randint(1, len(answer))]
    return answer + rng.choice(("", "", "j", "\x1b"))


def _garbage(rng: Random) -> bytes:
    """Return bytes that are no text in UTF-8, such as mouse reports of an old kind (X10) and text
    pasted in Latin-1. None of them are keys that quit."""
    kind = rng.randrange(4)
    if kind == 0:
        return b"\x1b[M" + bytes(rng.randint(32, 255) for _ in range(3))
    if kind == 1:
        return b"\x1b[200~" + "Café à la crème".encode("latin-1") + b"\x1b[201~"
    if kind == 2:
        return "漢😀é".encode()[: rng.randint(1, 8)]
    quitting = b"q\x11"
    return bytes(byte for byte in rng.randbytes(rng.randint(1, 40)) if byte not in quitting)


def _position(rng: Random, size: tuple[int, int]) -> tuple[int, int]:
    if rng.random() < 0.01:  # a terminal that has just become smaller, or is mistaken
        return rng.choice(((9_999, 9_999), (0, 0), (-3, 5), (10**9, 1)))
    return rng.randint(1, size[0]), rng.randint(1, size[1])


def _report(button: int, position: tuple[int, int], end: str = "M") -> str:
    return f"\x1b[<{button};{position[0]};{position[1]}{end}"


def _click(rng: Random, size: tuple[int, int]) -> str:
    button, position = rng.choice(_BUTTONS), _position(rng, size)
    return _report(button, position) + _report(button, position, "m")


def _double_click(rng: Random, size: tuple[int, int]) -> str:
    return _click(rng, size) * rng.choice((2, 2, 2, 3)) if rng.random() < 0.5 else _pair(rng, size)


def _pair(rng: Random, size: tuple[int, int]) -> str:
    """Return two left clicks on the same cell, the usual double click."""
    position = _position(rng, size)
    return (_report(0, position) + _report(0, position, "m")) * 2


def _drag(rng: Random, size: tuple[int, int]) -> str:
    """Return a press, some motion and mostly a release, which can get lost."""
    position = _position(rng, size)
    data = _report(0, position)
    for _ in range(rng.randint(1, 6)):
        position = _position(rng, size)
        data += _report(32, position)
    return data + (_report(0, position, "m") if rng.random() < 0.9 else "")


def _wheel(rng: Random, size: tuple[int, int]) -> str:
    return _report(rng.choice((64, 65, 65, 66, 67)), _position(rng, size)) * rng.randint(1, 10)


def _motion(rng: Random, size: tuple[int, int]) -> str:
    return "".join(_report(35, _position(rng, size)) for _ in range(rng.randint(1, 4)))


_MAKERS = {
    "key": _key,
    "escape": _escape,
    "mark": _mark,
    "letter": _letter,
    "burst": _burst,
    "text": _text,
    "paste": _paste,
    "answer": _answer,
    "click": _click,
    "double click": _double_click,
    "drag": _drag,
    "wheel": _wheel,
    "motion": _motion,
}
_SIGNALS = (
    (signal.SIGWINCH,),
    (signal.SIGWINCH, signal.SIGWINCH, signal.SIGWINCH),
    (signal.SIGTSTP, signal.SIGCONT),
    (signal.SIGCONT,),
)
_KINDS = (
    *(("key", 480), ("escape", 80), ("mark", 240)),
    *(("letter", 40), ("burst", 120), ("text", 60), ("paste", 10), ("answer", 15)),
    *(("garbage", 10), ("click", 90), ("double click", 50), ("drag", 40), ("wheel", 40)),
    *(("motion", 20), ("resize", 40), ("signal", 10), ("file", 10)),
)
"""Kinds of events, and how frequent each is."""
