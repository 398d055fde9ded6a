"""The sequences that a terminal sends: which of them are keys, and which are replies.

Keys have the forms of xterm, https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, of rxvt, of
the Linux console, and of Kitty, https://sw.kovidgoyal.net/kitty/keyboard-protocol/.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_CELLS = 9_999
"""Columns or rows in a report of the mouse or of the size. No terminal has more."""
_MAX_LENGTH = 32
"""Bytes of a sequence, after which Textual takes it for single keys."""

# The patterns are compiled when they are first used, which is after the first paint.
_REPLY = (
    rb"\x1b\[(?:"
    rb"\?[\d;]*c"  # device attributes, https://vt100.net/docs/vt510-rm/DA1.html
    rb"|6;[\d;]*t"  # the size of a cell
    rb"|2;\d+R"  # the position of the cursor in row 2, where the width of a mark is measured
    rb")"
)
_KEY = (
    rb"\x1b(?:"
    rb"\[(?:1;\d{1,3})?[A-FHPQS]|\[[GRZa-d]"  # arrows, Home, End, F1 to F4
    rb"|\[1;\d{1,3}[Rp-y]"  # F3, and digits with Ctrl in Tera Term
    rb"|\[(?:[1-8]|1[1-57-9]|2[0134568]|29|3[1-4]|6[23]|57427)?(?:;\d{1,3})?~"  # others
    rb"|\[(?:[1-8]|1[1-57-9]|2[0134568]|29|3[1-4])[\^@$]"  # the same in rxvt
    rb"|\[\[[A-E]"  # F1 to F5 on the console
    rb"|O[A-DFHMP-Sa-dj-kmn-y]"  # arrows and the keypad in application mode
    rb"|\[[IO]"  # the window has, or has lost, the focus
    rb"|\[\?(?:2026|2048);\d\$y"  # modes that Textual asks about
    rb")"
)
_KITTY_KEY = (
    rb"\x1b\[(?P<code>\d{1,7})(?::[\d:]{0,16})?"
    rb"(?:;(?P<modifiers>\d{0,3})(?::(?P<event>\d))?)?"
    rb"(?:;(?P<text>[\d:]*))?"
    rb"(?P<final>[u~A-FHPQS])"
)
"""Any key; with its other layouts, with what happened to it, and with the text that it types."""
_OTHER_KEY = rb"\x1b\[27;(\d{1,3});(\d{1,7})~"
"""A key as xterm sends it with `modifyOtherKeys`."""
_RELEASED = b"3"
_MOUSE = rb"\x1b\[<(\d{1,3});(-?\d+);(-?\d+)([Mm])"
_SIZE = rb"\x1b\[48" + rb";(\d{1,5})(?::[\d:]*)?" * 4 + rb"t"


def is_reply(sequence: bytes) -> bool:
    """Return whether a complete control sequence answers a question of the driver."""
    return re.fullmatch(_REPLY, sequence) is not None


def known_key(sequence: bytes, *, has_kitty_keys: bool) -> bytes:
    """Return a complete sequence as Textual is to receive it; empty if it must not.

    Key presses, mouse reports and sizes pass. Numbers are limited to what Textual can use: it fails
    at a code that is not a character, and at a width of 0.

    Args:
        sequence: A control sequence, or a single shift with its letter.
        has_kitty_keys: Whether Textual understands Kitty's keyboard protocol.
    """
    if re.fullmatch(_KEY, sequence):
        return sequence
    if mouse := re.fullmatch(_MOUSE, sequence):
        return _mouse_report(mouse)
    if size := re.fullmatch(_SIZE, sequence):
        return _size_report([int(number) for number in size.groups()])
    if not has_kitty_keys:
        return b""
    if other := re.fullmatch(_OTHER_KEY, sequence):
        modifiers, code = map(int, other.groups())
        return b"\x1b[%d;%du" % (code, modifiers) if _is_character(code) else b""
    key = re.fullmatch(_KITTY_KEY, sequence)
    return _kitty_key(key) if key else b""


def _mouse_report(report: re.Match[bytes]) -> bytes:
    """Return a report with positions that a terminal can have."""
    buttons, column, row, final = report.groups()
    if column.startswith(b"-") or row.startswith(b"-"):
        return b""
    x, y = _limited(column), _limited(row)
    return b"\x1b[<%d;%d;%d%b" % (int(buttons), x, y, final) if x and y else b""


def _limited(number: bytes) -> int:
    return MAX_CELLS if len(number.lstrip(b"0")) > len(str(MAX_CELLS)) else int(number)


def _size_report(numbers: Sequence[int]) -> bytes:
    """Return a size of the window in cells and pixels, if it can be one."""
    rows, columns, height, width = numbers
    is_possible = 0 < rows <= min(height, MAX_CELLS) and 0 < columns <= min(width, MAX_CELLS)
    return b"\x1b[48;%d;%d;%d;%dt" % (rows, columns, height, width) if is_possible else b""


def _kitty_key(key: re.Match[bytes]) -> bytes:
    """Return a press of a key without its other layouts.

    Text without a key, as input methods send it, becomes plain text.
    """
    code, final = int(key["code"]), key["final"]
    text = _characters(key["text"])
    if key["event"] == _RELEASED or text is None:
        return b""
    if final != b"u":
        is_function = code == 1 if final != b"~" else re.fullmatch(_KEY, b"\x1b[%d~" % code)
        return b"\x1b[%d;%d%b" % (code, int(key["modifiers"] or 1), final) if is_function else b""
    if not code:
        return text.encode()
    if not _is_character(code):
        return b""
    pressed = b"\x1b[%d;%d" % (code, int(key["modifiers"] or 1))
    if text:
        pressed += b";" + b":".join(b"%d" % ord(character) for character in text)
    # One that types many characters types them as text.
    return pressed + b"u" if len(pressed) < _MAX_LENGTH else text.encode()


def _characters(codes: bytes | None) -> str | None:
    """Return the text of some codes; None if one is not a character."""
    numbers = [int(code[:8]) for code in (codes or b"").split(b":") if code]
    return "".join(map(chr, numbers)) if all(map(_is_typed, numbers)) else None


def _is_character(code: int) -> bool:
    return code < 0xD800 or 0xE000 <= code <= 0x10FFFF


def _is_typed(code: int) -> bool:
    return _is_character(code) and code >= 0x20 and not 0x7F <= code < 0xA0
