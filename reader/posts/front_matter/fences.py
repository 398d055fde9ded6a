"""Find front matter without an opening or closing fence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reader.posts.front_matter.head_lines import has_known_key
from reader.posts.front_matter.model import MAX_FRONT_MATTER_LENGTH, FencedRegion, Remark

MAX_LINES = 500
"""Maximum number of lines that are searched for the end of front matter without a fence."""

_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")
_LINE = re.compile(r"[^\n]*\n?")
_OTHER_FENCE = re.compile(r"(?:[ \t]*\n)*(?P<fence>---|\+\+\+|;;;)[ \t]*(?:\n|\Z)")
_CLOSER = re.compile(r"---[ \t]*")


def find_closed_region(
    text: str,
    start: int,
    closer: re.Pattern[str],
    count_lines: Callable[[Sequence[str]], int | None],
) -> FencedRegion | None:
    """Return the location of front matter up to its closing fence, or to where prose begins.

    A fence that is further away than `MAX_FRONT_MATTER_LENGTH` closes the front matter only if
    the first `MAX_LINES` lines are front matter. Otherwise it is a thematic break of the body.

    Args:
        text: The whole text.
        start: Index of the first character after the opening fence.
        closer: Matches the closing fence with its line break.
        count_lines: As for `find_unclosed_region`.
    """
    found = closer.search(text, start)
    if found is None:
        return find_unclosed_region(text, start, count_lines)
    if found.start() - start > MAX_FRONT_MATTER_LENGTH:
        lines = text[start : found.start()].split("\n", MAX_LINES)[:MAX_LINES]
        length = count_lines(lines)
        if length is None or any(map(str.strip, lines[length:])):
            return find_unclosed_region(text, start, count_lines)
    return FencedRegion(start, found.start(), found.end())


def find_unclosed_region(
    text: str, start: int, count_lines: Callable[[Sequence[str]], int | None]
) -> FencedRegion | None:
    """Return the location of front matter without a closing fence, which ends where prose begins.

    Args:
        text: The whole text.
        start: Index of the first character after the opening fence.
        count_lines: Counts the lines of front matter at the beginning of the given lines. It
            returns None if they are not front matter.
    """
    lines = text[start:].split("\n", MAX_LINES)
    length = count_lines(lines[:MAX_LINES])
    if length is None:
        return None
    return unclosed_region(text, start, lines[:length])


def unclosed_region(text: str, start: int, lines: Sequence[str]) -> FencedRegion:
    """Return the location of front matter without a closing fence that consists of some lines.

    Args:
        text: The whole text.
        start: Index of the first character after the opening fence.
        lines: The lines of front matter.
    """
    end = min(start + sum(len(line) + 1 for line in lines), len(text))
    other = _OTHER_FENCE.match(text, end)
    if other is not None:
        line = 1 + text.count("\n", 0, other.start("fence"))
        message = f"{other['fence']} is not the opening fence, but was taken as the closing one"
        remedy = "Use the same fence above and below the front matter."
        return FencedRegion(start, end, other.end(), (Remark(line, None, message, remedy),))
    return FencedRegion(start, end, end, (missing_fence(text, end),))


def missing_fence(text: str, end: int) -> Remark:
    """Return the remark on a missing closing fence.

    Its line is the first of the body, or the last of the text if there is no body.

    Args:
        text: The whole text.
        end: Index at which the front matter ends.
    """
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
    """Return the location of YAML that begins on the first line, up to a closing fence.

    Hexo allows this: https://hexo.io/docs/front-matter. To distinguish it from prose above a
    thematic break, a known key is required on the first line and after each blank line.
    """
    blank = _BLANK_LINES.match(text)
    assert blank is not None
    start = position = blank.end()
    is_after_blank = True
    for _ in range(MAX_LINES):
        found = _LINE.match(text, position)
        assert found is not None
        line = found[0].rstrip("\n")
        if _CLOSER.fullmatch(line) and position != start:
            return FencedRegion(start, position, found.end())
        if is_after_blank and line.strip() and not has_known_key([line]):
            return None
        is_after_blank = not line.strip()
        position = found.end()
        if position == len(text):
            return None
    return None
