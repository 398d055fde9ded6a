"""Find front matter that is an object in braces, as in JSON and JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reader.posts.front_matter.fences import find_unclosed_region
from reader.posts.front_matter.model import MAX_FRONT_MATTER_LENGTH, FencedRegion


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
        tokens: Matches brackets, and strings and comments as a whole.
        rest: Matches what is left of the last line of the object and does not belong to the body.
        is_line: Returns a true value for a line of an object.
    """
    depth = 0
    for token in tokens.finditer(text, start, start + MAX_FRONT_MATTER_LENGTH):
        if token[0] in ("{", "["):
            depth += 1
        elif token[0] in ("}", "]"):
            depth -= 1
            if not depth:
                after = rest.match(text, token.end())
                assert after is not None
                return FencedRegion(start, token.end(), after.end())
    return find_unclosed_region(text, start, lambda lines: _count_lines(lines, is_line))


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


def _count_lines(lines: Sequence[str], is_line: Callable[[str], object]) -> int | None:
    """Count the lines of an object before the first line of prose; None if there are none."""
    length = 0
    for number, line in enumerate(lines, 1):
        if line and is_line(line):
            length = number
        elif line.strip():
            break
    return length or None
