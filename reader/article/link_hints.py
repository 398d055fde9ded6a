"""Letters on links: which links are in sight, and how their letters are drawn over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.article.line import Line
from reader.posts.links.resolve import category_of

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first."""


@dataclass(frozen=True, slots=True)
class LinkHint:
    """A link in sight, and what to type to follow it."""

    label: str
    target: str
    line: int
    """Its first line, counted from the top of what is in sight."""
    cell: int
    """Where it begins in that line."""


def labels(count: int) -> list[str]:
    """So many different labels, all of one length, so that none begins another."""
    length = 1
    while len(LETTERS) ** length < count:
        length += 1
    return ["".join(it) for it in islice(product(LETTERS, repeat=length), count)]


def find_hints(lines: Sequence[Line]) -> list[LinkHint]:
    """The links of some lines; one that goes on in the next line is one.

    The first letters are those of the links that a post has; then come those to its categories.
    """
    found: list[tuple[str, int, int]] = []
    last = ""
    for number, line in enumerate(lines):
        cell = 0
        for segment in line:
            target = segment.style.meta.get("href") if segment.style else None
            if isinstance(target, str) and target and target != last:
                found.append((target, number, cell))
            if segment.text.strip():
                last = target if isinstance(target, str) else ""
            cell += cell_len(segment.text)
    found.sort(key=lambda it: category_of(it[0]) is not None)
    names = labels(len(found))
    return [LinkHint(name, *it) for name, it in zip(names, found, strict=True)]


def draw_hints(line: Line, hints: Iterable[LinkHint], typed: str, style: Style) -> Line:
    """A line with the labels of its links over their first cells, as far as they are not typed."""
    over: Mapping[int, str] = {it.cell: it.label[len(typed) :] for it in hints}
    drawn: list[Segment] = []
    cell = covered = 0
    for segment in line:
        text = ""
        for character in segment.text:
            label = over.get(cell)
            if label and cell >= covered:
                drawn += [Segment(text, segment.style), Segment(label.upper(), style)]
                text, covered = "", cell + len(label)
            width = cell_len(character)
            if cell >= covered:
                text += character
            elif cell + width > covered:  # a wide character that is covered by half
                text += " " * (cell + width - covered)
            cell += width
        drawn.append(Segment(text, segment.style))
    return tuple(it for it in drawn if it.text)
