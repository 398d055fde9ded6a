"""Merge conflicts that were left in front matter: the first side is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reader.posts.front_matter.model import FrontMatter, Remark

_OPENING, _BASE, _MIDDLE, _CLOSING = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_MARKER = re.compile(rf"^(?:{_OPENING}|{_CLOSING})(?: |$)", re.MULTILINE)
_FENCE = re.compile(r"(?:---|\+\+\+)\s*")


@dataclass(frozen=True, slots=True)
class _Conflict:
    """The lines of a conflict's markers, counted from 1."""

    opening: int
    middle: int | None
    """The marker at which the first side ends; None if there is no other side."""
    closing: int | None


def has_conflict(text: str) -> bool:
    """Whether a text holds a marker that opens or closes a conflict."""
    is_likely = _OPENING in text or _CLOSING in text  # much quicker than the pattern
    return is_likely and _MARKER.search(text) is not None


def parse_first_sides(text: str, read: Callable[[str], FrontMatter]) -> FrontMatter:
    """Read a text as if its conflicts had been settled for their first sides.

    Those of the body are left as they are, and so is the other side of one that reaches from the
    front matter into the body, unless it is a whole post with a fence of its own: no line of a
    body is lost.
    """
    lines = text.split("\n")
    conflicts = list(_conflicts(lines))
    left_out = {number for conflict in conflicts for number in _other_lines(conflict)}
    numbers = [number for number in range(1, len(lines) + 1) if number not in left_out]
    front = read("\n".join(lines[number - 1] for number in numbers))
    numbers.append(len(lines) + 1)
    start = numbers[min(front.body_line, len(numbers)) - 1]
    in_head = [conflict for conflict in conflicts if conflict.opening < start]
    if front.format is None or not in_head:
        return read(text)

    kept_from = min(_kept_bodies(conflicts, lines, start), default=len(lines) + 1)
    body = [lines[number - 1] for number in numbers if start <= number < kept_from]
    moved = (replace(it, line=it.line and numbers[it.line - 1]) for it in front.remarks)
    return replace(
        front,
        body="\n".join((*body, *lines[kept_from - 1 :])).rstrip(),
        body_line=start,
        lines={key: numbers[line - 1] for key, line in front.lines.items()},
        remarks=(*(_remark(conflict.opening) for conflict in in_head), *moved),
    )


def _conflicts(lines: Sequence[str]) -> Iterator[_Conflict]:
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


def _other_lines(conflict: _Conflict) -> Iterable[int]:
    """The markers and the other side; of a conflict that never ends the markers alone."""
    yield conflict.opening
    if conflict.middle is not None:
        yield from range(conflict.middle, (conflict.closing or conflict.middle) + 1)
    elif conflict.closing is not None:
        yield conflict.closing


def _kept_bodies(conflicts: Iterable[_Conflict], lines: Sequence[str], start: int) -> Iterator[int]:
    """The lines, at or below `start`, from which a body is kept with its conflicts."""
    for conflict in conflicts:
        if conflict.opening >= start:
            yield conflict.opening
        elif conflict.middle is not None and conflict.middle >= start:
            other = lines[conflict.middle : conflict.closing]
            if not any(map(_FENCE.fullmatch, other)):
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
