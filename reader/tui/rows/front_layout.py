"""Positions of the posts on a front page: the lead story, cards side by side, columns of briefs.

A front page is short, so all of its text is wrapped at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from reader.library.listing import Form, Section
from reader.posts.post import Post
from reader.text.wrap import wrap_plain
from reader.tui.rows.pen import PostText, text_width
from reader.tui.rows.sections import SectionRows

MIN_FRONT_WIDTH = 84
"""Minimum number of cells for posts side by side."""
GAP = 3
"""Cells between two columns, of which the middle one has a rule."""
_MIN_COLUMN_WIDTH = 46
_MAX_LEAD_WIDTH = 72
"""Maximum number of cells in a description line of the lead story."""
_MAX_TITLE_LINES = 3
_MAX_DESCRIPTION_LINES = {Form.LEAD: 5, Form.CARDS: 3, Form.BRIEFS: 0, Form.COLUMN: 0}


@dataclass(frozen=True, slots=True)
class Card:
    """A row of the front page: its rectangle and its text."""

    row: int
    left: int
    top: int
    width: int
    height: int
    text: PostText = field(default_factory=PostText)
    form: Form = Form.COLUMN
    heading: str = ""
    """The heading of its section."""

    @property
    def bottom(self) -> int:
        """The line below its last line."""
        return self.top + self.height

    def distance(self, column: int) -> int:
        """Return the cells between the card and a column; not positive inside the card."""
        return max(self.left - column, column - self.left - self.width)


class FrontLayout:
    """The cards of a front page and the rules between its columns, laid out for one width.

    Args:
        width: Width of the page, in cells.
        content: The headings and posts, in reading order; every section has a form.
        picture: Width and height of the lead story's picture, in cells; (0, 0) without a picture.
    """

    def __init__(self, width: int, content: SectionRows, picture: tuple[int, int] = (0, 0)) -> None:
        self.width = width
        self.columns = max(1, (width + GAP) // (_MIN_COLUMN_WIDTH + GAP))
        """Number of columns."""
        self._column = (width - (self.columns - 1) * GAP) // self.columns
        self.picture = picture
        self.cards: list[Card] = []
        """All cards, by row."""
        self._rules: list[tuple[int, int, int]] = []
        """Rules between columns: the cell, the first line, and the line below the last one."""
        self._place(content.sections)
        self.line_count = max((card.bottom for card in self.cards), default=0)
        """Height of the page, in lines."""
        self._by_line = sorted(self.cards, key=lambda card: card.top)
        self._tops = [card.top for card in self._by_line]
        self._max_height = max((card.height for card in self.cards), default=0)

    def cards_at(self, line: int) -> list[Card]:
        """Return the cards on a line, from left to right."""
        first = bisect_right(self._tops, line - self._max_height)
        last = bisect_right(self._tops, line)
        cards = [card for card in self._by_line[first:last] if line < card.bottom]
        return sorted(cards, key=lambda card: card.left)

    def rules_at(self, line: int) -> list[int]:
        """Return the cells of a line that have a rule."""
        return [cell for cell, top, bottom in self._rules if top <= line < bottom]

    def at(self, line: int, column: int = 0) -> int:
        """Return the row nearest to a cell: on its line, or else the last one that begins above."""
        cards = self.cards_at(line)
        if cards:
            return min(cards, key=lambda card: card.distance(column)).row
        above = bisect_right(self._tops, line)
        return self._by_line[max(0, above - 1)].row if self._by_line else 0

    # Each method below places cards from the line `top` on. Those for sections return the line
    # from which the next section is placed.

    def _place(self, sections: Sequence[Section]) -> None:
        top = 0
        for form, group in groupby(sections, key=lambda section: section.form):
            if form is Form.COLUMN:
                top = self._place_columns(list(group), top)
            else:
                for section in group:
                    top = self._place_section(section, top)

    def _place_offer(self, top: int) -> int:
        """Place the row that offers to continue an article."""
        self.cards.append(Card(len(self.cards), 0, top, self.width, 1))
        return top + 2

    def _place_section(self, section: Section, top: int) -> int:
        """Place a section over the whole width."""
        if section.form is Form.CONTINUE:
            return self._place_offer(top)
        self._add_heading(0, top, self.width)
        top += 1
        count = 1 if section.form is Form.LEAD else self.columns
        width = self.width if section.form is Form.LEAD else self._column
        for start in range(0, len(section.posts), count):
            band = section.posts[start : start + count]
            cards = [
                self._add(post, self._left(number), top, width, section)
                for number, post in enumerate(band)
            ]
            bottom = max(card.bottom for card in cards)
            self._add_rules(len(band), top, bottom)
            top = bottom + 1
        return top

    def _place_columns(self, sections: Sequence[Section], top: int) -> int:
        """Place sections beside each other, one in each column."""
        for start in range(0, len(sections), self.columns):
            bottoms = [
                self._place_column(section, self._left(number), top)
                for number, section in enumerate(sections[start : start + self.columns])
            ]
            self._add_rules(len(bottoms), top, max(bottoms))
            top = max(bottoms) + 1
        return top

    def _place_column(self, section: Section, left: int, top: int) -> int:
        self._add_heading(left, top, self._column)
        top += 1
        for post in section.posts:
            top = self._add(post, left, top, self._column, section).bottom
        return top

    def _left(self, column: int) -> int:
        return column * (self._column + GAP)

    def _add_rules(self, columns: int, top: int, bottom: int) -> None:
        for number in range(1, columns):
            self._rules.append((self._left(number) - GAP // 2 - 1, top, bottom))

    def _add_heading(self, left: int, top: int, width: int) -> None:
        self.cards.append(Card(len(self.cards), left, top, width, 1))

    def _add(self, post: Post, left: int, top: int, width: int, section: Section) -> Card:
        form = section.form or Form.COLUMN
        beside = self.picture[0] + GAP if form is Form.LEAD and self.picture[0] else 0
        room = text_width(width - beside)
        title = wrap_plain(post.title, room, max_lines=_MAX_TITLE_LINES)
        max_lines = _MAX_DESCRIPTION_LINES[form]
        description: list[str] = []
        if max_lines and post.description:
            description = wrap_plain(
                post.description, min(room, _MAX_LEAD_WIDTH), max_lines=max_lines
            )
        height = len(title) + len(description) + 1
        if form is Form.LEAD:
            height = max(height, self.picture[1])
        text = PostText(title, description)
        card = Card(len(self.cards), left, top, width, height, text, form, section.heading)
        self.cards.append(card)
        return card
