"""Link hints: labels of letters drawn beside the visible links, to follow a link by typing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.article.line import Line
from reader.posts.links.internal import target_value

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Letters of labels, the home row of a keyboard first."""


@dataclass(frozen=True, slots=True)
class LinkHint:
    """A visible link and its label."""

    label: str
    """What to type to follow the link."""
    target: str
    line: int
    """First line of the link, counted from the first visible line."""
    cell: int
    """First cell of the link in that line."""


def find_hints(lines: Sequence[Line]) -> list[LinkHint]:
    """Return a hint for each link in some lines. A link wrapped over several lines gets one hint.

    Links to categories come last, so that the links of the text have the first letters.
    """
    found: list[tuple[str, int, int]] = []
    previous = ""
    for number, line in enumerate(lines):
        cell = 0
        for segment in line:
            target = segment.style.meta.get("href") if segment.style else None
            if isinstance(target, str) and target and target != previous:
                found.append((target, number, cell))
            if segment.text.strip():
                previous = target if isinstance(target, str) else ""
            cell += cell_len(segment.text)
    found.sort(key=lambda link: target_value(link[0]) is not None)
    labels = make_labels(len(found))
    return [LinkHint(label, *link) for label, link in zip(labels, found, strict=True)]


def make_labels(count: int) -> list[str]:
    """Return different labels of the same length, so that none is the beginning of another."""
    length = 1
    while len(LETTERS) ** length < count:
        length += 1
    return ["".join(letters) for letters in islice(product(LETTERS, repeat=length), count)]


def draw_hints(line: Line, hints: Iterable[LinkHint], typed: str, style: Style) -> Line:
    """Return a line with the labels of its links, as wide as before.

    A label is drawn over the spaces before its link. Where there are too few, at the beginning of a
    line or beside a bracket, it also covers the first cells of the link.

    Args:
        line: The line.
        hints: The hints on this line.
        typed: The letters that have been typed, which are no longer drawn.
        style: The style of the labels.
    """
    labels: Mapping[int, str] = {hint.cell: hint.label[len(typed) :] for hint in hints}
    drawn: list[Segment] = []
    cell = covered_to = 0
    for segment in line:
        text = ""
        for character in segment.text:
            label = labels.get(cell)
            if label and cell >= covered_to:
                drawn.append(Segment(text, segment.style))
                spaces = _cut_spaces(drawn, min(len(label), cell - covered_to))
                drawn.append(Segment(label.upper(), style))
                text, covered_to = "", cell - spaces + len(label)
            width = cell_len(character)
            if cell >= covered_to:
                text += character
            elif cell + width > covered_to:  # a wide character that is half covered
                text += " " * (cell + width - covered_to)
            cell += width
        drawn.append(Segment(text, segment.style))
    return tuple(segment for segment in drawn if segment.text)


def _cut_spaces(drawn: list[Segment], limit: int) -> int:
    """Remove spaces from the end of what is drawn, and return how many.

    Args:
        drawn: The segments drawn so far.
        limit: Maximum number of spaces.
    """
    count = 0
    while drawn and count < limit:
        text, style, _ = drawn.pop()
        bare = text.rstrip(" ")
        cut = min(len(text) - len(bare), limit - count)
        count += cut
        if len(text) > cut:
            drawn.append(Segment(text[: len(text) - cut], style))
            break
    return count
