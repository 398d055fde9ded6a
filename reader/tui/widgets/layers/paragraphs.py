"""The layer that selects whole paragraphs."""

from __future__ import annotations

from collections.abc import Callable

from reader.article.extract.quotes import is_continued
from reader.article.layout import ArticleLayout
from reader.article.line import Line, line_text
from reader.article.search import MatchSpan, highlight
from reader.tui.widgets.layers.layer import StyleLookup


class Paragraphs:
    """Selects neighbouring paragraphs, from where the selection began to where it was moved.

    A paragraph is also an item of a list, a listing, a table or a heading. It can have several
    blocks.

    Args:
        style_for: Returns the style of a role.
        get_layout: Returns the current layout of the article.
    """

    def __init__(self, style_for: StyleLookup, get_layout: Callable[[], ArticleLayout]) -> None:
        self._style_for = style_for
        self._get_layout = get_layout
        self._limits = range(0)
        """The blocks that can be selected."""
        self._origin = 0
        """First block of the paragraph that the selection began with."""
        self._end = 0
        """First block of the paragraph at the other end."""

    def invalidate(self) -> None:
        """Do nothing: the selection does not depend on the lines."""

    @property
    def selected(self) -> range:
        """Indices of the selected blocks; empty if nothing is selected."""
        if not self._limits:
            return range(0)
        first, last = sorted((self._origin, self._end))
        return range(first, self._end_of(last))

    @property
    def end(self) -> range:
        """Indices of the blocks of the paragraph that the selection was moved to."""
        return range(self._end, self._end_of(self._end)) if self._limits else range(0)

    @property
    def count(self) -> int:
        """Number of selected paragraphs."""
        layout = self._get_layout()
        return sum(not is_continued(layout.blocks[block]) for block in self.selected)

    def begin(self, block: int, limits: range) -> None:
        """Select a paragraph.

        Args:
            block: Index of one of its blocks. One outside of the limits is moved into them.
            limits: Indices of the blocks that can be selected; at least one.
        """
        self._limits = limits
        self._origin = self._end = self._start_of(min(max(block, limits.start), limits.stop - 1))

    def extend(self, step: int) -> None:
        """Move the end of the selection by one paragraph: 1 for down, -1 for up."""
        block = self._end_of(self._end) if step > 0 else self._end - 1
        while block in self._limits and not self._get_layout().block_lines(block):
            block += step
        if block in self._limits:
            self._end = self._start_of(block)

    def extend_all(self, step: int) -> None:
        """Move the end of the selection to the last paragraph (1), or to the first (-1)."""
        if self._limits:
            self._end = self._start_of(self._limits[-1] if step > 0 else self._limits[0])

    def clear(self) -> None:
        """Select nothing."""
        self._limits = range(0)

    def _start_of(self, block: int) -> int:
        blocks = self._get_layout().blocks
        while block > self._limits.start and is_continued(blocks[block]):
            block -= 1
        return block

    def _end_of(self, block: int) -> int:
        """Return the index after the last block of the paragraph that begins with a block."""
        blocks, block = self._get_layout().blocks, block + 1
        while block < min(self._limits.stop, len(blocks)) and is_continued(blocks[block]):
            block += 1
        return block

    def decorate(self, line: Line, position: int) -> Line:
        if not self._limits:
            return line
        block, line_in_block = self._get_layout().anchor_at(position)
        selected = self.selected
        text = line_text(line)
        is_gap_above = block == selected.start and line_in_block == 0 and not text.strip()
        if block not in selected or is_gap_above:
            return line
        style = self._style_for("selection")
        return highlight(line, [MatchSpan(0, len(text), 0)] if text else [], lambda _: style)
