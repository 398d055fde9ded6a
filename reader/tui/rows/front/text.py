"""The text of the rows of a front page, wrapped to the width of a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.library.listing import Form
from reader.posts.post import Post
from reader.text.dates import day_in_words
from reader.text.wrap import ELLIPSIS, truncate, wrap_plain
from reader.tui.rows.front.flow import Extent
from reader.tui.rows.pen import PostText, text_width

_MAX_TITLE_LINES = 3
_MAX_STREAM_LINES = 4
_MAX_FEATURE_LINES = 8
_MAX_COMPACT_FEATURE_LINES = 3
_MIN_FEATURE_LINES = 2
"""Number of lines of a description."""
_MAX_TEXT_WIDTH = 76
"""Maximum number of cells of a line of a description."""


@dataclass(frozen=True, slots=True)
class FrontText:
    """The text of posts on a page, for the heights that it can have.

    Args:
        is_compact: Whether a post of a stream has one line only.
    """

    is_compact: bool
    _wrapped: dict[tuple[str, int, int], list[str]] = field(default_factory=dict, compare=False)

    def extent(self, post: Post, form: Form, width: int) -> Extent:
        """Return the number of lines that a post can take in a column of a width in cells."""
        if self.is_one_line(form):
            return Extent(1, 1)
        title = len(self._title(post, width))
        description = len(self._description(post, form, width))
        if form is Form.FEATURE:
            return Extent(title + min(description, _MIN_FEATURE_LINES) + 1, title + description + 1)
        return Extent(title + min(description, 1), title + description)

    def is_one_line(self, form: Form) -> bool:
        """Whether the posts of a section of this form have one line each."""
        return form in (Form.ROWS, Form.CONTINUE) or (self.is_compact and form is Form.STREAM)

    def text(self, post: Post, form: Form, width: int, height: int) -> PostText:
        """Return the lines of a post that is as high as a number of lines; none for one line."""
        if self.is_one_line(form):
            return PostText()
        title = self._title(post, width)
        lines = height - len(title) - (form is Form.FEATURE)
        description = self._description(post, form, width)
        if len(description) > lines:
            cells = min(text_width(width), _MAX_TEXT_WIDTH)
            description = _cut(description, lines, cells)
        return PostText(title, description)

    def _title(self, post: Post, width: int) -> list[str]:
        return self._wrap(post.title, text_width(width), _MAX_TITLE_LINES)

    def _description(self, post: Post, form: Form, width: int) -> list[str]:
        source = _description_of(post, form)
        if not source:
            return []
        max_lines = _MAX_STREAM_LINES
        if form is Form.FEATURE:
            max_lines = _MAX_COMPACT_FEATURE_LINES if self.is_compact else _MAX_FEATURE_LINES
        return self._wrap(source, min(text_width(width), _MAX_TEXT_WIDTH), max_lines)

    def _wrap(self, text: str, width: int, max_lines: int) -> list[str]:
        # Layouts that are compared with each other wrap the same text.
        key = (text, width, max_lines)
        if key not in self._wrapped:
            self._wrapped[key] = wrap_plain(text, width, max_lines=max_lines)
        return self._wrapped[key]


def _cut(lines: Sequence[str], count: int, width: int) -> list[str]:
    """Return the first lines, of which the last one ends in `…`."""
    if count < 1:
        return []
    last = truncate(f"{lines[count - 1]} {lines[count]}{ELLIPSIS}", width)
    return [*lines[: count - 1], last]


def _description_of(post: Post, form: Form) -> str:
    """Return the description; in a stream, the date is before it and has no line of its own."""
    if form is Form.FEATURE:
        return post.description
    day = day_in_words(post.date) if post.date is not None and post.is_dated else ""
    return " · ".join(filter(None, (day, post.description)))
