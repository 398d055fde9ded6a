"""Parse front matter with unresolved merge conflicts, using the first side of each conflict.

The markers are those of Git: https://git-scm.com/docs/git-merge#_how_conflicts_are_presented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reader.posts.front_matter.model import FrontMatter, Remark

_OPENING, _BASE, _MIDDLE, _CLOSING = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_MARKER = re.compile(rf"^(?:{_OPENING}|{_CLOSING})(?: |$)", re.MULTILINE)
_FENCE = re.compile(r"(?:---|\+\+\+|;;;)\s*")


@dataclass(frozen=True, slots=True)
class _Conflict:
    """The lines of the markers of a conflict, counted from 1."""

    opening: int
    middle: int | None
    """The marker that ends the first side, or None if there is no second side."""
    closing: int | None


def has_conflict(text: str) -> bool:
    """Whether a text has a marker that opens or closes a conflict."""
    is_likely = _OPENING in text or _CLOSING in text  # much faster than the pattern
    return is_likely and _MARKER.search(text) is not None


def parse_first_sides(text: str, parse: Callable[[str], FrontMatter]) -> FrontMatter:
    """Parse a text with the conflicts in its front matter resolved for their first sides.

    No line of the body is lost: conflicts in the body are left unchanged. So is the second side of
    a conflict that extends from the front matter into the body, unless it is a whole post with
    its own fence.

    Args:
        text: The whole text.
        parse: Parses a text without conflicts.
    """
    lines = text.split("\n")
    conflicts = list(_find_conflicts(lines))
    excluded = {number for conflict in conflicts for number in _excluded_lines(conflict)}
    numbers = [number for number in range(1, len(lines) + 1) if number not in excluded]
    front = parse("\n".join(lines[number - 1] for number in numbers))
    # Without a body, the front matter ends at the last line with text, not at the end of the file.
    texts = [number for number in numbers if lines[number - 1].strip()]
    numbers.append(len(lines) + 1)
    start = numbers[min(front.body_line, len(numbers)) - 1]
    end = start if front.body or not texts else texts[-1] + 1
    in_front_matter = [conflict for conflict in conflicts if conflict.opening < end]
    if front.format is None or not in_front_matter:
        return parse(text)

    kept_from = min(_kept_bodies(conflicts, lines, start, end), default=len(lines) + 1)
    body = [lines[number - 1] for number in numbers if start <= number < kept_from]
    moved = [
        replace(remark, line=remark.line and numbers[remark.line - 1]) for remark in front.remarks
    ]
    return replace(
        front,
        body="\n".join((*body, *lines[kept_from - 1 :])).rstrip(),
        body_line=min(start, kept_from),
        lines={key: numbers[line - 1] for key, line in front.lines.items()},
        remarks=(*(_remark(conflict.opening) for conflict in in_front_matter), *moved),
    )


def _find_conflicts(lines: Sequence[str]) -> Iterator[_Conflict]:
    opening: int | None = None
    middle: int | None = None
    for number, line in enumerate(lines, 1):
        if line.startswith(_OPENING):
            if opening is not None:
                yield _Conflict(opening, middle, None)
            opening, middle = number, None
        elif line.startswith((_MIDDLE, _BASE)) and opening is not None:
            middle = middle or number
        elif line.startswith(_CLOSING):
            yield _Conflict(opening or number, middle, number)
            opening = middle = None
    if opening is not None:
        yield _Conflict(opening, middle, None)


def _excluded_lines(conflict: _Conflict) -> Iterable[int]:
    """Yield the lines of the markers, and of the second side if the conflict is closed."""
    yield conflict.opening
    if conflict.middle is not None:
        yield from range(conflict.middle, (conflict.closing or conflict.middle) + 1)
    elif conflict.closing is not None:
        yield conflict.closing


def _kept_bodies(
    conflicts: Iterable[_Conflict], lines: Sequence[str], start: int, end: int
) -> Iterator[int]:
    """Yield the lines from which the body is kept with its conflicts.

    Args:
        conflicts: All conflicts.
        lines: All lines.
        start: The line on which the body begins.
        end: The line after the front matter.
    """
    for conflict in conflicts:
        if conflict.opening >= end:
            yield conflict.opening
        elif conflict.middle is not None and conflict.middle >= start:
            second_side = lines[conflict.middle : conflict.closing]
            if not any(map(_FENCE.fullmatch, second_side)):
                yield conflict.middle
        elif conflict.middle is None and (conflict.closing or 0) >= start:
            yield conflict.closing or start


def _remark(line: int) -> Remark:
    return Remark(
        line,
        None,
        "there is an unresolved merge conflict; its first side is used",
        "Keep one side, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
    )
