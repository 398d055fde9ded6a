"""Cleaning: text that is safe to show in a terminal.

Text is cleaned where it enters, again on every value that a front matter parser makes (`"\\e"` in
YAML and `&#27;` in HTML are control characters only after parsing), and once more where a line
leaves for the terminal.
"""

from __future__ import annotations

import re

FIRST_PRIVATE = "\U00100000"
"""First character of plane 16, which is for private use. Only placeholders of pictures use it."""

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


# Controls, and the characters that reorder or hide what stands after them: embeddings, overrides,
# isolates, line separators, soft hyphens, tags. Joiners stay; emoji and Persian need them. The last
# plane is for private use: with it we and some terminals say where there is a picture.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0001-\U000e001f\U00100000-\U0010ffff]"
)
# A joiner that joins nothing is measured in two ways by what counts cells.
_STRAY_JOINER = re.compile("(?<![^\\s\u200b])\u200d+|\u200d(?=\u200d)")
_BLANK = frozenset("\t\n\x0b\x0c\r\x85\u2028\u2029")
_SHOWN = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))))


def clean_line(text: str) -> str:
    """Text that is safe within a line.

    Breaks and tabs become blanks, other controls the replacement character, so that a reader
    sees where something was; invisible format characters go.
    """
    if _UNSAFE.search(text):
        text = _UNSAFE.sub(_safe_for, text)
    return _STRAY_JOINER.sub("", text) if "\u200d" in text else text


def _safe_for(found: re.Match[str]) -> str:
    character = found.group()
    if character in _BLANK:
        return " "
    return "\ufffd" if character in _SHOWN or character >= FIRST_PRIVATE else ""
