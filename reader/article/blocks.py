"""The small leaf blocks that an article is made of.

A block is laid out alone, whenever one of its lines is wanted. What it stands in (quotes, lists,
definitions) comes with it as its `Margin`, so that a list of thousands of items is thousands of
blocks and none of them large.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.article.line import MIN_WIDTH, Line, Run, line_of, wrap_runs
from reader.article.palette import Palette
from reader.text.clean import clean_line


class Block(Protocol):
    """What an article's layout needs to know of a block."""

    def lay_out(self, width: int, palette: Palette) -> list[Line]:
        """The block's lines, none wider than `width` (or than MIN_WIDTH where that is more)."""

    def estimate(self, width: int) -> int:
        """About how many lines `lay_out` would give, for almost no work."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """What one container draws at the left of the lines in it: a bar, a list marker, blanks."""

    first: str
    """Left of the container's first line."""
    rest: str | None
    """Left of its other lines; None for blanks as wide as `first`."""
    role: str

    def drawn(self, palette: Palette, *, opening: bool) -> str:
        """The text of the first line, or of any other."""
        if opening:
            return palette.symbols(self.first)
        if self.rest is None:
            return " " * cell_len(palette.symbols(self.first))
        return palette.symbols(self.rest)


@dataclass(frozen=True, slots=True)
class Margin:
    """Where a block stands."""

    insets: tuple[Prefix, ...] = ()
    """Of the containers around it, outermost first."""
    opens: int = 0
    """How many of them, counted from the innermost, begin with this block."""
    gap: int | None = None
    """None where it follows the block before it closely. Else a blank line stands between, in
    which the first so many insets go on: those of the containers that hold both."""
    role: str = "text"
    """The style of its text."""

    def following(self) -> Margin:
        """Of what goes on with the same block, close below it."""
        return Margin(self.insets, 0, None, self.role)

    def shown(self, width: int, palette: Palette) -> tuple[int, int]:
        """How many outer insets are left out for lack of room, and the cells left for text.

        Text keeps a third of the width, so that deep nesting stays readable.
        """
        room = width - max(6, width // 3)
        used, index = 0, len(self.insets)
        while index:
            inset = self.insets[index - 1]
            opening = index > len(self.insets) - self.opens
            cells = cell_len(inset.drawn(palette, opening=opening))
            if used + cells > room:
                break
            used, index = used + cells, index - 1
        return index, width - used

    def margins(self, hidden: int, palette: Palette) -> tuple[Line, Line, Line]:
        """What stands left of the first line, of the others, and of the gap above."""
        first: list[Run] = []
        rest: list[Run] = []
        gap: list[Run] = []
        opening_from = len(self.insets) - self.opens
        for index, inset in enumerate(self.insets):
            if index < hidden:
                continue
            style = palette.style(inset.role)
            going_on = (inset.drawn(palette, opening=False), style)
            first.append((inset.drawn(palette, opening=index >= opening_from), style))
            rest.append(going_on)
            if self.gap is not None and index < self.gap:
                gap.append(going_on)
        return line_of(first), line_of(rest), line_of(gap)


PLAIN = Margin()
FOLLOWING = Margin(gap=0)


@dataclass(frozen=True, slots=True)
class Leaf(ABC):
    """A block that stands somewhere: subclasses give its content, this class its margins."""

    setting: Margin

    @abstractmethod
    def content(self, width: int, palette: Palette) -> list[Line]:
        """The lines of the block itself, in `width` cells."""

    @abstractmethod
    def content_estimate(self, width: int, /) -> int:
        """About how many lines that is."""

    def lay_out(self, width: int, palette: Palette) -> list[Line]:
        setting = self.setting
        width = max(width, MIN_WIDTH)
        if not setting.insets:
            lines = self.content(width, palette)
            return [(), *lines] if lines and setting.gap is not None else lines
        hidden, room = setting.shown(width, palette)
        lines = self.content(room, palette)
        if not lines and setting.opens:
            lines = [()]  # an empty list item still shows its marker
        if not lines:
            return []
        first, rest, gap = setting.margins(hidden, palette)
        drawn = [first + lines[0], *(rest + line for line in lines[1:])]
        return drawn if setting.gap is None else [gap, *drawn]

    def estimate(self, width: int) -> int:
        setting = self.setting
        inner = max(width - 3 * len(setting.insets), width // 3, 6)
        return self.content_estimate(inner) + (setting.gap is not None)


class Inline(Protocol):
    """Text of a line, still in its source form."""

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        """The text as runs, laid over the style of what it stands in."""

    def cells(self) -> int:
        """How many cells it takes, about."""

    def size(self) -> int:
        """The same without a look at its marks: at most some microseconds."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """Inline text that is known already: of the article's head, of labels."""

    spans: tuple[tuple[str, str | None], ...]
    """Pieces of text, each with its role; None for the style of what it stands in."""

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        return [
            (
                "\n".join(map(clean_line, text.split("\n"))),
                base + palette.style(role) if role else base,
            )
            for text, role in self.spans
        ]

    def cells(self) -> int:
        return sum(cell_len(text) for text, _ in self.spans)

    def size(self) -> int:
        return self.cells()


@dataclass(frozen=True, slots=True)
class Paragraph(Leaf):
    """Text that is wrapped."""

    text: Inline

    def content(self, width: int, palette: Palette) -> list[Line]:
        runs = self.text.runs(palette, palette.style(self.setting.role))
        if not any(text.strip() for text, _ in runs):
            return []  # nothing but blanks that do not break, which editors leave behind
        return [line_of(line) for line in wrap_runs(runs, width)]

    def content_estimate(self, width: int, /) -> int:
        return self.text.size() // width + 1


@dataclass(frozen=True, slots=True)
class Rule(Leaf):
    """A thematic break: a short rule in the middle."""

    label: str = ""
    """Set in front of the rule, which then goes on to the right edge."""
    full: bool = False
    """From edge to edge."""

    def content(self, width: int, palette: Palette) -> list[Line]:
        style = palette.rule
        dash = palette.symbols("─")
        if self.label:
            rest = width - cell_len(self.label) - 1
            return [line_of([(self.label, palette.dim), (" " + dash * rest, style)])]
        length = width if self.full else max(3, width // 4)
        return [line_of([(" " * ((width - length) // 2) + dash * length, style)])]

    def content_estimate(self, _width: int, /) -> int:
        return 1


def padded(line: Iterable[Run], width: int, style: Style) -> Line:
    """Runs filled up with blanks of a style to exactly `width` cells."""
    segments = [Segment(text, run_style) for text, run_style in line if text]
    missing = width - sum(cell_len(segment.text) for segment in segments)
    if missing > 0:
        segments.append(Segment(" " * missing, style))
    return tuple(segments)


def text_of(inline: Inline) -> str:
    """What inline text says, without styles."""
    return "".join(text for text, _ in inline.runs(Palette.plain(), Style.null()))


def comparable(text: str) -> str:
    """A text without what makes no other text of it: case, and how many blanks part its words."""
    return " ".join(text.casefold().split())


def lines_estimate(texts: Sequence[str], width: int) -> int:
    """About how many lines texts take when each is folded on its own."""
    return sum(len(text) // width + 1 for text in texts)
