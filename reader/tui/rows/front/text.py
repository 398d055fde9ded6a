"""The text of the rows of a front page, wrapped to the width of a column."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reader.library.listing import Form
from reader.posts.post import Post
from reader.text.dates import day_in_words
from reader.text.wrap import ELLIPSIS, truncate, wrap_plain
from reader.tui.rows.front.flow import Extent
from reader.tui.rows.pen import PostText, languages_text, text_width

_MAX_TITLE_LINES = 3
_MAX_STREAM_LINES = 4
_MAX_FEATURE_LINES = 8
_MAX_COMPACT_FEATURE_LINES = 3
_MIN_FEATURE_LINES = 2
"""Number of lines of a description."""
_MAX_FEED_CELLS = 24
"""Maximum number of cells of the name of a feed, before a description."""
_MAX_WRAPPED = 2_000
"""Maximum number of titles and descriptions whose lines are kept: those of some pages."""
_MAX_TEXT_WIDTH = 76
"""Maximum number of cells of a line of a description."""


@dataclass(frozen=True, slots=True)
class FrontText:
    """The text of posts on a page, for the heights that it can have.

    Args:
        is_compact: Whether a post of a stream has one line only.
        languages_of: Returns the languages of a post that is translated.
        named: Paths of the posts whose rows do not name their feed, because the heading above them
            does, or all posts share it.
    """

    is_compact: bool
    languages_of: Callable[[Post], Sequence[str]] = lambda _: ()
    named: Collection[str] = frozenset()
    _wrapped: dict[tuple[str, Form, int], PostText] = field(default_factory=dict, compare=False)
    """All lines that posts can have, by path, form and width."""

    def extent(self, post: Post, form: Form, width: int) -> Extent:
        """Return the number of lines that a post can take in a column of a width in cells."""
        if self.is_one_line(form):
            return Extent(1, 1)
        whole = self._wrap(post, form, width)
        title, description = len(whole.title), len(whole.description)
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
        whole = self._wrap(post, form, width)
        lines = height - len(whole.title) - (form is Form.FEATURE)
        if len(whole.description) <= lines:
            return whole
        return PostText(whole.title, _cut(whole.description, lines, _description_width(width)))

    def _description_of(self, post: Post, form: Form) -> str:
        """Return the description; in a stream, the date, the feed and the languages are before it
        and have no line of their own."""
        if form is Form.FEATURE:
            return post.description
        day = day_in_words(post.date) if post.date is not None else ""
        is_named = post.feed is None or post.path in self.named
        feed = "" if is_named else truncate(post.feed or "", _MAX_FEED_CELLS)
        languages = languages_text(self.languages_of(post))
        return " · ".join(filter(None, (day, feed, languages, post.description)))

    def _wrap(self, post: Post, form: Form, width: int) -> PostText:
        # Layouts that are compared with each other wrap the same text.
        key = (post.path, form, width)
        text = self._wrapped.get(key)
        if text is None:
            source, max_lines = self._description_of(post, form), self._max_lines(form)
            text = self._wrapped[key] = PostText(
                _wrapped_lines(post.title, text_width(width), _MAX_TITLE_LINES),
                _wrapped_lines(source, _description_width(width), max_lines) if source else (),
            )
        return text

    def _max_lines(self, form: Form) -> int:
        if form is not Form.FEATURE:
            return _MAX_STREAM_LINES
        return _MAX_COMPACT_FEATURE_LINES if self.is_compact else _MAX_FEATURE_LINES


@lru_cache(maxsize=_MAX_WRAPPED)
def _wrapped_lines(text: str, width: int, max_lines: int) -> tuple[str, ...]:
    """Return wrapped text. A page is laid out again and again while posts arrive, and most of it is
    the same."""
    return tuple(wrap_plain(text, width, max_lines))


def _description_width(width: int) -> int:
    return min(text_width(width), _MAX_TEXT_WIDTH)


def _cut(lines: Sequence[str], count: int, width: int) -> list[str]:
    """Return the first lines, of which the last one ends in `…`."""
    if count < 1:
        return []
    last = truncate(f"{lines[count - 1]} {lines[count]}{ELLIPSIS}", width)
    return [*lines[: count - 1], last]
