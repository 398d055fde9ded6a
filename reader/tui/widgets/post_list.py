"""The posts of a category, of a search, or of the front page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip

from reader.library.listing import Form, Section
from reader.posts.post import Post
from reader.tui.debounce import Debounce
from reader.tui.messages import PostHighlighted
from reader.tui.rows.date_ruler import DateRuler
from reader.tui.rows.front.layout import MIN_FRONT_WIDTH
from reader.tui.rows.front.page import FrontPictures, FrontRows
from reader.tui.rows.model import RowSource
from reader.tui.rows.pen import PostFacts
from reader.tui.rows.post_rows import PostRows
from reader.tui.rows.sections import SectionRows
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from reader.posts.search.hits import Hit
    from reader.store.marks import Mark

_RULER_DELAY = 1.5
"""Seconds that the ruler of dates stays after the list has been scrolled."""
_RULER_CELLS = 10
"""Cells at the right edge over which the mouse makes the ruler appear."""
NO_HITS: Mapping[str, Hit] = MappingProxyType({})


class PostList(LineList):
    """Lists posts in sections. New posts can be shown at any time; the list does not jump.

    Args:
        today: The date that dates of posts are compared with.
        mark_for: Returns whether a post is read and starred.
        is_picked: Returns whether a post is picked for the next command.
    """

    is_compact: reactive[bool] = reactive(False, init=False)
    """Whether a post has one line only."""

    def __init__(
        self,
        today: date,
        mark_for: Callable[[Post], Mark],
        is_picked: Callable[[Post], bool] = lambda _: False,
    ) -> None:
        super().__init__()
        self._content = SectionRows(())
        self._facts = PostFacts(today, mark_for, NO_HITS, is_picked=is_picked)
        self._pictures: FrontPictures = {}
        self._is_untouched = True
        self._is_by_date = False
        self._ruler: DateRuler | None = None
        """The ruler of the rows that are laid out, once it was shown."""
        self._shows_ruler = False
        self._hiding: Debounce | None = None

    @property
    def highlighted(self) -> Post | None:
        """The post under the cursor."""
        return self._content.post(self.cursor)

    @property
    def offers_to_continue(self) -> bool:
        """Whether the row under the cursor offers to continue an article."""
        return self._content.is_continue_row(self.cursor)

    @property
    def cursor_number(self) -> int:
        """Number of the post under the cursor, counted from 1; 0 if there is none."""
        return self._content.number(self.cursor) if self.cursor >= 0 else 0

    @property
    def post_count(self) -> int:
        """Number of listed posts."""
        return self._content.post_count

    @property
    def sections(self) -> Sequence[Section]:
        """The sections listed, from top to bottom; none of them is empty."""
        return self._content.sections

    @property
    def posts(self) -> Sequence[Post]:
        """The listed posts, from top to bottom."""
        return self._content.posts

    def post_at(self, row: int) -> Post | None:
        """Return the post of a row; None for a heading, and for a row that does not exist."""
        return self._content.post(row)

    def row_of(self, path: str) -> int:
        """Return the row of a post; -1 if it is not listed."""
        return self._content.row_of_post(path)

    def show_picks(self, count: int) -> None:
        """Draw the rows again because other posts are picked, and show how many are."""
        self.border_subtitle = f"{count:,} selected" if count else ""
        self.redraw_rows()

    @property
    def is_untouched(self) -> bool:
        """Whether the cursor has not been moved since the list was shown from its top."""
        return self._is_untouched

    def show(
        self,
        title: str,
        sections: Sequence[Section],
        *,
        is_new: bool,
        is_by_date: bool = False,
        hits: Mapping[str, Hit] = NO_HITS,
    ) -> None:
        """List posts.

        Args:
            title: Title in the frame.
            sections: The posts under their headings. If a section has a form of a front page, the
                list is one where there is room for it.
            is_new: Whether to begin at the top. Otherwise the cursor stays on its post, and that
                post on its line of the screen; but an untouched list stays at the top, where the
                newest posts are.
            is_by_date: Whether each section is ordered by date, so that a long list has a ruler.
            hits: Excerpts of found posts, by path.
        """
        self.border_title = Content(title)
        is_kept = not is_new and not self._is_untouched
        kept = self.highlighted if is_kept else None
        is_on_offer = is_kept and self.offers_to_continue
        screen_line = self._cursor_top() - self.scroll_offset.y
        self._content = SectionRows(sections)
        self._facts = replace(
            self._facts, hits=hits, shared_categories=self._content.shared_categories
        )
        self._is_by_date = is_by_date
        self.show_rows(self._lay_out_posts)
        row = self._content.row_of_post(kept.path) if kept else -1
        if is_on_offer and self._content.is_continue_row(0):
            row = 0
        if kept and row < 0:  # the post no longer exists: select the one in its place
            row = self.nearest(self.cursor, 1)
        self._is_untouched = row < 0
        self.set_reactive(LineList.cursor, self.nearest(0, 1) if row < 0 else row)
        top = 0 if row < 0 else self._cursor_top() - screen_line
        self.scroll_to(y=top, animate=False, immediate=True)
        self._hide_ruler()
        self._report_highlighted()

    def next_post(self, step: int, matches: Callable[[Post], bool]) -> Post | None:
        """Return the first matching post below the cursor (step 1) or above it (step -1)."""
        return self._content.next_post(self.cursor, step, matches)

    def highlight(self, post: Post) -> bool:
        """Move the cursor to a post; return False if it is not listed."""
        row = self._content.row_of_post(post.path)
        if row >= 0:
            self._is_untouched = False
            self.cursor = row
        return row >= 0

    def show_pictures(self, pictures: FrontPictures) -> None:
        """Set the pictures of a front page. The row under the cursor stays where it is.

        Args:
            pictures: By path of their post; None for one that cannot be shown. The room of those
                that are missing stays reserved.
        """
        self._pictures = pictures
        if isinstance(self.rows, FrontRows):
            screen_line = self._cursor_top() - self.scroll_offset.y
            self.show_rows(self._lay_out_posts)
            self.scroll_to(y=self._cursor_top() - screen_line, animate=False, immediate=True)

    def _lay_out_posts(self, width: int) -> RowSource:
        sections = self._content.sections
        is_front = bool(sections) and sections[-1].form not in (None, Form.CONTINUE)
        if is_front and width >= MIN_FRONT_WIDTH:
            return FrontRows(
                width,
                self.size.height,
                self._content,
                self._facts,
                self._pictures,
                is_compact=self.is_compact,
            )
        return PostRows(width, self._content, self._facts, is_compact=self.is_compact)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - required by Textual
        if isinstance(self.rows, FrontRows) and self.rows.page_height != self.size.height:
            self._lay_out_again()

    def _lay_out_again(self) -> None:
        self.show_rows(self._lay_out_posts)
        self.scroll_to_cursor()

    def watch_is_compact(self) -> None:
        self._lay_out_again()

    def watch_cursor(self, old: int, new: int) -> None:
        super().watch_cursor(old, new)
        self._is_untouched = False
        if new >= 0:
            self._report_highlighted()

    def _report_highlighted(self) -> None:
        if self.highlighted:
            self.post_message(PostHighlighted(self.highlighted))

    # The ruler of dates.

    @property
    def ruler(self) -> DateRuler | None:
        """The ruler of dates; None if the list is short or is not ordered by date."""
        if not self._is_by_date:
            return None
        ruler = self._ruler
        if ruler is None or ruler.rows is not self.rows or ruler.height != self.size.height:
            ruler = self._ruler = DateRuler(self.rows, self._content, self.size.height)
        return ruler if ruler.is_long else None

    def _show_ruler(self) -> None:
        if self.ruler is not None:
            self._shows_ruler = True
            self.refresh()
            if self._hiding is None:
                self._hiding = Debounce(self, _RULER_DELAY, self._hide_ruler)
            self._hiding.restart()

    def _hide_ruler(self) -> None:
        if self._shows_ruler:
            self._shows_ruler = False
            self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._show_ruler()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        offset = event.get_content_offset(self)
        if offset is not None and offset.x >= self.line_width - _RULER_CELLS:
            self._show_ruler()

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if not self._shows_ruler or (ruler := self.ruler) is None:
            return strip
        return ruler.draw(strip, y, self.scroll_offset.y, self.line_width, self.row_styles)

    def on_click(self, event: events.Click) -> None:
        """Go to the year or month that is clicked on the ruler."""
        offset = event.get_content_offset(self)
        if offset is None or not self._shows_ruler or (ruler := self.ruler) is None:
            return
        tick = ruler.tick_at(offset.y, offset.x, self.line_width)
        if tick is not None:
            event.prevent_default()  # the row under the label is not meant
            self.scroll_to(y=self.rows.top(tick.row), animate=False, immediate=True)
            self.cursor = tick.row

    def _cursor_top(self) -> int:
        return self.rows.top(self.cursor) if self.cursor >= 0 else 0
