"""The text of a block as it was written, and the part of it that each drawn line shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reader.article.line import Line, line_text


class LineSource(NamedTuple):
    """The part of a block's text that one of its lines shows."""

    start: int
    end: int
    column: int | None = 0
    """Index in the line of the first character of the text. None if the line shows the text in
    another form, so that only all of it can be copied."""


@dataclass(frozen=True, slots=True)
class BlockText:
    """The text of a block, and the part of it that each line shows."""

    text: str
    lines: Sequence[LineSource | None]
    """None for a line without text."""
    offsets: Sequence[int] | None = None
    """Index in `text` of each character that is drawn, and of the end; None if they are equal."""
    before: str = "\n"
    """What separates the text from that of the block above."""

    def part(self, start: int, end: int) -> str:
        """Return the text between two indices of the drawn characters."""
        if self.offsets is None:
            return self.text[start:end]
        return self.text[self.offsets[start] : self.offsets[end]]

    def with_margin(self, first: int, rest: int, *, has_gap: bool, before: str) -> BlockText:
        """Return the text of the block with its margin.

        Args:
            first: Number of characters left of the first line of the content.
            rest: The same for its other lines.
            has_gap: Whether there is an empty line above the content.
            before: What separates the text from that of the block above.
        """
        lines: list[LineSource | None] = [None] if has_gap else []
        for index, line in enumerate(self.lines):
            if line is not None and line.column is not None:
                line = line._replace(column=line.column + (rest if index else first))
            lines.append(line)
        return replace(self, lines=lines, before=f"{before}\n" if has_gap else before)


def drawn_text(lines: Sequence[Line]) -> BlockText:
    """Return the text of a block that consists of its lines as they are drawn."""
    texts = [line_text(line).rstrip() for line in lines]
    sources: list[LineSource | None] = []
    start = 0
    for text in texts:
        sources.append(LineSource(start, start + len(text)))
        start += len(text) + 1
    return BlockText("\n".join(texts), sources)
