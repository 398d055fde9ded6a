r"""Cleaning: text that is safe to show in a terminal.

There are three functions for text from outside. Which one to use depends on where the text stands
in the program:

| function     | use it for                                   | line breaks | tabs    | spaces    |
| ------------ | -------------------------------------------- | ----------- | ------- | --------- |
| `clean_text` | a file, or a value of several lines          | become `\n` | kept    | kept      |
| `one_line`   | a value of one line: title, tag, author, key | become ` `  | ` `     | collapsed |
| `clean_line` | part of a line, right before it is shown     | become ` `  | ` `     | kept      |

`clean_text` and `one_line` clean text where it enters the program, and clean every value that a
front matter parser returns: `"\e"` in YAML and `&#27;` in HTML become control characters only
when they are parsed. `clean_line` is the last check before the terminal. It is the strictest of the
three: it also removes soft hyphens, invisible format characters and stray joiners, because
functions that count cells and terminals disagree about their width.

Finally, everything that is drawn passes the gate in `reader.text.segments`.

All three keep tag characters only in the flag of a region, such as that of Scotland, and at most
one selector of a variant after an ideograph: both are invisible, so that text can be hidden in them
(https://www.unicode.org/reports/tr51/#valid-emoji-tag-sequences).

`one_line` and `clean_line` limit the marks on one character, which may cover the lines around it.

All three replace a control character that may have hidden something by a visible character, and
delete the others. None of them raises. ECMA-48 defines the controls that terminals act on
(https://ecma-international.org/publications-and-standards/standards/ecma-48/), UAX #9 the
characters that reorder text (https://www.unicode.org/reports/tr9/).
"""

from __future__ import annotations

import re
import unicodedata

FIRST_PRIVATE = "\U00100000"
"""First character of plane 16, a private use area, which the program uses for picture placeholders.

Cleaning replaces these characters, so that no text of a post can be taken for a placeholder.
"""

_PLANE_14 = "\U000e0000-\U000e0fff"
"""Characters for tags, selectors of ideographs, and unassigned ones without width."""

_UNCLEAN = re.compile(
    f"[{_PLANE_14}"
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U00100000-\U0010ffff]"
)
_PRINTABLE_ASCII = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PRIVATE_PLANE = re.compile("[\U00100000-\U0010ffff]")
# NUL, BS, SO, SI, ESC and DEL make a terminal move, erase or start a command. They may have been
# meant to hide something, so their Unicode control picture takes their place. The other C0
# controls hide nothing and are deleted.
_CONTROL_PICTURES = {
    **{code: chr(0x2400 + code) for code in (0x00, 0x08, 0x0E, 0x0F, 0x1B)},
    0x7F: "\u2421",
}
_INVISIBLE = (0x202A, 0x202B, 0x202C, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF)
_BIDI_OVERRIDES = (0x202D, 0x202E)
_TEXT_REPLACEMENTS: dict[int, str | None] = {
    **{code: None for code in range(0x20) if chr(code) not in "\t\n"},
    **dict.fromkeys(_INVISIBLE),
    **dict.fromkeys((*range(0x80, 0xA0), *_BIDI_OVERRIDES, *range(0xD800, 0xE000)), "\ufffd"),
    **_CONTROL_PICTURES,
}

# Controls, and the characters that reorder or hide the text after them: bidirectional embeddings,
# overrides and isolates, line separators, soft hyphens. Joiners stay, because
# emoji and Persian need them. Plane 16 is reserved for picture placeholders.
_UNSAFE_IN_LINE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    f"{_PLANE_14}\U00100000-\U0010ffff]"
)
_UNSAFE_ON_SCREEN = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff{_PLANE_14}]"
)
# Functions that count cells disagree about a zero width joiner that joins nothing, or symbols that
# are neither letters nor emoji.
_STRAY_JOINER = re.compile(
    "(?<![^\\s\u200b])\u200d+"
    "|\u200d(?=[\u200d!-/:-@\\[-`{-~\u00a1-\u00bf\u2010-\u2027\u2030-\u218f\u2200-\u25ff\u27c0-\u2aff\u3001-\u3030])"
)
MAX_JOINERS = 4
"""Maximum number of joiners in an emoji. A family of four has three
(https://www.unicode.org/Public/emoji/latest/emoji-zwj-sequences.txt).

Rich counts two cells for any number of joined emoji, but a terminal that cannot join them draws
each, so that a long row would cover what is beside it.
"""
_JOINED_EMOJI = re.compile(
    f"(?:\u200d[^\\w\\s\u200d][\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]{{0,2}}){{{MAX_JOINERS + 1},}}"
)
_SELECTORS = "[\U000e0100-\U000e01ef]"
_HIDDEN = re.compile(
    # A black flag, the tags of two letters and of one to four letters or digits, and the end tag:
    # https://www.unicode.org/reports/tr35/#unicode_subdivision_id
    "(?P<flag>\U0001f3f4[\U000e0061-\U000e007a]{2}[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,4}"
    "\U000e007f)"
    "|(?P<tags>[\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]+)"
    f"|(?<=[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])(?P<variant>{_SELECTORS}){_SELECTORS}*"
    f"|{_SELECTORS}+"
)
_ANY_HIDDEN = re.compile(f"[{_PLANE_14}]")
MAX_MARKS = 30
"""Maximum number of marks and other characters without width in a row.

UAX #15 calls it far more than any language needs (https://www.unicode.org/reports/tr15/#UAX15-D3).
"""
_MARK_CATEGORIES = frozenset(("Mn", "Me", "Mc", "Cf"))
# Marks are among these characters, as are rules and emoji.
_MAY_HAVE_MANY_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1}}}")
_JOINER = "\u200d"
JOINER_PAIR = 2 * _JOINER
"""What `clean_line` makes of a joiner before a letter."""
_LETTER_JOINER = re.compile(r"\u200d(?=\w)")
_WHITESPACE = frozenset("\t\n\x0b\x0c\r\x85\u2028\u2029")
_VISIBLY_REPLACED = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))))


