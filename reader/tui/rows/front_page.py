"""The front page as rows of a list: cards side by side, with rules between the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reader.library.listing import Form
from reader.tui.rows.front_layout import GAP, Card, FrontLayout
from reader.tui.rows.model import RowStyles, draw_row, make_strip
from reader.tui.rows.pen import RIGHT_MARGIN, PostFacts, RowPen
from reader.tui.rows.sections import ContinueRow, SectionHeading, SectionRows

if TYPE_CHECKING:
    from reader.article.pictures import Picture

_MIN_LEAD_LINES = 8


class FrontRows:
    """The rows of a front page, laid out for one width.

    Args:
        width: Width of the page, in cells.
        height: Lines of the page that are visible at once.
        content: The headings and posts.
        facts: What rows show besides the fields of the posts.
        picture: The picture of the lead story, if there is one.
    """

    def __init__(
        self,
        width: int,
        height: int,
        content: SectionRows,
        facts: PostFacts,
        picture: Picture | None,
    ) -> None:
        self._content = content
        self._facts = facts
        self._picture = picture
        size = (0, 0) if picture is None else _lead_size(picture, width, height)
        self._layout = FrontLayout(width, content, size)

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self._content)

    @property
    def line_count(self) -> int:
        """Height of the page, in lines."""
        return self._layout.line_count

    def top(self, row: int) -> int:
        """Return the first line of a row."""
        return self._layout.cards[row].top

    def height(self, row: int) -> int:
        """Return the number of lines of a row."""
        return self._layout.cards[row].height

    def at(self, line: int, column: int = 0) -> int:
        """Return the row at a cell, or the nearest row if there is none."""
        return self._layout.at(line, column)

    def is_selectable(self, row: int) -> bool:
        """Return whether the row is a post and not a heading."""
        return not isinstance(self._content[row], SectionHeading)

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:
        """Draw one line of the page, from all cards that are on it."""
        layout = self._layout
        rule = [Segment("│", styles.rule)]
        pieces = [(cell, 1, rule) for cell in layout.rules_at(line)]
        pieces += [
            (card.left, card.width, self._card_line(card, line - card.top, cursor, styles))
            for card in layout.cards_at(line)
        ]
        segments: list[Segment] = []
        cells = 0
        for left, width, piece in sorted(pieces, key=lambda piece: piece[0]):
            segments += [Segment(" " * (left - cells)), *piece]
            cells = left + width
        return make_strip(segments, layout.width, styles.background)

    def _card_line(self, card: Card, line: int, cursor: int, styles: RowStyles) -> list[Segment]:
        """Draw one line of a card, as wide as the card."""
        content = self._content[card.row]
        if isinstance(content, SectionHeading):
            return RowPen(styles, card.width, self._facts).heading(content)
        if isinstance(content, ContinueRow):
            offer = RowPen(styles, card.width, self._facts).offer(content.post)
            strip = draw_row(offer, card.width, styles, is_cursor=card.row == cursor)
            return list(strip)
        picture = self._picture_line(card, line)
        width = card.width - sum(segment.cell_length for segment in picture)
        is_lead = card.form is Form.LEAD
        segments = RowPen(styles, width, self._facts).stacked(
            content,
            card.text,
            line,
            heading=card.heading,
            is_lead=is_lead,
            is_featured=self._content.section(card.row).is_featured,
        )
        row = draw_row(
            segments,
            width,
            styles,
            is_cursor=card.row == cursor,
            lines=card.height,
            is_picked=self._facts.is_picked(content),
        )
        return [*row, *picture]

    def _picture_line(self, card: Card, line: int) -> list[Segment]:
        """Draw one line of the lead story's picture, with the space around it."""
        cells, height = self._layout.picture
        if self._picture is None or not cells or card.form is not Form.LEAD:
            return []
        gap, margin = Segment(" " * (GAP - RIGHT_MARGIN)), Segment(" " * RIGHT_MARGIN)
        if line >= height:
            return [gap, Segment(" " * cells), margin]
        return [gap, *self._picture.row(cells, height, line), margin]


def _lead_size(picture: Picture, width: int, height: int) -> tuple[int, int]:
    """Return width and height of the lead story's picture on a page, in cells.

    Args:
        picture: The picture.
        width: Width of the page, in cells.
        height: Lines of the page that are visible at once.
    """
    return picture.size(width * 2 // 5, max(_MIN_LEAD_LINES, height // 3))
