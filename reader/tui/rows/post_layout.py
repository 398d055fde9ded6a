"""The rows of a list of posts: a front page where there is room for one, else rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.library.listing import Form, Section
from reader.tui.rows.front.layout import MIN_FRONT_WIDTH
from reader.tui.rows.front.page import FrontPictures, FrontRows
from reader.tui.rows.model import RowSource
from reader.tui.rows.pen import PostFacts
from reader.tui.rows.post_rows import PostRows
from reader.tui.rows.sections import SectionRows

POST_ROLES = ("tint", "bar", "read", "description", "match", "lead", "rule", "ruler", "ruler_here")
"""The roles of `RowStyles` that rows of posts have besides those of every list."""


class PostLayout(NamedTuple):
    """All that the rows of a list of posts depend on."""

    width: int
    """Width of the rows, in cells."""
    height: int
    """Lines that are visible at once."""
    content: SectionRows
    """The headings and posts. If the last section has a form of a front page, the rows are one
    where there is room for it."""
    facts: PostFacts
    """What rows show besides the fields of the posts."""
    pictures: FrontPictures
    """The pictures of a front page."""
    is_compact: bool
    """Whether a post has one line only."""

    def lay_out(self) -> RowSource:
        """Return the rows."""
        width, height, content, facts, pictures, is_compact = self
        sections = content.sections
        is_front = bool(sections) and sections[-1].form not in (None, Form.CONTINUE)
        if is_front and width >= MIN_FRONT_WIDTH:
            return FrontRows(width, height, content, facts, pictures, is_compact=is_compact)
        return PostRows(width, content, facts, is_compact=is_compact)


class _Prepared(NamedTuple):
    """Rows that were laid out, and what they were laid out for."""

    sections: Sequence[Section]
    layout: PostLayout
    rows: RowSource


class PreparedPosts:
    """Rows that were laid out before they are shown."""

    def __init__(self) -> None:
        self._prepared: _Prepared | None = None

    def prepare(self, sections: Sequence[Section], layout: PostLayout) -> None:
        """Lay out rows.

        Args:
            sections: The sections that are going to be shown.
            layout: The same as rows, and what else these depend on.
        """
        self._prepared = _Prepared(sections, layout, layout.lay_out())

    def has(self, sections: Sequence[Section]) -> bool:
        """Whether these sections have been laid out."""
        return self._prepared is not None and sections is self._prepared.sections

    def content_of(self, sections: Sequence[Section]) -> SectionRows:
        """Return sections as rows: the same ones as before, if they have been laid out."""
        if self._prepared is not None and self.has(sections):
            return self._prepared.layout.content
        return SectionRows(sections)

    def take(self, layout: PostLayout) -> RowSource:
        """Return rows, laid out before or now; what was laid out before is not kept any longer."""
        prepared, self._prepared = self._prepared, None
        if prepared is not None and prepared.layout == layout:
            return prepared.rows
        return layout.lay_out()
