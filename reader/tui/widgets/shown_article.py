"""The article that the article pane shows: its lines, headings and layers, without a widget."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from math import ceil

from rich.cells import cell_len

from reader.article.blocks import Block, Paragraph, inline_text
from reader.article.layout import Anchor, ArticleLayout
from reader.article.palette import Palette
from reader.article.positions import ScrollPosition, line_of_position, position_at
from reader.text.clean import clean_line
from reader.text.wrap import truncate
from reader.tui.widgets.layers.dead_links import DeadLinks
from reader.tui.widgets.layers.layer import ArticleLayer, StyleLookup
from reader.tui.widgets.layers.link_hints import LinkHints
from reader.tui.widgets.layers.matches import Matches
from reader.tui.widgets.layers.paragraphs import Paragraphs
from reader.tui.widgets.layers.selected_text import SelectedText

_SEPARATOR = " · "
_MIN_SECTION_CELLS = 12
"""Minimum number of cells in which the title of a section says anything."""


class ShownArticle:
    """The lines of one article, and the layers over them. It is empty until `lay_out` is called.

    Lines are counted from 0 at the top of the article.

    Args:
        path: Path of the post.
        style_for: Returns the style of a role, for the layers.
        get_left_margin: Returns the number of cells left of the text.
        start: Where to start reading; by default at the top.
        minutes: How long it takes to read the article.
    """

    def __init__(
        self,
        path: str,
        style_for: StyleLookup,
        get_left_margin: Callable[[], int],
        start: ScrollPosition | None = None,
        minutes: int = 0,
    ) -> None:
        self.path = path
        self._minutes = minutes
        self._section = -1, ""
        """The block of the heading that was shown last, and its text."""
        self.is_complete = True
        """Whether this is the whole article, and not its beginning while the rest is parsed."""
        self.is_end_requested = False
        """Whether the person has gone to the end of an article that is not complete yet."""
        self.headings: Sequence[int] = ()
        """Indexes of the blocks that are headings, in ascending order."""
        self._start = start
        """Where to start reading, until the block that holds this position is there."""
        self.layout = ArticleLayout((), 0, Palette.plain())
        self.dead_links = DeadLinks(style_for)
        self.selection = SelectedText(style_for, get_left_margin)
        self.matches = Matches(style_for, lambda: self.layout)
        self.link_hints = LinkHints(style_for)
        self.paragraphs = Paragraphs(style_for, lambda: self.layout)
        self.layers: Sequence[ArticleLayer] = (
            self.dead_links,
            self.paragraphs,
            self.selection,
            self.matches,
            self.link_hints,
        )
        """The layers from the lowest to the topmost."""

    def lay_out(self, width: int, palette: Palette, blocks: Sequence[Block] | None = None) -> None:
        """Lay out the article again.

        Args:
            width: Cells of a line.
            palette: The styles of the blocks.
            blocks: The blocks of the article; by default the same as before.
        """
        self.layout = ArticleLayout(
            self.layout.blocks if blocks is None else blocks, width, palette
        )
        for layer in self.layers:
            layer.invalidate()

    def work(self, until: Callable[[], bool]) -> bool:
        """Search and lay out further blocks until `until` returns true.

        Returns:
            Whether nothing is left to do.
        """
        is_searched = self.matches.search_more(until)
        return is_searched and not until() and self.layout.lay_out_more(until)

    # Positions.

    def position_at(self, line: int) -> ScrollPosition | None:
        """Return the position of a line, which stays valid at other widths and after edits.

        None while the position to start at is not loaded yet, because nothing else has been read.
        """
        return None if self._start is not None else position_at(self.layout, line)

    def line_of(self, position: ScrollPosition) -> int | None:
        """Return the line of a position; None if the article has not that many blocks."""
        return line_of_position(self.layout, position)

    def find_start(self, anchor: Anchor) -> int:
        """Return the line to start reading at, or else the line of an anchor."""
        line = None if self._start is None else self.line_of(self._start)
        if line is not None or self.is_complete:
            self._start = None
        return self.layout.offset_of(anchor) if line is None else line

    # Matches.

    def next_match(self, step: int, top: int, height: int) -> Anchor | None:
        """Make the next match the current one. It is counted from the visible lines.

        Args:
            step: 1 to go down, -1 to go up.
            top: First visible line.
            height: Number of visible lines.

        Returns:
            Where the match begins; None if there is none, or none yet.
        """
        current = self.matches.current_anchor
        if current is not None and 0 <= self.layout.offset_of(current) - top < height:
            return self.matches.go(step)
        return self.matches.go(step, self.layout.anchor_at(top))

    def reveal(self, match: Anchor, top: int, height: int) -> int:
        """Return the line to scroll to so that a match is visible.

        Args:
            match: Where the match begins.
            top: First visible line.
            height: Number of visible lines.

        Returns:
            `top` if the match is visible already, with a line to spare.
        """
        line = self.layout.offset_of(match)
        return top if 0 < line - top < height - 1 else line - height // 4

    def progress_text(self, top: int, max_top: int, width: int) -> str:
        """Return the number of matches, the section and how much is left, in words.

        Args:
            top: First visible line.
            max_top: The same when the article is scrolled to its end.
            width: Cells for the text; the title of the section is cut to fit.
        """
        parts = [self.matches.summary(is_article_complete=self.is_complete), ""]
        if self.is_end_requested:
            parts.append("loading the rest …")
        elif top and self.is_complete:
            share = top / max_top if max_top else 1.0
            left = ceil(self._minutes * (1 - share))
            parts += [f"{share * 100:.0f} %", f"{left} min left" if left else ""]
        room = width - sum(cell_len(part + _SEPARATOR) for part in parts if part)
        if top and room >= _MIN_SECTION_CELLS:
            parts[1] = truncate(self._section_at(top), room)
        return _SEPARATOR.join(filter(None, parts))

    def progress(self, top: int, max_top: int, height: int, end: int) -> int | None:
        """Return how much of the text was scrolled into view, in per cent.

        Args:
            top: First visible line.
            max_top: The same when the article is scrolled to its end.
            height: Number of visible lines.
            end: Index of the block below the text. What follows need not be read.

        Returns:
            None if only the beginning of the article is loaded.
        """
        if not self.is_complete:
            return None
        if top >= max_top or self.layout.anchor_at(top + height - 1).block >= end:
            return 100
        return top * 100 // max_top

    def has_passed_title(self, top: int) -> bool:
        """Return whether the title is above the first visible line."""
        # No block is laid out for this: blocks above the visible lines would move them.
        return self.layout.anchor_at(top).block > 0

    def _section_at(self, line: int) -> str:
        """Return the heading that a line belongs to; empty before the first one."""
        index = self.heading_index(line)
        if index < 0:
            return ""
        number = self.headings[index]
        if self._section[0] != number:
            block = self.layout.blocks[number]
            assert isinstance(block, Paragraph)
            self._section = number, clean_line(inline_text(block.text)).strip()
        return self._section[1]

    # Links and paragraphs.

    def offer_links(self, visible: range) -> None:
        """Draw letters beside the links of the visible lines."""
        lines = self.layout.lines(visible.start, visible.stop)
        self.link_hints.offer(lines, visible.start)

    def select_paragraph(self, visible: range, limits: range) -> int | None:
        """Select the first paragraph that begins on a visible line, else the one at the top.

        Args:
            visible: The visible lines.
            limits: Indices of the blocks that can be selected; at least one.

        Returns:
            The line to scroll to, if nothing of the paragraph is visible.
        """
        block = self.layout.anchor_at(visible.start).block
        self.paragraphs.begin(block, limits)
        if self._lines_of_end().start < visible.start:
            self.paragraphs.extend(1)
            if self._lines_of_end().start in visible:
                block = self.paragraphs.end.start
            self.paragraphs.begin(block, limits)
        lines = self._lines_of_end()
        is_visible = lines.start < visible.stop and lines.stop > visible.start
        return None if is_visible else max(0, lines.start - 1)

    def extend_paragraphs(self, visible: range, extend: Callable[[Paragraphs], None]) -> int | None:
        """Move the end of the selection.

        Args:
            visible: The visible lines.
            extend: Moves the end.

        Returns:
            The line to scroll to, if the end is not visible.
        """
        extend(self.paragraphs)
        if not self.paragraphs.end:
            return None
        lines = self._lines_of_end()
        if lines.start < visible.start:
            return max(0, lines.start - 1)
        if lines.stop < visible.stop:
            return None
        # A paragraph that is higher than the pane is shown from its beginning.
        return max(0, min(lines.start - 1, lines.stop + 1 - len(visible)))

    def _lines_of_end(self) -> range:
        """The lines of the paragraph at the end of the selection."""
        end = self.paragraphs.end
        last = self.layout.top_of(end[-1]) + len(self.layout.block_lines(end[-1]))
        return range(self.first_line_of(end.start), last)

    # Headings.

    def first_line_of(self, block: int) -> int:
        """Return the first line of a block, without the blank line above a heading."""
        top = self.layout.top_of(block)
        is_blank = not any(segment.text.strip() for segment in self.layout.line(top))
        return top + 1 if is_blank else top

    def next_heading(self, line: int, step: int) -> int:
        """Return the line of the next heading from a line.

        Args:
            line: The line to start from.
            step: 1 to go down, -1 to go up.

        Returns:
            Without another heading, `line` for a step down and the top for a step up.
        """
        # Only the nearest headings are laid out: it is not worth laying out the whole article.
        index = bisect_left(self.headings, self.layout.anchor_at(line).block)
        lines = map(self.first_line_of, self.headings[max(0, index - 1) : index + 2])
        if step > 0:
            return min((heading for heading in lines if heading > line), default=line)
        return max((heading for heading in lines if heading < line), default=0)

    def heading_index(self, line: int) -> int:
        """Return the index in `headings` of the heading that a line belongs to, -1 for none."""
        return bisect_left(self.headings, self.layout.anchor_at(line).block + 1) - 1
