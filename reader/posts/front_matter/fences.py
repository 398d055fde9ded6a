"""Front matter that lacks one of its fences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reader.posts.front_matter.head_lines import has_known_key
from reader.posts.front_matter.model import FencedRegion, Remark

_LONGEST_HEAD = 500
"""Lines that are looked at for the end of a head without a fence."""

_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")
_LINE = re.compile(r"[^\n]*\n?")
_OTHER_FENCE = re.compile(r"(?:[ \t]*\n)*(?P<fence>---|\+\+\+|;;;)[ \t]*(?:\n|\Z)")
_CLOSER = re.compile(r"---[ \t]*")


def find_unclosed_region(
    text: str, start: int, head_length: Callable[[Sequence[str]], int | None]
) -> FencedRegion | None:
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
    other = _OTHER_FENCE.match(text, end)
    if other is not None:
        line = 1 + text.count("\n", 0, other.start("fence"))
        message = f"{other['fence']} is not the opening fence, but was taken as the closing one"
        remedy = "Use the same fence above and below the front matter."
        return FencedRegion(start, end, other.end(), (Remark(line, None, message, remedy),))
    return FencedRegion(start, end, end, (missing_fence(text, end),))


def missing_fence(text: str, end: int) -> Remark:
    """The remark on a head that ends at `end` without a fence; its line is the body's first."""
    body = _BLANK_LINES.match(text, end)
    assert body is not None
    missing = "the closing fence of the front matter is missing"
    if not text[body.end() :].strip():
        line = 1 + text.rstrip().count("\n")
        return Remark(line, None, missing, "Add the fence on a line of its own below this one.")
    return Remark(
        1 + text.count("\n", 0, body.end()),
        None,
        f"{missing}; the body is assumed to begin here",
        "Add the fence on a line of its own above this one.",
    )


def find_unopened_region(text: str) -> FencedRegion | None:
    """YAML from the first line, as Hexo allows, to a closing fence.

    None unless the first line gives a known key, and so does the first after each blank line.
    """
    blank = _BLANK_LINES.match(text)
    assert blank is not None
    start = at = blank.end()
    is_apart = True
    for _ in range(_LONGEST_HEAD):
        found = _LINE.match(text, at)
        assert found is not None
        line = found[0].rstrip("\n")
        if _CLOSER.fullmatch(line) and at != start:
            return FencedRegion(start, at, found.end())
        if is_apart and line.strip() and not has_known_key([line]):
            return None
        is_apart = not line.strip()
        at = found.end()
        if at == len(text):
            return None
    return None
