"""Positions of the rows of a front page: features, and streams that flow down columns.

A front page is short, so all of its text is wrapped at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import takewhile

from reader.library.listing import Form
from reader.posts.post import Post
from reader.tui.rows.front.bands import Bands
from reader.tui.rows.front.cards import GAP, Card, Label, Part, Sheet, parts_of
from reader.tui.rows.front.features import Features, PictureSizes
from reader.tui.rows.front.text import FrontText
from reader.tui.rows.sections import SectionRows

MIN_FRONT_WIDTH = 48
"""Minimum number of cells of a front page."""
_MAX_COLUMNS = 4
_MIN_COLUMN_WIDTH = 41
_MIN_COMPACT_WIDTH = 62
"""Minimum width of a column in which posts have one line."""
_MIN_HEIGHT = 8


class FrontLayout:
    """The cards of a front page and the rules between its columns, laid out for one width.

    Args:
        width: Width of the page, in cells.
        height: Lines of the page that are visible at once.
        content: The headings and posts, in reading order; every section has a form.
        pictures: The sizes of the pictures.
        is_compact: Whether a post of a stream has one line only.
        languages_of: Returns the languages of a post that is translated.
    """

    def __init__(
        self,
        width: int,
        height: int,
        content: SectionRows,
        pictures: PictureSizes,
        *,
        is_compact: bool = False,
        languages_of: Callable[[Post], Sequence[str]] = lambda _: (),
    ) -> None:
        self.width = width
        min_width = _MIN_COMPACT_WIDTH if is_compact else _MIN_COLUMN_WIDTH
        self.columns = max(1, min(_MAX_COLUMNS, (width + GAP) // (min_width + GAP)))
        """Number of columns."""
        text = FrontText(is_compact, languages_of, _with_named_feed(content))
        self._sheet = Sheet(width, self.columns, text)
        height = max(_MIN_HEIGHT, height - 1)
        self._visible = height
        self._bands = Bands(self._sheet)
        self._features = Features(self._sheet, self._bands, pictures, height, is_compact=is_compact)
        self._place(list(parts_of(content.sections, is_compact=is_compact)))
        self.cards: Sequence[Card] = sorted(self._sheet.cards, key=lambda card: card.row)
        """All cards, by row."""
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
        return [rule.cell for rule in self._sheet.rules if rule.top <= line < rule.bottom]

    def labels_at(self, line: int) -> list[Label]:
        """Return the labels on a line, which are no rows."""
        return [label for label in self._sheet.labels if label.top == line]

    def at(self, line: int, column: int = 0) -> int:
        """Return the row nearest to a cell: on its line, or else the last one that begins above."""
        cards = self.cards_at(line)
        if cards:
            return min(cards, key=lambda card: card.distance(column)).row
        above = bisect_right(self._tops, line)
        return self._by_line[max(0, above - 1)].row if self._by_line else 0

    def _place(self, parts: list[Part]) -> None:
        top = 0
        if parts and parts[0].form is Form.CONTINUE:
            self._sheet.add_post(parts.pop(0), 0, (0, top), (self.width, 1))
            top += 2
        while parts:
            features = list(takewhile(lambda part: part.form is Form.FEATURE, parts))
            others = parts[len(features) :]
            streams = list(takewhile(lambda part: part.form is not Form.FEATURE, others))
            later = others[len(streams) :]
            if features:
                left, bottom = self._features.place(features, streams, top)
            else:
                left, bottom = self._bands.place(streams, self._sheet.columns, top, self._visible)
            parts = [*left, *later]
            top = bottom + 1


def _with_named_feed(content: SectionRows) -> frozenset[str]:
    """Return the paths of the posts whose feed the heading above them names, or all posts share."""
    paths: set[str] = set()
    for section in content.sections:
        names = {section.heading.casefold(), *content.shared_categories}
        paths.update(
            post.path for post in section.posts if post.feed and post.feed.casefold() in names
        )
    return frozenset(paths)
