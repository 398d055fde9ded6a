"""Telling front matter from prose, line by line: for fences that are missing or only a rule."""

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
_TIGHT = re.compile(r"(?P<key>[^\W\d][\w-]*)(?::(?!//|\s)|：\s*)(?P<value>\S.*)")
_BARE = re.compile(r"(?P<key>[a-z][\w-]*)[ \t]*(?P<value>[|>][+-]?)?[ \t]*")

_ITEM = re.compile(r"\s*-(?:\s|$|[\w\"'])")
_NOTHING = re.compile(r"\s*(?:#.*)?")
_OPENS_BLOCK = re.compile(r"(?:[|>][+-]?\d?[+-]?|[\[{].*)?(?:\s*#.*)?")

_WINDOW = 6
"""Lines, from a line of prose on, in which a known key shows that they are all front matter."""
_LONG = 12
"""Lines of prose before a closing fence that are too many for a wrapped value."""
_MANY = 5
"""Paragraphs of prose before a closing fence that are too many for one, whatever is below them."""
_SENTENCE = 6
"""Words of a paragraph of one line that is a sentence rather than a value."""


class KeyLine(NamedTuple):
    """A line that gives a key."""

    key: str
    value: str
    """What stands after the colon, without blanks around it."""
    is_sound: bool
    """Whether the colon is one and a blank follows it, as YAML wants."""


def key_line(line: str) -> KeyLine | None:
    """The key and value of a line that begins with a key; None if it does not.

    A key is one word, or more that are a known key. Also known are keys whose colon lacks the
    blank after it, is a full-width one, or is missing from a line that has nothing but the key.
    """
    found = _PLAIN.match(line)
    if found is not None and (" " not in found["key"] or is_known_key(found["key"])):
        return KeyLine(found["key"], found["value"].strip(), is_sound=True)
    found = _TIGHT.match(line)
    if found is not None and (line[found.end("key")] == ":" or is_known_key(found["key"])):
        return KeyLine(found["key"], found["value"].strip(), is_sound=False)
    found = _BARE.fullmatch(line)
    if found is not None and is_known_key(found["key"]):
        return KeyLine(found["key"], found["value"] or "", is_sound=False)
    return None


def is_known_key(key: str) -> bool:
    """Whether it is a key that posts are known to have."""
    return normalise_key(key) in KNOWN_KEYS


def has_known_key(lines: Iterable[str]) -> bool:
    """Whether any of the lines begins with a key that posts are known to have."""
    return any(found is not None and is_known_key(found.key) for found in map(key_line, lines))


def head_length(lines: Sequence[str], *, is_closed: bool) -> int:
    """How many of the lines are front matter, before the body begins.

    Args:
        lines: From the line after the opening fence.
        is_closed: Whether they end at a closing fence. Then prose is body only if no known key is
            below it, and if it stands apart or is long, or if it is many paragraphs: else it is a
            value that was wrapped.
    """
    keys = _keys_of(lines)
    known = [at for at, key in enumerate(keys) if key is not None and is_known_key(key.key)]
    prose = [at for at, line in enumerate(lines) if keys[at] is None and _is_prose(line)]
    apart = [at for at in prose if at and not lines[at - 1].strip()]

    def begins_body(at: int, is_apart: bool) -> bool:
        if is_closed:
            if len(apart) - bisect_left(apart, at) >= _MANY:
                return True
            is_last = not known or known[-1] < at
            is_long = len(prose) - bisect_left(prose, at) >= _LONG
            return is_last and (bool(apart and at <= apart[-1]) or is_long)
        next_known = bisect_left(known, at)
        is_far = next_known == len(known) or known[next_known] >= at + _WINDOW
        return is_far and (is_apart or not lines[at][0].isspace())

    length = 0
    quote = ""
    may_nest = is_apart = False
    for at, (line, key) in enumerate(zip(lines, keys, strict=True)):
        if _NOTHING.fullmatch(line):
            is_apart = is_apart or not line.strip()
            continue
        if key is not None:
            may_nest = bool(_OPENS_BLOCK.fullmatch(key.value))
            quote = _open_quote(key.value, lines[at + 1 : at + 1 + _LONG])
        elif quote and is_closed:
            quote = "" if line.rstrip().endswith(quote) else quote
        elif not (may_nest and _is_nested(line)) and begins_body(at, is_apart):
            return length
        length, is_apart = at + 1, False
    return len(lines) if is_closed else length


def _keys_of(lines: Sequence[str]) -> list[KeyLine | None]:
    """The key of each line; none where a paragraph begins like one: `Warning: mind the gap`."""
    keys = [key_line(line) for line in lines]
    for at in range(1, len(lines) - 1):
        key = keys[at]
        if key is None or lines[at - 1].strip() or is_known_key(key.key) or key.key[0].islower():
            continue
        below = lines[at + 1]
        is_sentence = not below.strip() and len(key.value.split()) >= _SENTENCE
        if is_sentence or (keys[at + 1] is None and _is_prose(below)):
            keys[at] = None
    return keys


def _open_quote(value: str, below: Sequence[str]) -> str:
    """The quote that a value begins with and a line below it ends with; empty if there is none."""
    quote = value[:1]
    is_open = quote in ("'", '"') and (len(value) == 1 or not value.endswith(quote))
    return quote if is_open and any(line.rstrip().endswith(quote) for line in below) else ""


def _is_nested(line: str) -> bool:
    """Whether a line can belong to the key above it, if that takes a list or a block."""
    return line[0].isspace() or _ITEM.match(line) is not None


def _is_prose(line: str) -> bool:
    """Whether a line that gives no key is none of the other things that front matter holds."""
    return not (_NOTHING.fullmatch(line) or _is_nested(line))
