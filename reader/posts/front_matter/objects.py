"""Find front matter that is an object in braces, as in JSON and JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from reader.posts.front_matter.fences import find_unclosed_region
from reader.posts.front_matter.limits import (
    MAX_DEPTH,
    MAX_VALUES,
    EntrySize,
    Shortened,
    drop_entries,
)
from reader.posts.front_matter.model import MAX_FRONT_MATTER_LENGTH, FencedRegion

MAX_OPEN_BRACKETS = 200_000
"""Number of open brackets after which the end of an object is not looked for any longer."""

_LAST_COMMA = re.compile(r",(\s*\}\s*)\Z")


def find_object(
    text: str,
    start: int,
    tokens: re.Pattern[str],
    rest: re.Pattern[str],
    is_line: Callable[[str], object],
) -> FencedRegion | None:
    """Return the location of an object. One without an end reaches to the first line of prose.

    Args:
        text: The whole text.
        start: Index of the opening brace.
        tokens: Matches brackets and commas, and strings and comments as a whole.
        rest: Matches what is left of the last line of the object and does not belong to the body.
        is_line: Returns a true value for a line of an object.
    """
    depth = 0
    for token in tokens.finditer(text, start):
        if token[0] in ("{", "["):
            depth += 1
            if depth > MAX_OPEN_BRACKETS:
                break
        elif token[0] in ("}", "]"):
            depth -= 1
            if not depth:
                after = rest.match(text, token.end())
                assert after is not None
                return FencedRegion(start, token.end(), after.end())
    return find_unclosed_region(text, start, lambda lines: count_object_lines(lines, is_line))


def find_entries(source: str, tokens: re.Pattern[str]) -> Iterator[EntrySize]:
    """Yield the entries of an object, each with the comma that follows it.

    Args:
        source: The object, from its opening brace on.
        tokens: As for `find_object`.
    """
    depth, deepest, values, start = 0, 1, 1, 1
    for token in tokens.finditer(source):
        mark = token[0]
        if mark in ("{", "["):
            depth += 1
            deepest = max(deepest, depth)
        elif mark in ("}", "]"):
            depth = max(depth - 1, 0)
        elif mark == ",":
            values += depth > 1
        if (mark == "," and depth == 1) or (mark in ("}", "]") and not depth):
            end = token.end() if depth else token.start()
            yield EntrySize(start, end, deepest, values)
            deepest, values, start = 1, 1, end
        if not depth:
            return
    yield EntrySize(start, len(source), deepest, values)


def is_small_object(source: str) -> bool:
    """Whether an object is certainly within the limits, without a look at its structure."""
    levels = source.count("{") + source.count("[")
    return (
        len(source) <= MAX_FRONT_MATTER_LENGTH
        and levels <= MAX_DEPTH
        and source.count(",") < MAX_VALUES // 2
    )


def shorten_object(source: str, tokens: re.Pattern[str]) -> Shortened:
    """Drop the entries of an object that exceed a limit.

    Args:
        source: The object, from its opening brace on.
        tokens: As for `find_object`.
    """
    if is_small_object(source):
        return Shortened(source)
    shortened = drop_entries(source, find_entries(source, tokens))
    if not shortened.remarks:
        return shortened
    # The comma before an entry that was the last is one too many.
    return Shortened(_LAST_COMMA.sub(r"\1", shortened.source), shortened.remarks)


def find_key_lines(
    source: str, key: re.Pattern[str], unquote: Callable[[str], str] = str
) -> dict[str, int]:
    """Return the line of each key, counted from 1.

    Args:
        source: The object.
        key: Matches a line with a key, which is its group `key`.
        unquote: Returns a key without its quotes.
    """
    lines: dict[str, int] = {}
    for number, line in enumerate(source.split("\n"), 1):
        found = key.match(line.lstrip("{ \t"))
        if found is not None:
            lines.setdefault(unquote(found["key"]), number)
    return lines


def count_object_lines(lines: Sequence[str], is_line: Callable[[str], object]) -> int | None:
    """Count the lines of an object before the first line of prose; None if there are none."""
    length = 0
    for number, line in enumerate(lines, 1):
        if line and is_line(line):
            length = number
        elif line.strip():
            break
    return length or None
