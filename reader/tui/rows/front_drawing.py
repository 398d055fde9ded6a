"""The lines of a front page, put together from the cards that they run through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style

from reader.library.listing import Form
from reader.tui.rows.front_page import GAP, Card, FrontRows
from reader.tui.rows.pen import RowPen
from reader.tui.rows.post_rows import RIGHT_MARGIN, SectionHeading
from reader.tui.widgets.strips import strip_of

if TYPE_CHECKING:
    from reader.article.pictures import Picture


@dataclass(frozen=True, slots=True)
class FrontDrawing:
    """Draws the rows of a front page."""

    rows: FrontRows
    cursor: int
    """The chosen row."""
    picture: Picture | None
    """Of the lead story."""
    pen: Callable[[int], RowPen]
    """Makes a pen for rows of a width."""
    background: Style
    cursor_style: Style
    rule_style: Style

    def line(self, line: int) -> list[Segment]:
        """One line, as far as there are cards."""
        rule = [Segment("│", self.rule_style)]
        pieces = [(cell, 1, rule) for cell in self.rows.rules_at(line)]
        pieces += [
            (card.left, card.width, self._piece(card, line - card.top))
            for card in self.rows.cards_at(line)
        ]
        segments: list[Segment] = []
        cells = 0
        for left, width, piece in sorted(pieces, key=lambda it: it[0]):
            segments += [Segment(" " * (left - cells)), *piece]
            cells = left + width
        return segments

    def _piece(self, card: Card, line: int) -> list[Segment]:
        """A line of a card, as wide as the card is."""
        it = self.rows[card.row]
        if isinstance(it, SectionHeading):
            return self.pen(card.width).heading(it)
        picture = self._picture_line(card, line)
        width = card.width - sum(piece.cell_length for piece in picture)
        segments = self.pen(width).card(it, card, line)
        style = self.background
        if segments and card.row == self.cursor:
            first, *rest = (piece.text for piece in segments)
            style += self.cursor_style
            segments = [Segment(text) for text in ("▌" + first[1:], *rest)]
        return [*strip_of(segments, width, style), *picture]

    def _picture_line(self, card: Card, line: int) -> list[Segment]:
        """A line of the lead story's picture, with the gap before it, and the margin behind."""
        cells, height = self.rows.picture
        if self.picture is None or not cells or card.form is not Form.LEAD:
            return []
        gap, margin = Segment(" " * (GAP - RIGHT_MARGIN)), Segment(" " * RIGHT_MARGIN)
        if line >= height:
            return [gap, Segment(" " * cells), margin]
        return [gap, *self.picture.row(cells, height, line), margin]
