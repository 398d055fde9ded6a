"""Where each row of a front page stands: the lead story, cards side by side, columns of briefs.

A front page is short, so all of its text is broken into lines at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reader.library.listing import Form, Section
from reader.posts.post import Post
from reader.text.wrap import wrap_plain
from reader.tui.rows.post_rows import MARGIN, RIGHT_MARGIN, SectionRows

LEAST_WIDTH = 84
"""Cells from which on posts stand side by side."""
GAP = 3
"""Cells between two columns, of which the middle one has a rule."""
_LEAST_COLUMN = 46
_LEAD_TEXT = 72
"""Cells of the longest line of the lead story's standfirst."""
_LINES = {Form.LEAD: 5, Form.CARDS: 3, Form.BRIEFS: 0, Form.COLUMN: 0}
"""Of the standfirst, at most."""


@dataclass(frozen=True, slots=True)
class Card:
    """A row, where it stands, and what it says."""

    row: int
    left: int
    top: int
    width: int
    height: int
    title: Sequence[str] = ()
    standfirst: Sequence[str] = ()
    form: Form = Form.COLUMN
    under: str = ""
    """The heading that it stands under."""

    @property
    def bottom(self) -> int:
        """The line below its last one."""
        return self.top + self.height


class FrontRows(SectionRows):
    """The rows of the sections of a front page, laid out for one width.

    Args:
        sections: In reading order, each with its form.
        width: Cells.
        picture: Width and height of the lead story's picture; none where there is none.
    """

    def __init__(
        self, sections: Sequence[Section], width: int, picture: tuple[int, int] = (0, 0)
    ) -> None:
        super().__init__(sections)
        self.width = width
        self.columns = max(1, (width + GAP) // (_LEAST_COLUMN + GAP))
        self._column = (width - (self.columns - 1) * GAP) // self.columns
        self.picture = picture
        """Cells and rows of the lead story's picture."""
        self.cards: list[Card] = []
        """By row."""
        self._rules: list[tuple[int, int, int]] = []
        """Between columns: the cell, the first line, and the line below the last."""
        self._place()
        self.height_of_all = max((it.bottom for it in self.cards), default=0)
        self._by_line = sorted(self.cards, key=lambda it: it.top)
        self._tops = [it.top for it in self._by_line]
        self._tallest = max((it.height for it in self.cards), default=0)

    def top(self, index: int) -> int:
        """First line of a row; that of row `len(self)` is the height of the whole."""
        return self.cards[index].top if index < len(self.cards) else self.height_of_all

    def height(self, index: int) -> int:
        """Lines of a row."""
        return self.cards[index].height

    def cards_at(self, line: int) -> list[Card]:
        """The cards that a line runs through, from left to right."""
        first = bisect_right(self._tops, line - self._tallest)
        last = bisect_right(self._tops, line)
        met = [it for it in self._by_line[first:last] if line < it.bottom]
        return sorted(met, key=lambda it: it.left)

    def rules_at(self, line: int) -> list[int]:
        """The cells of a line in which rules stand between columns."""
        return [cell for cell, top, bottom in self._rules if top <= line < bottom]

    def at(self, line: int, column: int = 0) -> int:
        """Index of the row nearest to a cell: on its line, else the last that begins above."""
        met = self.cards_at(line)
        if met:
            return min(met, key=lambda it: max(it.left - column, column - it.left - it.width)).row
        above = bisect_right(self._tops, line)
        return self._by_line[max(0, above - 1)].row if self._by_line else 0

    # Laying out.

    def _place(self) -> None:
        top = 0
        for form, group in groupby(self.sections, key=lambda it: it.form):
            if form is Form.COLUMN:
                top = self._place_columns(list(group), top)
            else:
                for section in group:
                    top = self._place_section(section, top)

    def _place_section(self, section: Section, top: int) -> int:
        """A section over the whole width; gives the line below it."""
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
            self._add_rules(len(band), top, max(it.bottom for it in cards))
            top = max(it.bottom for it in cards) + 1
        return top

    def _place_columns(self, sections: Sequence[Section], top: int) -> int:
        """Sections beside each other; gives the line below them."""
        for start in range(0, len(sections), self.columns):
            bottoms = [
                self._place_column(section, self._left(number), top)
                for number, section in enumerate(sections[start : start + self.columns])
            ]
            self._add_rules(len(bottoms), top, max(bottoms))
            top = max(bottoms) + 1
        return top

    def _left(self, column: int) -> int:
        return column * (self._column + GAP)

    def _add_rules(self, columns: int, top: int, bottom: int) -> None:
        for number in range(1, columns):
            self._rules.append((self._left(number) - GAP // 2 - 1, top, bottom))

    def _place_column(self, section: Section, left: int, top: int) -> int:
        self._add_heading(left, top, self._column)
        top += 1
        for post in section.posts:
            top = self._add(post, left, top, self._column, section).bottom
        return top

    def _add_heading(self, left: int, top: int, width: int) -> None:
        self.cards.append(Card(len(self.cards), left, top, width, 1))

    def _add(self, post: Post, left: int, top: int, width: int, section: Section) -> Card:
        form = section.form or Form.COLUMN
        beside = self.picture[0] + GAP if form is Form.LEAD and self.picture[0] else 0
        room = max(1, width - MARGIN - RIGHT_MARGIN - beside)
        title = wrap_plain(post.title, room, max_lines=3)
        most = _LINES[form]
        text_room = min(room, _LEAD_TEXT)
        has_text = most and post.description
        text = wrap_plain(post.description, text_room, max_lines=most) if has_text else []
        height = len(title) + len(text) + 1
        if form is Form.LEAD:
            height = max(height, self.picture[1])
        card = Card(len(self.cards), left, top, width, height, title, text, form, section.heading)
        self.cards.append(card)
        return card
