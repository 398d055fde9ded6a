"""Bytes to text that is safe to show: known encoding, known line ends, no control character.

Cleaning is done where text enters, and again on every value that a front matter parser makes,
because `"\\e"` in YAML and `&#27;` in HTML are control characters only after parsing.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_ENCODINGS_BY_BOM = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the start of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_UNCLEAN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U00100000-\U0010ffff]"
)
_PLAIN = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# A terminal that met one of these would move, erase, or read on as a command, so something may
# have been hidden here: a mark stays in its place. The other C0 controls hide nothing and go.
_PICTURES = {code: chr(0x2400 + code) for code in (0x00, 0x08, 0x0E, 0x0F, 0x1B)} | {0x7F: "\u2421"}
_INVISIBLE = (0x202A, 0x202B, 0x202C, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF)
_REORDERING = (0x202D, 0x202E)
# For private use: with it we and some terminals say where there is a picture.
_LAST_PLANE = re.compile("[\U00100000-\U0010ffff]")
_CLEANED: dict[int, str | None] = {
    **{code: None for code in range(0x20) if chr(code) not in "\t\n"},
    **dict.fromkeys(_INVISIBLE),
    **dict.fromkeys((*range(0x80, 0xA0), *_REORDERING, *range(0xD800, 0xE000)), "\ufffd"),
    **_PICTURES,
}


class Decoded(NamedTuple):
    """The text of a file, without a byte order mark."""

    text: str
    fault: str | None = None
    """What is wrong with the encoding and how it was read; None if it is UTF-8 throughout."""
    at: int = 0
    """The index in the text of the first character that the fault is about."""


def decode(data: bytes) -> Decoded:
    """Read bytes as text; never raises.

    A byte order mark decides, else it is UTF-8. Bytes that are not UTF-8 are read as
    Windows-1252, each for itself, so that one bad byte does not spoil a file of another script.
    """
    for mark, encoding in _ENCODINGS_BY_BOM:
        if data.startswith(mark):
            data = data[len(mark) :]
            if encoding != "utf-8":
                text = data.decode(encoding, "replace")
                return Decoded(text, f"the file is {encoding[:6].upper()}, and was read as such")
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError as error:
        sound = data[: error.start].decode()
        rest = data[error.start :].decode(errors=_WINDOWS_1252)
        fault = "the file is not UTF-8; the bytes that are not were read as Windows-1252"
        return Decoded(sound + rest, fault, len(sound))


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """A codec error handler: the one byte that is wrong, and where to read on."""
    assert isinstance(error, UnicodeDecodeError)
    end = error.start + 1
    return error.object[error.start : end].decode("cp1252", "replace"), end


_WINDOWS_1252 = "broadsheet-windows-1252"
codecs.register_error(_WINDOWS_1252, _as_windows_1252)


def clean_text(text: str) -> str:
    r"""Text of many lines, safe to show.

    Every kind of line end becomes `\n`; tabs stay. A control character that a terminal acts on
    becomes its picture (`␛`) or U+FFFD, so that a reader sees that something was there; those
    that do nothing (BEL) go, as do byte order marks and bidirectional embeddings and isolates.
    Joiners, variation selectors and direction marks stay: emoji and scripts need them.

    Returns:
        The very same object if there was nothing to clean.
    """
    if _is_plain(text) or not _UNCLEAN.search(text):
        return text
    return _LAST_PLANE.sub("\ufffd", _BREAKS.sub("\n", text).translate(_CLEANED))


def _is_plain(text: str) -> bool:
    """Whether a text is of printable ASCII, told by the quickest means that Python has."""
    return text.isascii() and not text.encode().translate(None, _PLAIN)


def one_line(text: str) -> str:
    """Text of one line, safe to show: cleaned, each run of blanks and breaks one blank."""
    if not text.isprintable():
        text = clean_text(text)
    elif "  " not in text and text[:1] != " " != text[-1:]:  # the usual case, and the quickest
        return text
    return " ".join(text.split())
