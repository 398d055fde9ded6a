"""The lines of a block as one text again, in which what was broken in two is whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from reader.text.line_breaks import may_part

_LEFT = re.compile(r"[ ▎]*")
"""Blanks, and the bars that quotes draw, left of the text of a line."""
_HYPHEN = re.compile(r"\w\w[-/]$|\u2014$")
_IN_ADDRESS = re.compile(r"\w[-/._?&=,;:#%]$")


class Part(NamedTuple):
    """What one line gave to the joined text."""

    start: int
    """Where it begins in the joined text."""
    skipped: int
    """Characters at the beginning of the line that are left out."""
    length: int


def joined(lines: Sequence[str]) -> tuple[str, Sequence[Part]]:
    """The lines as one text, and the part of each in it.

    A newline parts them, but where a line was broken within a word, or between two characters of
    a script without blanks, nothing does. Lines do not tell which it was; what is told here is
    what the rules of `breaks` make likely.
    """
    width = max(map(cell_len, lines), default=0)
    texts: list[str] = []
    parts: list[Part] = []
    at = 0
    before = ""
    for text in lines:
        left = _left_of(text)
        skipped = 0
        if parts and _is_within_word(before, text[left:], width):
            skipped = left
        elif parts:
            texts.append("\n")
            at += 1
        parts.append(Part(at, skipped, len(text) - skipped))
        texts.append(text[skipped:])
        at += len(text) - skipped
        before = text
    return "".join(texts), parts


def pieces(parts: Sequence[Part], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The line, the start in it and the end in it of each piece of a span of the joined text."""
    first_line = max(bisect_right(parts, start, key=lambda part: part.start) - 1, 0)
    for line in range(first_line, len(parts)):
        part = parts[line]
        if part.start >= end:
            return
        first, last = max(start - part.start, 0), min(end - part.start, part.length)
        if first < last:
            yield line, first + part.skipped, last + part.skipped


def _left_of(text: str) -> int:
    found = _LEFT.match(text)
    return found.end() if found else 0


def _is_within_word(before: str, after: str, width: int) -> bool:
    if not before or not after:
        return False
    if may_part(before[-1], after[0]):
        return True
    if not (after[0].isalnum() or after[0] == "_"):
        return False
    if _HYPHEN.search(before):
        return True
    if " " in before[_left_of(before) :]:
        return False
    cells = cell_len(before)
    return cells == width or (cells * 2 > width and bool(_IN_ADDRESS.search(before)))
