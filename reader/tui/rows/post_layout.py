"""The rows of a list of posts: a front page where there is room for one, else rows."""

from __future__ import annotations

from reader.library.listing import Form
from reader.tui.rows.front.layout import MIN_FRONT_WIDTH
from reader.tui.rows.front.page import FrontPictures, FrontRows
from reader.tui.rows.model import RowSource
from reader.tui.rows.pen import PostFacts
from reader.tui.rows.post_rows import PostRows
from reader.tui.rows.sections import SectionRows

POST_ROLES = ("tint", "bar", "read", "description", "match", "lead", "rule", "ruler", "ruler_here")
"""The roles of `RowStyles` that rows of posts have besides those of every list."""


def lay_out_posts(
    width: int,
    height: int,
    content: SectionRows,
    facts: PostFacts,
    pictures: FrontPictures,
    *,
    is_compact: bool,
) -> RowSource:
    """Lay out posts for a width.

    Args:
        width: Width of the rows, in cells.
        height: Lines that are visible at once.
        content: The headings and posts. If the last section has a form of a front page, the rows
            are one where there is room for it.
        facts: What rows show besides the fields of the posts.
        pictures: The pictures of a front page.
        is_compact: Whether a post has one line only.
    """
    sections = content.sections
    is_front = bool(sections) and sections[-1].form not in (None, Form.CONTINUE)
    if is_front and width >= MIN_FRONT_WIDTH:
        return FrontRows(width, height, content, facts, pictures, is_compact=is_compact)
    return PostRows(width, content, facts, is_compact=is_compact)
