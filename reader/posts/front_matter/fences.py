"""Front matter that lacks one of its fences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reader.posts.front_matter.head_lines import is_known, key_line
from reader.posts.front_matter.model import Block, Remark

_LONGEST_HEAD = 500
"""Lines that are looked at for the end of a head without a fence."""

_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")
_LINE = re.compile(r"[^\n]*\n?")
_CLOSER = re.compile(r"---[ \t]*")


def block_to_prose(
    text: str, start: int, head_length: Callable[[Sequence[str]], int | None]
) -> Block | None:
    """Front matter from `start`, after an opening fence that nothing closes, to where prose begins.

    Args:
        text: The whole text.
        start: Where the front matter begins.
        head_length: Counts the lines before the prose; None if they are no front matter.
    """
    lines = text[start:].split("\n", _LONGEST_HEAD)
    length = head_length(lines[:_LONGEST_HEAD])
    if length is None:
        return None
    end = min(start + sum(len(line) + 1 for line in lines[:length]), len(text))
    return Block(start, end, end, (fence_missing(text, end),))


def fence_missing(text: str, end: int) -> Remark:
    """The remark on a head that ends at `end` without a fence; its line is the body's first."""
    body = _BLANK_LINES.match(text, end)
    assert body is not None
    missing = "the closing fence of the front matter is missing"
    if not text[body.end() :].strip():
        line = 1 + text.rstrip().count("\n")
        return Remark(line, None, missing, "Write the fence on a line of its own below this one.")
    return Remark(
        1 + text.count("\n", 0, body.end()),
        None,
        f"{missing}; the body was taken to begin here",
        "Write the fence on a line of its own above this one.",
    )


def block_without_opener(text: str) -> Block | None:
    """YAML from the first line, as Hexo allows, to a closing fence.

    None unless the first line gives a known key, and no blank line is before the fence.
    """
    blank = _BLANK_LINES.match(text)
    assert blank is not None
    start = at = blank.end()
    for _ in range(_LONGEST_HEAD):
        found = _LINE.match(text, at)
        assert found is not None
        line = found[0].rstrip("\n")
        if at == start:
            first = key_line(line)
            if first is None or not is_known(first.key):
                return None
        if _CLOSER.fullmatch(line):
            return Block(start, at, found.end())
        if not line.strip():
            return None
        at = found.end()
    return None
