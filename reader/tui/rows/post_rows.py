"""Posts in sections below each other.

Heights come from the widths of titles alone, so that 100,000 rows are laid out without wrapping
any text; text is wrapped when its row is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from reader.library.listing import Form, Section
from reader.posts.post import Post
from reader.tui.rows.model import RowStyles, StackedRows, draw_row
from reader.tui.rows.pen import PostFacts, PostText, RowPen, text_width
from reader.tui.rows.sections import ContinueRow, SectionHeading, SectionRows

_MAX_DESCRIPTION_LINES = 2


class PostRows(StackedRows):
    """The rows of some sections below each other, laid out for one width.

    Compact rows have one line. Other rows have a title of up to two lines and a line with date and
    categories; a featured post also has its description and an empty line. Every row of a search
    has a line with an excerpt as well.

    Args:
        width: Width of the rows, in cells.
        content: The headings and posts.
        facts: What rows show besides the fields of the posts.
        is_compact: Whether rows are compact.
    """

    def __init__(
        self, width: int, content: SectionRows, facts: PostFacts, *, is_compact: bool
    ) -> None:
        super().__init__(_heights(content, width, is_compact=is_compact), width)
        self.content = content
        self.facts = facts
        """What rows show; can be replaced, as it does not change their heights."""
        self._is_compact = is_compact
        self._wrapped: tuple[int, PostText] | None = None
        """The row whose text was wrapped last, and its text."""

    def is_selectable(self, row: int) -> bool:
        """Return whether the row is a post and not a heading."""
        return not isinstance(self.content[row], SectionHeading)

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:
        """Draw one line of the list."""
        row = self.at(line)
        content = self.content[row]
        pen = RowPen(styles, self.width, self.facts)
        if isinstance(content, SectionHeading):
            segments = pen.heading(content)
        elif isinstance(content, ContinueRow):
            segments = pen.offer(content.post) if line == self.top(row) else []
        else:
            segments = self._post_line(pen, content, row, line - self.top(row))
        return draw_row(
            segments,
            self.width,
            styles,
            is_cursor=row == cursor,
            lines=self.height(row),
            is_picked=isinstance(content, Post) and self.facts.is_picked(content),
        )

    def _post_line(self, pen: RowPen, post: Post, row: int, line: int) -> list[Segment]:
        section = self.content.section(row)
        # The excerpt of a found post is above the line with the date, which is the last one.
        lines_left = self.height(row) - line
        if section.is_found and lines_left == (1 if self._is_compact else 2):
            return pen.excerpt(post)
        others, is_featured = self.content.titles_near(row), section.is_featured
        if self._is_compact:
            return pen.compact(post, others, is_featured=is_featured)
        if section.is_found and lines_left == 1:
            line -= 1
        # The lines of a row are drawn one after another.
        if self._wrapped is None or self._wrapped[0] != row:
            self._wrapped = row, pen.wrap(post, others, is_featured=is_featured)
        return pen.stacked(post, self._wrapped[1], line, is_featured=is_featured)


def _heights(content: SectionRows, width: int, *, is_compact: bool) -> Iterator[int]:
    for section in content.sections:
        if section.form is Form.CONTINUE:
            yield 1 if is_compact else 2
            continue
        yield 1
        yield from _post_heights(section, text_width(width), is_compact=is_compact)


def _post_heights(section: Section, width: int, *, is_compact: bool) -> list[int]:
    if is_compact:
        return [2 if section.is_found else 1] * len(section.posts)
    # Without a call for each title: there can be thousands.
    titles = [
        2 if (len(title) if (title := post.title).isascii() else cell_len(title)) > width else 1
        for post in section.posts
    ]
    if not section.is_featured:
        return [lines + (2 if section.is_found else 1) for lines in titles]
    return [
        lines + _description_lines(post, width) + 2
        for lines, post in zip(titles, section.posts, strict=True)
    ]


def _description_lines(post: Post, width: int) -> int:
    return min(_MAX_DESCRIPTION_LINES, -(-cell_len(post.description) // width))
