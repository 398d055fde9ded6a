"""The front page as rows of a list: cards side by side, with rules between the columns."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import TYPE_CHECKING, TypeAlias

from rich.segment import Segment
from textual.strip import Strip

from reader.library.listing import Form
from reader.posts.post import Post
from reader.tui.rows.front.cards import GAP, Card
from reader.tui.rows.front.layout import FrontLayout
from reader.tui.rows.model import RowStyles, draw_row, make_strip
from reader.tui.rows.pen import RIGHT_MARGIN, PostFacts, RowPen
from reader.tui.rows.sections import ContinueRow, SectionHeading, SectionRows

if TYPE_CHECKING:
    from reader.article.pictures import Picture

FrontPictures: TypeAlias = "Mapping[str, Picture | None]"
"""Pictures by path of their post; None for one that cannot be shown after all."""

_USUAL_SHAPE = 0.28
"""Lines per cell of a picture that is not loaded yet: that of 16:9 pixels in cells of 1:2."""


class FrontRows:
    """The rows of a front page, laid out for one width.

    Args:
        width: Width of the page, in cells.
        height: Lines of the page that are visible at once.
        content: The headings and posts.
        facts: What rows show besides the fields of the posts.
        pictures: The pictures that are loaded.
        is_compact: Whether a post of a stream has one line only.
    """

    def __init__(
        self,
        width: int,
        height: int,
        content: SectionRows,
        facts: PostFacts,
        pictures: FrontPictures,
        *,
        is_compact: bool = False,
    ) -> None:
        self.page_height = height
        """Lines of the page that are visible at once."""
        self._content = content
        self._facts = facts
        self._pictures = pictures
        sizes = _Sizes(content, pictures)
        self._layout = FrontLayout(
            width, height, content, sizes, is_compact=is_compact, languages_of=facts.languages_of
        )

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

    def left(self, row: int) -> int:
        """Return the first cell of a row."""
        return self._layout.cards[row].left

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
        for label in layout.labels_at(line):
            pen = RowPen(styles, label.width, self._facts)
            heading = pen.heading(SectionHeading(label.text, None))
            pieces.append((label.left, label.width, heading))
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
        picture = self._picture_line(card, content, line)
        width = card.width - sum(segment.cell_length for segment in picture)
        section = card.section
        if section is None or not card.text.title:
            segments = self._compact_pen(card, styles).compact(content)
        else:
            pen = RowPen(styles, width, self._facts)
            is_feature = section.form is Form.FEATURE
            segments = pen.stacked(
                content,
                card.text,
                line,
                heading=section.heading,
                is_lead=is_feature,
                is_featured=section.is_featured,
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

    def _compact_pen(self, card: Card, styles: RowStyles) -> RowPen:
        """Return a pen for a row of one line, which does not repeat the heading of its section."""
        shared = self._facts.shared_categories
        if card.section is not None:
            shared |= {card.section.heading.casefold()}
        return RowPen(styles, card.width, self._facts._replace(shared_categories=shared))

    def _picture_line(self, card: Card, post: Post, line: int) -> list[Segment]:
        """Draw one line of the picture of a feature, with the space around it."""
        cells, height = card.picture
        if not cells:
            return []
        gap, margin = Segment(" " * (GAP - RIGHT_MARGIN)), Segment(" " * RIGHT_MARGIN)
        picture = self._pictures.get(post.path)
        if picture is None or line >= height:
            return [gap, Segment(" " * cells), margin]
        return [gap, *picture.row(cells, height, line), margin]


class _Sizes:
    """The sizes of pictures, and the room for those that are not loaded yet."""

    def __init__(self, content: SectionRows, pictures: FrontPictures) -> None:
        self._pictures = pictures
        self._awaited = frozenset(
            path
            for section in content.sections
            for path in section.pictured
            if path not in pictures
        )

    def size(self, post: Post, cells: int, lines: int) -> tuple[int, int]:
        """Return the cells and lines of the picture of a post; (0, 0) without a picture."""
        picture = self._pictures.get(post.path)
        if picture is not None:
            return picture.size(cells, lines)
        if post.path not in self._awaited:
            return 0, 0
        lines = min(lines, round(cells * _USUAL_SHAPE))
        return min(cells, ceil(lines / _USUAL_SHAPE)), lines
