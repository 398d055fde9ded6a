"""Bytes to text that is safe to show: known encoding, known line ends, no control character.

Cleaning is done where text enters, and again on every value that a front matter parser makes,
because `"\\e"` in YAML and `&#27;` in HTML are control characters only after parsing.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

_ENCODINGS_BY_BOM = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the start of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Decoded(NamedTuple):
    """The text of a file, without a byte order mark."""

    text: str
    problem: str | None = None
    """What is wrong with the encoding and how it was read; None if it is UTF-8 throughout."""
    offset: int = 0
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
