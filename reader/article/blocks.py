"""Leaf blocks: the small parts of an article that are laid out one at a time.

Containers such as quotes and lists are not blocks here. Each leaf block carries them as the
prefixes in its `Margin`, so that a list of thousands of items is thousands of small blocks. For
leaf and container blocks see https://spec.commonmark.org/0.31.2/#blocks-and-inlines.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.article.copying import BlockText, LineSource, drawn_text
from reader.article.line import MIN_WIDTH, Line, Run, line_text, make_line, merge_joined, wrap_runs
from reader.article.palette import Palette
from reader.text.clean import clean_line
from reader.text.line_breaks import break_spans


class Block(Protocol):
    """The interface through which a layout draws a block."""

    def lay_out(self, width: int, palette: Palette) -> list[Line]:
        """Return the lines of the block.

        Args:
            width: Maximum width in cells; narrower ones than MIN_WIDTH count as MIN_WIDTH.
            palette: The styles to draw in.
        """

    def estimate(self, width: int) -> int:
        """Return the approximate number of lines of `lay_out`, without doing its work."""

    def source_text(self, width: int, palette: Palette) -> BlockText:
        """Return the text that the lines of `lay_out` show, for copying."""


class Inline(Protocol):
    """Inline text of a block, parsed no earlier than it is drawn."""

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        """Return the text as runs; their styles are combined with the style `base`."""

    def estimate(self) -> int:
        """Return an approximate width in cells; that takes at most some microseconds."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """The text that one container draws at the left of its lines: a bar, a marker or spaces."""

    first: str
    """Text on the first line of the container."""
    rest: str | None
    """Text on its other lines; None for spaces of the same width as `first`."""
    role: str
    """Role of the style in the palette."""

    def text(self, palette: Palette, *, is_first: bool) -> str:
        """Return the text on the first line, or that on any other line."""
        if is_first:
            return palette.symbols(self.first)
        if self.rest is None:
            return " " * cell_len(palette.symbols(self.first))
        return palette.symbols(self.rest)


@dataclass(frozen=True, slots=True)
class Margin:
    """Everything around the content of a block: prefixes, the gap above it and its text style."""

    prefixes: tuple[Prefix, ...] = ()
    """Prefixes of the containers around the block, outermost first."""
    opened: int = 0
    """Number of containers, counted from the innermost, that begin with this block."""
    gap: int | None = None
    """Number of prefixes, counted from the outermost, that are drawn in an empty line above the
    block: those of the containers it shares with the block before. None for no empty line."""
    role: str = "text"
    """Role of the text style in the palette."""
    joint: str = "\n"
    """What separates the text of the block from that of the block above."""

    def continued(self, joint: str = "\n") -> Margin:
        """Return the margin of a block that continues this one without a gap."""
        return Margin(self.prefixes, 0, None, self.role, joint)

    def fit(self, width: int, palette: Palette) -> tuple[int, int]:
        """Decide how many prefixes fit into a width.

        The content keeps a third of the width, so that deeply nested text stays readable.

        Returns:
            The number of outer prefixes to leave out, and the cells left for the content.
        """
        available = width - max(6, width // 3)
        used, index = 0, len(self.prefixes)
        while index:
            prefix = self.prefixes[index - 1]
            is_first = index > len(self.prefixes) - self.opened
            cells = cell_len(prefix.text(palette, is_first=is_first))
            if used + cells > available:
                break
            used, index = used + cells, index - 1
        return index, width - used

    def prefix_lines(self, hidden: int, palette: Palette) -> tuple[Line, Line, Line]:
        """Return the prefixes of the first line, of the other lines and of the gap.

        Args:
            hidden: Number of outer prefixes to leave out.
            palette: The styles to draw in.
        """
        first: list[Run] = []
        rest: list[Run] = []
        gap: list[Run] = []
        first_opened = len(self.prefixes) - self.opened
        for index, prefix in enumerate(self.prefixes):
            if index < hidden:
                continue
            style = palette.style(prefix.role)
            continuation = (prefix.text(palette, is_first=False), style)
            first.append((prefix.text(palette, is_first=index >= first_opened), style))
            rest.append(continuation)
            if self.gap is not None and index < self.gap:
                gap.append(continuation)
        return make_line(first), make_line(rest), make_line(gap)


GAP_ABOVE = Margin(gap=0)
"""Margin of a block outside containers that has an empty line above it."""


@dataclass(frozen=True, slots=True)
class Leaf(ABC):
    """A block with a margin. Subclasses return the content; this class adds the margin."""

    margin: Margin

    @abstractmethod
    def content(self, width: int, palette: Palette) -> list[Line]:
        """Return the lines of the content, at most `width` cells wide."""

    @abstractmethod
    def estimate_content(self, width: int, /) -> int:
        """Return the approximate number of lines of the content."""

    def lay_out(self, width: int, palette: Palette) -> list[Line]:
        margin = self.margin
        width = max(width, MIN_WIDTH)
        if not margin.prefixes:
            lines = self.content(width, palette)
            return [(), *lines] if lines and margin.gap is not None else lines
        hidden, content_width = margin.fit(width, palette)
        lines = self.content(content_width, palette)
        if not lines and margin.opened:
            lines = [()]  # an empty list item still shows its marker
        if not lines:
            return []
        first, rest, gap = margin.prefix_lines(hidden, palette)
        drawn = [first + lines[0], *(rest + line for line in lines[1:])]
        return drawn if margin.gap is None else [gap, *drawn]

    def inlines(self) -> Iterable[Inline]:
        """Return the inline texts of the block in order; none for a block without markup in it."""
        return ()

    def content_text(self, width: int, palette: Palette) -> BlockText:
        """Return the text that the lines of `content` show; by default, it is these lines."""
        return drawn_text(self.content(width, palette))

    def source_text(self, width: int, palette: Palette) -> BlockText:
        margin = self.margin
        hidden, content_width = margin.fit(max(width, MIN_WIDTH), palette)
        first, rest, _ = margin.prefix_lines(hidden, palette)
        return self.content_text(content_width, palette).with_margin(
            len(line_text(first)),
            len(line_text(rest)),
            has_gap=margin.gap is not None,
            before=margin.joint,
        )

    def estimate(self, width: int) -> int:
        margin = self.margin
        content_width = max(width - 3 * len(margin.prefixes), width // 3, 6)
        return self.estimate_content(content_width) + (margin.gap is not None)


@dataclass(frozen=True, slots=True)
class Paragraph(Leaf):
    """Text that is wrapped."""

    text: Inline

    def inlines(self) -> Iterable[Inline]:
        return (self.text,)

    def content(self, width: int, palette: Palette) -> list[Line]:
        return [make_line(line) for line in wrap_runs(self._runs(palette), width)]

    def content_text(self, width: int, palette: Palette) -> BlockText:
        text = "".join(text for text, _ in self._runs(palette))
        spans = break_spans(text, max(width, 2)) if text else []
        return BlockText(text, [LineSource(start, end) for start, end in spans])

    def estimate_content(self, width: int, /) -> int:
        return self.text.estimate() // width + 1

    def _runs(self, palette: Palette) -> Sequence[Run]:
        runs = self.text.runs(palette, palette.style(self.margin.role))
        has_text = any(text.strip() for text, _ in runs)
        # Some editors leave paragraphs of nothing but no-break spaces behind.
        return merge_joined(runs) if has_text else ()


@dataclass(frozen=True, slots=True)
class Rule(Leaf):
    """A horizontal rule: short and centred, or labelled, or over the full width."""

    label: str = ""
    """Text at the left; the rule fills the rest of the line."""
    full: bool = False
    """Fill the whole width."""

    def content(self, width: int, palette: Palette) -> list[Line]:
        style = palette.rule
        dash = palette.symbols("─")
        if self.label:
            rest = width - cell_len(self.label) - 1
            return [make_line([(self.label, palette.dim), (" " + dash * rest, style)])]
        length = width if self.full else max(3, width // 4)
        return [make_line([(" " * ((width - length) // 2) + dash * length, style)])]

    def content_text(self, _width: int, _palette: Palette) -> BlockText:
        return BlockText(self.label, [LineSource(0, len(self.label))])

    def estimate_content(self, _width: int, /) -> int:
        return 1


@dataclass(frozen=True, slots=True)
class PlainText:
    """Inline text that needs no parsing, such as that of the article header and of labels."""

    spans: tuple[tuple[str, str | None], ...]
    """Parts of the text, each with the role of its style; None for the style of the block."""

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        return [
            (
                "\n".join(map(clean_line, text.split("\n"))),
                base + palette.style(role) if role else base,
            )
            for text, role in self.spans
        ]

    def estimate(self) -> int:
        return sum(cell_len(text) for text, _ in self.spans)


def pad_line(runs: Iterable[Run], width: int, style: Style) -> Line:
    """Return runs as a line of exactly `width` cells, filled with spaces in a style."""
    segments = [Segment(text, run_style) for text, run_style in runs if text]
    missing = width - sum(cell_len(segment.text) for segment in segments)
    if missing > 0:
        segments.append(Segment(" " * missing, style))
    return tuple(segments)


def inline_text(inline: Inline) -> str:
    """Return the text of an inline without styles."""
    return "".join(text for text, _ in inline.runs(Palette.plain(), Style.null()))


def comparable(text: str) -> str:
    """Return a text in the form in which case and the amount of whitespace do not matter."""
    return " ".join(text.casefold().split())


def estimate_lines(texts: Sequence[str], width: int) -> int:
    """Return the approximate number of lines of texts that are wrapped separately."""
    return sum(len(text) // width + 1 for text in texts)
