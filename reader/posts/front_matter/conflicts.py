"""Merge conflicts that were left in: the first side is read."""

from __future__ import annotations

from collections.abc import Sequence

from reader.posts.front_matter.model import Remark

OPENING, BASE, MIDDLE, CLOSING = "<<<<<<<", "|||||||", "=======", ">>>>>>>"


def first_sides(lines: Sequence[str]) -> tuple[list[str], list[Remark]]:
    """The lines with the markers and the other sides blanked, so that line numbers stay.

    A side that never ends is kept.
    """
    if not any(line.startswith((OPENING, CLOSING)) for line in lines):
        return list(lines), []
    kept: list[str] = []
    remarks: list[Remark] = []
    is_other_side = False
    for number, line in enumerate(lines, 1):
        if line.startswith(OPENING):
            remarks.append(_remark(number))
        elif line.startswith(CLOSING):
            is_other_side = False
        elif line.startswith((MIDDLE, BASE)):
            is_other_side = any(later.startswith(CLOSING) for later in lines[number:])
        elif not is_other_side:
            kept.append(line)
            continue
        kept.append("")
    return kept, remarks or [_remark(1)]


def _remark(line: int) -> Remark:
    return Remark(
        line,
        None,
        "a merge conflict was left in; its first side was read",
        "Keep one side, and delete the lines of <<<<<<<, ======= and >>>>>>>.",
    )