def clean_text(text: str) -> str:
    r"""Return text of any number of lines, safe to show.

    Every kind of line break becomes `\n`, and tabs stay. A control character that a terminal acts
    on becomes its control picture (`␛`) or U+FFFD, so that people see that something was there.
    Controls without effect on the text (BEL), byte order marks, and bidirectional embeddings and
    isolates are deleted. Joiners, variation selectors and direction marks stay: emoji and some
    scripts need them.

    Returns:
        The same object if there was nothing to clean.
    """
    if _is_printable_ascii(text) or not _UNCLEAN.search(text):
        return text
    text = _HIDDEN.sub(_shown, text)
    text = _LINE_BREAKS.sub("\n", text).translate(_TEXT_REPLACEMENTS)
    return _PRIVATE_PLANE.sub("\ufffd", text)


def _is_printable_ascii(text: str) -> bool:
    # The fastest check that Python has, and most files pass it.
    return text.isascii() and not text.encode().translate(None, _PRINTABLE_ASCII)


def one_line(text: str) -> str:
    """Return text as a single line, safe to show, without whitespace around it.

    It is cleaned as by `clean_text`, and each run of whitespace and line breaks becomes one space.
    """
    if not text.isprintable():
        text = clean_text(text)
    elif not text.isascii() and _ANY_HIDDEN.search(text):
        text = _HIDDEN.sub(_shown, text)
    text = _limit_marks(text)
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:  # the usual case
        return text
    return " ".join(text.split())


def clean_line(text: str) -> str:
    """Return part of a line, safe to show, with its spaces kept.

    Line breaks and tabs become spaces, other controls become U+FFFD, so that people see where
    something was. Invisible format characters and joiners that join nothing are deleted.

    A joiner before a letter, as in Sinhala, is doubled: Rich takes the character after a joiner for
    a part of the one before, which is right for emoji only. `single_joiners` undoes that.
    """
    if _UNSAFE_IN_LINE.search(text):
        text = _UNSAFE_IN_LINE.sub(_replacement, _HIDDEN.sub(_shown, text))
    text = _limit_marks(text)
    if _JOINER not in text:
        return text
    text = _JOINED_EMOJI.sub(_joined_less, _STRAY_JOINER.sub("", text))
    return _LETTER_JOINER.sub(JOINER_PAIR, text)


def _joined_less(match: re.Match[str]) -> str:
    parts = match[0].split(_JOINER)
    return _JOINER.join(parts[: MAX_JOINERS + 1]) + "".join(parts[MAX_JOINERS + 1 :])


def _limit_marks(text: str) -> str:
    if text.isascii() or not _MAY_HAVE_MANY_MARKS.search(text):
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in _MARK_CATEGORIES else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def safe_on_screen(text: str) -> str:
    """Return a drawn text, in which each character that a terminal acts on becomes U+FFFD.

    It is the last gate, behind which there is only the terminal. The placeholders of pictures stay,
    and so do the joiners that `clean_line` has doubled.

    Returns:
        The same object if the text contains no such character, as is usual.
    """
    if not _UNSAFE_ON_SCREEN.search(text):
        return text
    return _UNSAFE_ON_SCREEN.sub(_shown_on_screen, _HIDDEN.sub(_shown, text))


def _shown_on_screen(match: re.Match[str]) -> str:
    return match[0] if _ANY_HIDDEN.match(match[0]) else "\ufffd"


def single_joiners(text: str) -> str:
    """Return text that leaves the program without the joiners that `clean_line` has doubled."""
    return text.replace(JOINER_PAIR, _JOINER) if JOINER_PAIR in text else text


def _shown(match: re.Match[str]) -> str:
    if match["tags"]:
        return "\ufffd"
    return match["flag"] or match["variant"] or ""


def _replacement(match: re.Match[str]) -> str:
    character = match.group()
    if character in _WHITESPACE:
        return " "
    if _ANY_HIDDEN.match(character):  # part of a flag or of an ideograph, as the others are gone
        return character
    is_visible = character in _VISIBLY_REPLACED or character >= FIRST_PRIVATE
    return "\ufffd" if is_visible else ""
