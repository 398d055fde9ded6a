"""Decoding: the bytes of a file to text.

The result still contains whatever control characters and line breaks the file has:
`reader.text.clean.clean_text` comes next.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_ENCODINGS_BY_BOM = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32 before UTF-16: the byte order mark of UTF-16 LE is the beginning of that of UTF-32 LE.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_WITHOUT_BOM = (
    (re.compile(rb"(?:[\t\n\r -~]\0){4}"), "utf-16-le"),
    (re.compile(rb"(?:\0[\t\n\r -~]){4}"), "utf-16-be"),
)
"""How files in UTF-16 begin that have no byte order mark but begin with a fence or a key."""


class Decoded(NamedTuple):
    """The text of a file, without its byte order mark."""

    text: str
    problem: str | None = None
    """What is wrong with the encoding, and how it was decoded; None for valid UTF-8."""
    offset: int = 0
    """Index in the text of the first character that the problem is about."""


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a file. Never raises.

    A byte order mark decides the encoding, as the Encoding Standard has it
    (https://encoding.spec.whatwg.org/#bom-sniff); without one it is UTF-8, unless every other byte
    of its beginning is zero, as in UTF-16. Bytes that are not valid UTF-8 are decoded one by one as
    Windows-1252, so that a single invalid byte does not spoil a file in another script. A byte that
    Windows-1252 does not define becomes U+FFFD.
    """
    for mark, encoding in _ENCODINGS_BY_BOM:
        if data.startswith(mark):
            data = data[len(mark) :]
            if encoding != "utf-8":
                return _decode_wide(data, encoding)
    for beginning, encoding in _WITHOUT_BOM:
        if beginning.match(data):
            return _decode_wide(data, encoding)
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError as error:
        valid = data[: error.start].decode()
        rest = data[error.start :].decode(errors=_WINDOWS_1252)
        problem = "the file has bytes that are not UTF-8; they were decoded as Windows-1252"
        return Decoded(valid + rest, problem, len(valid))


def _decode_wide(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, f"the file is encoded as {encoding[:6].upper()}, not UTF-8")


def _decode_one_byte(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: the invalid byte as text, and the index at which to continue."""
    assert isinstance(error, UnicodeDecodeError)
    end = error.start + 1
    return error.object[error.start : end].decode("cp1252", "replace"), end


_WINDOWS_1252 = "broadsheet-windows-1252"
codecs.register_error(_WINDOWS_1252, _decode_one_byte)
