"""Where each row of the post list stands: headings, featured posts, the other posts.

Heights come from the widths of titles alone, so that 100,000 rows are placed without wrapping
a single one; what a row says is worked out when it is drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from rich.cells import cell_len

from reader.library.listing import Section
from reader.posts.post import Post

MARGIN = 4
"""Cells at the left of a row that hold its marks."""
RIGHT_MARGIN = 1


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A row that names the section under it."""

    text: str
    count: int | None
    """How many posts stand under it; None while that is not known."""


ListRow: TypeAlias = SectionHeading | Post


class SectionRows:
    """The rows of some sections, headings and posts, in their order."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = [it for it in sections if it.posts]
        self._rows: list[ListRow] = []
        self._headings: list[int] = []
        """Where the headings stand among the rows."""
        for section in self.sections:
            self._headings.append(len(self._rows))
            self._rows.append(SectionHeading(section.heading, section.count))
            self._rows.extend(section.posts)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int) -> ListRow:
        return self._rows[index]

    def section(self, index: int) -> Section:
        """The section that a row belongs to."""
        return self.sections[bisect_right(self._headings, index) - 1]

    def post(self, index: int) -> Post | None:
        """The post of a row; None for a heading or an index that there is not."""
        if not 0 <= index < len(self._rows):
            return None
        row = self._rows[index]
        return row if isinstance(row, Post) else None

    def index_of(self, path: str) -> int:
        """Index of the post of that path; -1 when it is not listed."""
        for index, row in enumerate(self._rows):
            if isinstance(row, Post) and row.path == path:
                return index
        return -1

    def number(self, index: int) -> int:
        """Which of the posts a row is, counted from 1; of a heading, that of the post above."""
        return index + 1 - bisect_right(self._headings, index)

    @property
    def post_count(self) -> int:
        """How many posts are listed."""
        return len(self._rows) - len(self._headings)


class PostRows(SectionRows):
    """The rows of some sections below each other, laid out for one width.

    `is_compact` makes every row one line; else a row is a title of up to two lines and a line of
    date and categories, and a featured post has its standfirst and a blank line besides.
    """

    def __init__(self, sections: Sequence[Section], width: int, *, is_compact: bool) -> None:
        super().__init__(sections)
        self.width = width
        self.is_compact = is_compact
        heights: list[int] = []
        for section in self.sections:
            heights.append(1)
            heights.extend(self._heights(section))
        self._tops = list(accumulate(heights, initial=0))

    def _heights(self, section: Section) -> list[int]:
        if self.is_compact:
            return [2 if section.is_found else 1] * len(section.posts)
        width = self.text_width
        titles = [2 if _cells(post.title) > width else 1 for post in section.posts]
        if not section.is_featured:
            return [lines + (2 if section.is_found else 1) for lines in titles]
        return [
            lines + _standfirst_lines(post, width) + 2
            for lines, post in zip(titles, section.posts, strict=True)
        ]

    @property
    def text_width(self) -> int:
        """Cells that a title may take."""
        return max(1, self.width - MARGIN - RIGHT_MARGIN)

    def top(self, index: int) -> int:
        """First line of a row; that of row `len(self)` is the height of the whole."""
        return self._tops[min(index, len(self._rows))]

    def height(self, index: int) -> int:
        """Lines of a row."""
        return self.top(index + 1) - self.top(index)

    def at(self, line: int, column: int = 0) -> int:  # noqa: ARG002 - each takes the whole width
        """Index of the row that a line belongs to; the last row for lines beyond."""
        return min(bisect_right(self._tops, line) - 1, len(self._rows) - 1)


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _standfirst_lines(post: Post, width: int) -> int:
    return min(2, -(-_cells(post.description) // width))
