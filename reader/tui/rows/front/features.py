"""The features of a front page: pictures with text beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from reader.library.listing import Form
from reader.posts.post import Post
from reader.tui.rows.front.bands import MIN_HEIGHT, Bands
from reader.tui.rows.front.cards import GAP, Columns, Part, Sheet

_MIN_TEXT_WIDTH = 28
"""Minimum number of cells for the text beside a picture."""
_MIN_PICTURE_WIDTH = 12
_MAX_PICTURE_LINES = 14
_MIN_PICTURE_LINES = 8
_COMPACT_PICTURE_LINES = 6


class PictureSizes(Protocol):
    """What the layout needs of the pictures."""

    def size(self, post: Post, cells: int, lines: int) -> tuple[int, int]:
        """Return the cells and lines that the picture of a post takes; (0, 0) without a picture.

        Args:
            post: The post.
            cells: Available cells.
            lines: Available lines.
        """


class _Feature(NamedTuple):
    """A post with the room that it gets."""

    part: Part
    number: int
    """Position of the post in its part."""
    column: int
    span: int
    """Number of columns."""
    width: int
    picture: tuple[int, int]
    height: int
    """Number of lines that it should have."""


class _Row(NamedTuple):
    """Features that stand beside each other."""

    features: Sequence[_Feature]

    @property
    def has_heading(self) -> bool:
        """Whether a section begins in the row."""
        return any(feature.number == 0 for feature in self.features)

    @property
    def height(self) -> int:
        """Number of lines, with the headings."""
        return self.has_heading + max(feature.height for feature in self.features)

    @property
    def columns(self) -> int:
        """Number of columns that are taken."""
        return sum(feature.span for feature in self.features)


class Features:
    """Places features beside each other, and beside the last ones the beginning of what follows.

    Args:
        sheet: What is placed on the page.
        bands: Places what follows.
        pictures: The sizes of the pictures.
        height: Lines of the page that are visible at once.
        is_compact: Whether pictures are small.
    """

    def __init__(
        self,
        sheet: Sheet,
        bands: Bands,
        pictures: PictureSizes,
        height: int,
        *,
        is_compact: bool,
    ) -> None:
        self._sheet = sheet
        self._bands = bands
        self._pictures = pictures
        self._min_lines, self._max_lines = (
            (_COMPACT_PICTURE_LINES, _COMPACT_PICTURE_LINES)
            if is_compact
            else (_MIN_PICTURE_LINES, max(_MIN_PICTURE_LINES, min(_MAX_PICTURE_LINES, height // 3)))
        )

    def place(
        self, parts: Sequence[Part], others: Sequence[Part], top: int
    ) -> tuple[list[Part], int]:
        """Place all features, and as much of what follows as belongs beside them.

        Args:
            parts: The sections of features.
            others: What follows, up to the next section of features.
            top: The first line.

        Returns:
            What is left of the others, and the line below all that was placed.
        """
        left = list(others)
        *rows, last = self._rows(parts)
        for row in rows:
            top = self._add(row, top, row.height) + 1
        free = self._sheet.columns.count - last.columns
        height = last.height
        if free and left:
            left, bottom = self._place_beside(left, last, top)
            height = max(height, bottom - top)
        return left, self._add(last, top, height)

    def _place_beside(self, parts: list[Part], row: _Row, top: int) -> tuple[list[Part], int]:
        """Place what fits into the columns that a row leaves free; return the rest."""
        page = self._sheet.columns
        columns = Columns(page.left_of(row.columns), page.width, page.count - row.columns)
        bottom = start = top
        while parts and (height := top + row.height - start) >= MIN_HEIGHT - 1:
            parts, bottom = self._bands.place(parts, columns, start, height, is_beside=True)
            start = bottom + 1
        self._sheet.add_rule(columns, 0, top, max(bottom, top + row.height))
        return parts, bottom

    def _rows(self, parts: Sequence[Part]) -> Iterator[_Row]:
        """Yield features that stand beside each other."""
        columns = self._sheet.columns.count
        row: list[_Feature] = []
        column = 0
        for part in parts:
            for number, post in enumerate(part.posts):
                span = self._lead_span(post) if part is parts[0] and number == 0 else 1
                if column + span > columns:
                    yield _Row(row)
                    row, column = [], 0
                row.append(self._feature(part, number, column, span))
                column += span
        yield _Row(row)

    def _lead_span(self, post: Post) -> int:
        """Return the number of columns of the first feature: two if it has a picture."""
        columns = self._sheet.columns
        span = min(2, columns.count)
        return span if self._picture_size(post, columns.span(span))[0] else 1

    def _feature(self, part: Part, number: int, column: int, span: int) -> _Feature:
        post = part.posts[number]
        width = self._sheet.columns.span(span)
        picture = self._picture_size(post, width)
        beside = picture[0] + GAP if picture[0] else 0
        extent = self._sheet.text.extent(post, Form.FEATURE, width - beside)
        # Text alone is complete; beside a picture, it is as high as that if possible.
        height = max(picture[1], extent.min) if picture[0] else extent.max
        return _Feature(part, number, column, span, width, picture, height)

    def _picture_size(self, post: Post, width: int) -> tuple[int, int]:
        cells = min(width * 2 // 5, width - GAP - _MIN_TEXT_WIDTH)
        if cells < _MIN_PICTURE_WIDTH:
            return 0, 0
        size = self._pictures.size(post, cells, self._max_lines)
        if not size[0]:
            return size
        # A picture that is much higher than its text leaves an empty area beside it.
        text = self._sheet.text.extent(post, Form.FEATURE, width - GAP - size[0])
        lines = min(self._max_lines, max(self._min_lines, text.max))
        return self._pictures.size(post, cells, lines)

    def _add(self, row: _Row, top: int, height: int) -> int:
        """Add the cards of a row of some height; return the line below it."""
        sheet = self._sheet
        below = top + row.has_heading
        for feature in row.features:
            left = sheet.columns.left_of(feature.column)
            if feature.number == 0:
                members = [other for other in row.features if other.part is feature.part]
                span = sheet.columns.span(sum(other.span for other in members))
                sheet.add_heading(feature.part, left, top, span)
            size = feature.width, top + height - below
            sheet.add_post(feature.part, feature.number, (left, below), size, feature.picture)
            if feature.column:
                # A heading over several features is not cut by the rules between them.
                start = top if feature.number == 0 else below
                sheet.add_rule(sheet.columns, feature.column, start, top + height)
        return top + height
