"""Decode the bytes of a feed to text.

Declarations of encodings are often missing or wrong. In this order, the first one that fits counts:
a byte order mark, zero bytes as only UTF-16 and UTF-32 have them, the charset that the server
names, the XML declaration, and UTF-8. Where none fits, the encoding is guessed. The labels are
those of the Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from reader.text.decode import decode

MAX_SAMPLE = 16_384
"""Bytes that are looked at to guess an encoding."""

_BEGINNINGS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (b"\x4c\x6f\xa7\x94", "cp037"),  # "<?xm" in EBCDIC
)
# Where the zero bytes of "<" and the character after it are; white space may come first.
# See https://www.w3.org/TR/xml/#sec-guessing-no-ext-info.
_WIDE = (
    (re.compile(rb"(?:[\t\n\r ]\0\0\0)*[<{]\0\0\0"), "utf-32-le"),
    (re.compile(rb"(?:\0\0\0[\t\n\r ])*\0\0\0[<{]"), "utf-32-be"),
    (re.compile(rb"(?:[\t\n\r ]\0)*[<{]\0[^\0]"), "utf-16-le"),
    (re.compile(rb"(?:\0[\t\n\r ])*\0[<{]\0"), "utf-16-be"),
)

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)

_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
"""Encodings that people name, and those that they use under these names."""

_PLAIN_ENCODING = re.compile(
    r"cp(?:437|7\d\d|8[56]\d|866|869|874|932|949|950|1125|125\d|1361)|iso8859-\d+|koi8-[rtu]|kz1048"
    r"|mac-[a-z]+\d?|iso2022_(?:jp|kr)(?:_\w+)?|euc_\w+|shift_jis\w*|big5hkscs|gb18030|hz|johab"
    r"|ptcp154|hp-roman8|utf-8(?:-sig)?"
)
"""Encodings of text in which ASCII is ASCII. Python has others that are neither."""

_SEVEN_BIT = re.compile(r"iso2022_|hz")

_GUESSES = (
    "cp1252", "cp1251", "koi8_r", "cp932", "euc_jp", "cp949", "gb18030", "big5", "cp1250",
    "iso8859_2", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "cp866",
)  # fmt: skip
"""Encodings that are guessed. Of two that fit equally well, the first is taken."""

_BY_LANGUAGE = {
    "ar": ("cp1256",), "bg": ("cp1251", "koi8_r"), "cs": ("cp1250", "iso8859_2"),
    "el": ("cp1253",), "et": ("cp1257",), "fa": ("cp1256",), "he": ("cp1255",),
    "hr": ("cp1250", "iso8859_2"), "hu": ("cp1250", "iso8859_2"), "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",), "lt": ("cp1257",), "lv": ("cp1257",), "pl": ("cp1250", "iso8859_2"),
    "ro": ("cp1250", "iso8859_2"), "ru": ("cp1251", "koi8_r", "cp866"),
    "sk": ("cp1250", "iso8859_2"), "sl": ("cp1250", "iso8859_2"), "th": ("cp874",),
    "tr": ("cp1254",), "uk": ("cp1251", "koi8_r"), "zh": ("gb18030", "big5"),
}  # fmt: skip
"""Encodings that are likely in a language, which many feeds declare though not their encoding."""
_LANGUAGE = re.compile(
    rb"""(?:<(?:\w{1,20}:)?language\b[^<>]{0,100}>\s{0,20}|\bxml:lang\s?=\s?["'])([a-zA-Z]{2})\b"""
)
_MAX_CHAOS = 0.12
"""How unlikely text in an encoding of the declared language may look."""

_TEXT_WITH_HIGH_BYTES = re.compile(rb"[^<>]*[\x80-\xff][^<>]*")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")


def decode_document(data: bytes, content_type: str) -> str:
    """Decode a feed. Never raises; what cannot be decoded becomes U+FFFD.

    Args:
        data: The document.
        content_type: The Content-Type of the server, or an empty text.
    """
    encoding = _wide_encoding(data)
    if encoding is not None:
        return data.decode(encoding, "replace")
    for encoding in _declared_encodings(data, content_type):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    if _is_mostly_utf8(data):
        return decode(data).text
    return data.decode(_guess_encoding(data), "replace")


def _wide_encoding(data: bytes) -> str | None:
    for beginning, encoding in _BEGINNINGS:
        if data.startswith(beginning):
            return encoding
    head = data[:1_000]
    if b"\0" not in head:
        return None
    return next((encoding for pattern, encoding in _WIDE if pattern.match(head)), None)


def _declared_encodings(data: bytes, content_type: str) -> Iterator[str]:
    """Yield the encodings to try, the best first.

    A server's charset goes before the XML declaration (RFC 7303). But many servers add one to all
    files, so that UTF-8 goes first if the document declares it, or declares nothing.
    """
    charset = _CHARSET.search(content_type)
    declared = _DECLARED.search(data[:1_000])
    by_server = None if charset is None else _find_encoding(charset[1])
    by_document = None if declared is None else _find_encoding(declared[1].decode("ascii"))
    if by_server is not None and _SEVEN_BIT.match(by_server):  # its bytes are valid UTF-8 too
        yield by_server
    if by_document in ("utf-8", None):
        yield "utf-8"
    if by_server is not None:
        yield by_server
    if by_document is not None:
        yield by_document


def _find_encoding(label: str) -> str | None:
    """Return Python's name of an encoding, or None if it is unknown or not usable."""
    label = label.lower()
    for spelling in (label, label.removeprefix("x-"), label.replace("windows-", "cp")):
        try:
            name = codecs.lookup(spelling).name
            break
        except (LookupError, ValueError):
            continue
    else:
        return None
    name = _SUPERSETS.get(name, name)
    return name if _PLAIN_ENCODING.fullmatch(name) else None


def _is_mostly_utf8(data: bytes) -> bool:
    """Return whether more letters of a document are valid UTF-8 than not."""
    valid = invalid = 0
    for letters in _HIGH_BYTES.finditer(data):
        try:
            letters[0].decode()
            valid += 1
        except UnicodeDecodeError:
            invalid += 1
    return valid > invalid


def _guess_encoding(data: bytes) -> str:
    sample = b"\n".join(_TEXT_WITH_HIGH_BYTES.findall(data))[:MAX_SAMPLE]
    declared = _LANGUAGE.search(data)
    language = b"" if declared is None else declared[1].lower()
    likely = _BY_LANGUAGE.get(language.decode("ascii"), ())
    ranked = sorted(
        (
            not (encoding in likely and match.chaos <= _MAX_CHAOS),
            round(match.chaos, 2),
            -round(match.coherence, 1),
            _GUESSES.index(encoding),
        )
        for match in from_bytes(sample, cp_isolation=list(_GUESSES))
        for encoding in match.could_be_from_charset
        if encoding in _GUESSES
    )
    return _GUESSES[ranked[0][-1]] if ranked else "cp1252"
