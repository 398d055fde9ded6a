"""The parts of a front page and the rectangles that its rows get."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reader.library.listing import Form, Section
from reader.posts.post import Post
from reader.tui.rows.front.flow import Extent
from reader.tui.rows.front.text import FrontText
from reader.tui.rows.pen import PostText

GAP = 3
"""Cells between two columns, of which the middle one has a rule."""


@dataclass(frozen=True, slots=True)
class Card:
    """A row of the front page: its rectangle and its text."""

    row: int
    left: int
    top: int
    width: int
    height: int
    text: PostText = field(default_factory=PostText)
    """Empty for a heading, and for a post of one line."""
    section: Section | None = None
    """The section that a post belongs to; None for a heading."""
    picture: tuple[int, int] = (0, 0)
    """Cells and lines of the picture at its left; (0, 0) without a picture."""

    @property
    def bottom(self) -> int:
        """The line below its last line."""
        return self.top + self.height

    def distance(self, column: int) -> int:
        """Return the cells between the card and a column; not positive inside the card."""
        return max(self.left - column, column - self.left - self.width + 1)


class Label(NamedTuple):
    """A line above columns that go on with a section; it is no row."""

    left: int
    top: int
    width: int
    text: str


class ColumnRule(NamedTuple):
    """A line between two columns."""

    cell: int
    top: int
    bottom: int
    """The line below its last line."""


class Part(NamedTuple):
    """A section, or some consecutive posts of it, and their rows."""

    section: Section
    heading: int | None
    """Row of the heading; None for posts that go on with a section."""
    first: int
    """Row of the first post."""
    posts: Sequence[Post]

    @property
    def form(self) -> Form:
        """How its posts are arranged."""
        return self.section.form or Form.STREAM

    def split(self, count: int) -> tuple[Part, Part]:
        """Return the first posts, and the others."""
        rest = self._replace(heading=None, first=self.first + count, posts=self.posts[count:])
        return self._replace(posts=self.posts[:count]), rest


def parts_of(sections: Sequence[Section], *, is_compact: bool) -> Iterator[Part]:
    """Yield a part for each section. On a compact page, only the first feature is a block."""
    row = 0
    has_feature = False
    for section in sections:
        if section.form is Form.CONTINUE:
            yield Part(section, None, row, section.posts)
            row += 1
            continue
        is_feature = section.form is Form.FEATURE
        if is_feature and has_feature and is_compact:
            yield Part(replace(section, form=Form.STREAM), row, row + 1, section.posts)
        else:
            yield Part(section, row, row + 1, section.posts)
        has_feature = has_feature or is_feature
        row += 1 + len(section.posts)


@dataclass(frozen=True, slots=True)
class Columns:
    """Some columns beside each other, of the same width in cells."""

    left: int
    width: int
    count: int

    @classmethod
    def across(cls, left: int, width: int, count: int) -> Columns:
        """Divide a width into columns with gaps between them."""
        return cls(left, (width - (count - 1) * GAP) // count, count)

    def left_of(self, column: int) -> int:
        """Return the first cell of a column."""
        return self.left + column * (self.width + GAP)

    def span(self, count: int) -> int:
        """Return the width of some columns beside each other, with the gaps between them."""
        return count * self.width + (count - 1) * GAP


class Sheet:
    """What is placed on a page of a width in cells.

    Args:
        width: Width of the page, in cells.
        count: Number of columns.
        text: The text of the posts.
    """

    def __init__(self, width: int, count: int, text: FrontText) -> None:
        self.width = width
        self.columns = Columns.across(0, width, count)
        self.text = text
        self.cards: list[Card] = []
        self.labels: list[Label] = []
        self.rules: list[ColumnRule] = []
        self._extents: dict[tuple[Form, int], dict[str, Extent]] = {}
        """What is known of posts by their paths, for a form and a width."""

    def extents(self, part: Part, width: int) -> list[Extent]:
        """Return the number of lines that the posts of a part can take in a column."""
        form, extent = part.form, self.text.extent
        # Layouts that are compared with each other have the same posts.
        known = self._extents.setdefault((form, width), {})
        for post in part.posts:
            if post.path not in known:
                known[post.path] = extent(post, form, width)
        return [known[post.path] for post in part.posts]

    def add_heading(self, part: Part, left: int, top: int, width: int) -> None:
        """Place the heading of a part, or the note that it goes on with its section."""
        if part.heading is None:
            text = f"{part.section.heading}, continued"
            self.labels.append(Label(left, top, width, text))
        else:
            self.cards.append(Card(part.heading, left, top, width, 1))

    def add_post(
        self,
        part: Part,
        number: int,
        corner: tuple[int, int],
        size: tuple[int, int],
        picture: tuple[int, int] = (0, 0),
    ) -> None:
        """Place a post.

        Args:
            part: The part that it belongs to.
            number: Its position in the part.
            corner: Its first cell and its first line.
            size: Its width in cells and its height in lines.
            picture: Cells and lines of its picture.
        """
        beside = picture[0] + GAP if picture[0] else 0
        text = self.text.text(part.posts[number], part.form, size[0] - beside, size[1])
        self.cards.append(Card(part.first + number, *corner, *size, text, part.section, picture))

    def add_rule(self, columns: Columns, column: int, top: int, bottom: int) -> None:
        """Place a rule at the left of a column."""
        self.rules.append(ColumnRule(columns.left_of(column) - GAP // 2 - 1, top, bottom))
