"""Distinguish lines of front matter from prose, where a fence is missing or a thematic break."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.posts.keys import KNOWN_KEYS, normalise_key

_PLAIN = re.compile(
    r"""(?P<quote>["']?)(?P<key>[^\W\d][\w.-]*(?:[ ][\w.-]+)*)(?P=quote)[ \t]*"""
    r""":(?=[ \t]|$)[ \t]*(?P<value>.*)"""
)
_TIGHT = re.compile(r"(?P<key>[^\W\d][\w-]*)(?::(?!//|\s)|:[\xa0\u3000]\s*|：\s*)(?P<value>\S.*)")
_BARE = re.compile(r"(?P<key>[a-z][\w-]*)[ \t]*(?P<value>[|>][+-]?)?[ \t]*")

_ITEM = re.compile(r"\s*-(?:\s|$|[\w\"'])")
_NOTHING = re.compile(r"\s*(?:#.*)?")
_OPENS_BLOCK = re.compile(r"(?:[|>][+-]?\d?[+-]?|[\[{].*)?(?:\s*#.*)?")

_WINDOW = 6
"""Number of lines, from a line of prose on, in which a known key makes all of them front matter."""
MIN_BODY_LINES = 12
"""Minimum number of lines of prose that are the body rather than a wrapped value."""
MIN_BODY_PARAGRAPHS = 5
"""Minimum number of paragraphs that are the body, even above a known key."""
MIN_SENTENCE_WORDS = 6
"""Minimum number of words of a line that is a sentence rather than a key with its value."""


class KeyLine(NamedTuple):
    """A line that begins with a key."""

    key: str
    value: str
    """The text after the colon, without surrounding whitespace."""
    has_valid_separator: bool
    """Whether a colon and a space separate key and value, as YAML requires."""


def parse_key_line(line: str) -> KeyLine | None:
    """Return the key and value of a line, or None if it does not begin with a key.

    A key is a single word, or several words that are a known key. Four mistakes are accepted: no
    space after the colon, or one of another width, which editors of text insert; a full-width
    colon; and no colon after a key alone on its line.
    """
    found = _PLAIN.match(line)
    if found is not None and (" " not in found["key"] or is_known_key(found["key"])):
        return KeyLine(found["key"], found["value"].strip(), has_valid_separator=True)
    found = _TIGHT.match(line)
    if found is not None and (line[found.end("key")] == ":" or is_known_key(found["key"])):
        return KeyLine(found["key"], found["value"].strip(), has_valid_separator=False)
    found = _BARE.fullmatch(line)
    if found is not None and is_known_key(found["key"]):
        return KeyLine(found["key"], found["value"] or "", has_valid_separator=False)
    return None


def is_known_key(key: str) -> bool:
    """Whether a key is in `keys.KNOWN_KEYS`."""
    return normalise_key(key) in KNOWN_KEYS


def has_known_key(lines: Iterable[str]) -> bool:
    """Whether any of the lines begins with a known key."""
    return any(
        found is not None and is_known_key(found.key) for found in map(parse_key_line, lines)
    )


def count_front_matter_lines(lines: Sequence[str], *, is_closed: bool) -> int:
    """Count the lines of front matter before the body begins.

    Args:
        lines: The lines after the opening fence.
        is_closed: Whether the lines end at a closing fence. In that case, prose below the last
            known key is the body if it is separated by a blank line or longer than a wrapped
            value, and any prose is if it has too many paragraphs. Other prose is a wrapped value.
    """
    keys = _find_keys(lines)
    known = [index for index, key in enumerate(keys) if key is not None and is_known_key(key.key)]
    prose = [index for index, line in enumerate(lines) if keys[index] is None and _is_prose(line)]
    paragraphs = [index for index in prose if index and not lines[index - 1].strip()]

    def begins_body(index: int, is_after_blank: bool) -> bool:
        if is_closed:
            if len(paragraphs) - bisect_left(paragraphs, index) >= MIN_BODY_PARAGRAPHS:
                return True
            is_last = not known or known[-1] < index
            is_long = len(prose) - bisect_left(prose, index) >= MIN_BODY_LINES
            return is_last and (bool(paragraphs and index <= paragraphs[-1]) or is_long)
        next_known = bisect_left(known, index)
        is_far = next_known == len(known) or known[next_known] >= index + _WINDOW
        return is_far and (is_after_blank or not lines[index][0].isspace())

    length = 0
    quote = ""
    may_nest = is_after_blank = False
    for index, (line, key) in enumerate(zip(lines, keys, strict=True)):
        if _NOTHING.fullmatch(line):
            is_after_blank = is_after_blank or not line.strip()
            continue
        if key is not None:
            may_nest = bool(_OPENS_BLOCK.fullmatch(key.value))
            quote = _open_quote(key.value, lines[index + 1 : index + 1 + MIN_BODY_LINES])
        elif quote and is_closed:
            quote = "" if line.rstrip().endswith(quote) else quote
        elif not (may_nest and _is_nested(line)) and begins_body(index, is_after_blank):
            return length
        length, is_after_blank = index + 1, False
    return len(lines) if is_closed else length


def _find_keys(lines: Sequence[str]) -> list[KeyLine | None]:
    """Return the key of each line, but not of a paragraph such as `Warning: mind the gap`."""
    keys = [parse_key_line(line) for line in lines]
    for index in range(1, len(lines) - 1):
        key = keys[index]
        if key is None or lines[index - 1].strip() or is_known_key(key.key):
            continue
        if key.key[0].islower():
            continue
        below = lines[index + 1]
        is_sentence = not below.strip() and len(key.value.split()) >= MIN_SENTENCE_WORDS
        if is_sentence or (keys[index + 1] is None and _is_prose(below)):
            keys[index] = None
    return keys


def _open_quote(value: str, below: Sequence[str]) -> str:
    """Return the quote that opens a value and closes on a line below it, or an empty text."""
    quote = value[:1]
    is_open = quote in ("'", '"') and (len(value) == 1 or not value.endswith(quote))
    return quote if is_open and any(line.rstrip().endswith(quote) for line in below) else ""


def _is_nested(line: str) -> bool:
    """Whether a line can belong to the key above it, if that has a list or a block scalar."""
    return line[0].isspace() or _ITEM.match(line) is not None


def _is_prose(line: str) -> bool:
    """Whether a line without a key is neither blank, nor a comment, nor part of a value."""
    return not (_NOTHING.fullmatch(line) or _is_nested(line))
