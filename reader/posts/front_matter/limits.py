"""Limits on the size of front matter, which are applied before it is parsed.

Parsers take time and memory for each value, and some of them far more for each level of nesting:
`tomllib` needs gigabytes for one key with 100,000 dots. What exceeds a limit is replaced with blank
lines, so that the rest keeps its line numbers, and is reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reader.posts.front_matter.model import (
    MAX_FRONT_MATTER_LENGTH,
    MalformedError,
    Remark,
)

MAX_DEPTH = 50
"""Maximum depth of nested lists and mappings. Real posts have less than ten."""
MAX_VALUES = 10_000
"""Maximum number of keys and items of lists. Real posts have dozens."""
MAX_LINES = 10_000
"""Maximum number of lines of front matter."""
MAX_LINE_LENGTH = 32_768
"""Maximum number of characters of a line, or of an entry of an object, in front matter that is
longer than `MAX_FRONT_MATTER_LENGTH`."""

_EXCERPT_LENGTH = 20
"""Number of characters of an entry that a remark quotes."""

_MOVE = "Move it to the text below the front matter, or to another file."
TOO_DEEP = f"is nested more than {MAX_DEPTH} levels deep"
TOO_MANY = f"has more than {MAX_VALUES:,} values"


class TooLargeError(MalformedError):
    """Raised before parsing if front matter exceeds `MAX_DEPTH` or `MAX_VALUES`.

    Args:
        excess: What exceeds which limit, as the end of a sentence.
    """

    def __init__(self, excess: str) -> None:
        super().__init__(excess)
        self.excess = excess

    def remark(self, line: int, key: str) -> Remark:
        """Return the remark on a key whose value was dropped because of the error."""
        return Remark(line, key, f"“{key}” {self.excess} and was ignored", _MOVE)


class Shortened(NamedTuple):
    """Front matter within the limits."""

    source: str
    """As many lines as before, unless the end was cut."""
    remarks: tuple[Remark, ...] = ()
    """What was dropped, with lines of the front matter."""


class EntrySize(NamedTuple):
    """A part of front matter that can be dropped without affecting the others."""

    start: int
    end: int
    depth: int
    """Depth of its deepest value; 1 for a scalar."""
    values: int
    """Number of its keys and items of lists."""

    @property
    def excess(self) -> str | None:
        """The limit that it exceeds by itself, as the end of a sentence."""
        if self.depth > MAX_DEPTH:
            return TOO_DEEP
        return TOO_MANY if self.values > MAX_VALUES else None


def check_entries(entries: Iterable[EntrySize]) -> None:
    """Check that front matter can be parsed.

    Raises:
        TooLargeError: An entry is too deep, or there are too many values.
    """
    values = 0
    for entry in entries:
        values += entry.values
        if entry.depth > MAX_DEPTH:
            raise TooLargeError(TOO_DEEP)
        if values > MAX_VALUES:
            raise TooLargeError(TOO_MANY)


def drop_entries(source: str, entries: Iterable[EntrySize]) -> Shortened:
    """Drop the entries that are too deep or too long, and those after the limit on all of them."""
    parts: list[str] = []
    remarks: list[Remark] = []
    end = line = length = values = 0
    is_long = len(source) > MAX_FRONT_MATTER_LENGTH
    for entry in entries:
        text = source[entry.start : entry.end]
        excess = entry.excess
        if excess is None and is_long and len(text) > MAX_LINE_LENGTH:
            excess = f"is longer than {MAX_LINE_LENGTH:,} characters"
        is_full = length + len(text) > MAX_FRONT_MATTER_LENGTH or values + entry.values > MAX_VALUES
        parts.append(source[end : entry.start])
        line += source.count("\n", end, entry.start)
        if excess is None and not is_full:
            parts.append(text)
            length += len(text)
            values += entry.values
        else:
            parts.append("\n" * text.count("\n"))
            if not remarks or excess is not None:
                remarks.append(_dropped(text, line, excess))
        line += text.count("\n")
        end = entry.end
    if not remarks:
        return Shortened(source)
    return Shortened("".join((*parts, source[end:])), tuple(remarks))


def _dropped(entry: str, lines_above: int, excess: str | None) -> Remark:
    """Return the remark on an entry that exceeds a limit, or is the first after a limit on all."""
    # An entry may begin with the end of the line above it, and with blank lines.
    text = entry.lstrip()
    line = lines_above + 1 + entry.count("\n", 0, len(entry) - len(text))
    if excess is not None:
        beginning = text[:_EXCERPT_LENGTH].partition("\n")[0]
        return Remark(line, None, f"“{beginning}…” {excess} and was ignored", _MOVE)
    return Remark(
        line,
        None,
        f"the front matter has more than {MAX_VALUES:,} values or {MAX_FRONT_MATTER_LENGTH:,}"
        " characters; what follows was ignored",
        _MOVE,
    )


def shorten_lines(source: str) -> Shortened:
    """Drop long lines, and the lines after a limit, from front matter that is too long."""
    if len(source) <= MAX_FRONT_MATTER_LENGTH and source.count("\n") <= MAX_LINES:
        return Shortened(source)
    kept: list[str] = []
    remarks: list[Remark] = []
    room = MAX_FRONT_MATTER_LENGTH
    is_long = len(source) > MAX_FRONT_MATTER_LENGTH
    for number, line in enumerate(source.split("\n"), 1):
        is_dropped = is_long and len(line) > MAX_LINE_LENGTH
        room -= 1 if is_dropped else len(line) + 1
        if number > MAX_LINES or room < 0:
            message = (
                f"the front matter has more than {MAX_LINES:,} lines or"
                f" {MAX_FRONT_MATTER_LENGTH:,} characters; the lines from here on were ignored"
            )
            remarks.append(Remark(number, None, message, _MOVE))
            break
        kept.append("" if is_dropped else line)
        if is_dropped and not remarks:
            message = f"this line is longer than {MAX_LINE_LENGTH:,} characters and was ignored"
            remarks.append(Remark(number, None, message, _MOVE))
    return Shortened("\n".join(kept), tuple(remarks))
