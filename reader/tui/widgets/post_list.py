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

from reader.library.listing import Section
from reader.posts.post import Post
from reader.tui.messages import FoundPostsSeen, PostHighlighted
from reader.tui.rows.front_layout import MIN_FRONT_WIDTH
from reader.tui.rows.front_page import FrontRows
from reader.tui.rows.model import RowSource
from reader.tui.rows.pen import PostFacts
from reader.tui.rows.post_rows import PostRows
from reader.tui.rows.sections import SectionRows
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from reader.library.events import LeadLoaded
    from reader.posts.search.hits import Hit
    from reader.store.marks import Mark

NO_HITS: Mapping[str, Hit] = MappingProxyType({})


class PostList(LineList):
    """Lists posts in sections. New posts can be shown at any time; the list does not jump.

    Args:
        today: The date that dates of posts are compared with.
        mark_for: Returns whether a post is read and starred.
    """

    is_compact: reactive[bool] = reactive(False, init=False)
    """Whether a post has one line only."""

    def __init__(self, today: date, mark_for: Callable[[Post], Mark]) -> None:
        super().__init__()
        self._content = SectionRows(())
        self._facts = PostFacts(today, mark_for, NO_HITS)
        self._lead: LeadLoaded | None = None
        self._is_untouched = True

    @property
    def highlighted(self) -> Post | None:
        """The post under the cursor."""
        return self._content.post(self.cursor)

    @property
    def cursor_number(self) -> int:
        """Number of the post under the cursor, counted from 1; 0 if there is none."""
        return self._content.number(self.cursor) if self.cursor >= 0 else 0

    @property
    def post_count(self) -> int:
        """Number of listed posts."""
        return self._content.post_count

    @property
    def is_complete(self) -> bool:
        """Whether the list has all posts that it is about."""
        return self._content.is_complete

    @property
    def posts(self) -> Sequence[Post]:
        """The listed posts, from top to bottom."""
        return self._content.posts

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
        hits: Mapping[str, Hit] = NO_HITS,
    ) -> None:
        """List posts.

        Args:
            title: Title in the frame.
            sections: The posts under their headings. If the first section has a form, the list is
                a front page where there is room for one.
            is_new: Whether to begin at the top. Otherwise the cursor stays on its post, and that
                post on its line of the screen; but an untouched list stays at the top, where the
                newest posts are.
            hits: Excerpts of found posts, by path.
        """
        self.border_title = Content(title)
        kept = None if is_new or self._is_untouched else self.highlighted
        screen_line = self._cursor_top() - self.scroll_offset.y
        self._content = SectionRows(sections)
        self._facts = replace(
            self._facts, hits=hits, shared_categories=self._content.shared_categories
        )
        self.show_rows(self._lay_out_posts)
        row = self._content.row_of_post(kept.path) if kept else -1
        if kept and row < 0:  # the post no longer exists: select the one in its place
            row = self.nearest(self.cursor, 1)
        self._is_untouched = row < 0
        self.set_reactive(LineList.cursor, self.nearest(0, 1) if row < 0 else row)
        top = 0 if row < 0 else self._cursor_top() - screen_line
        self.scroll_to(y=top, animate=False, immediate=True)
        self._report_highlighted()
        self.report_found()

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

    @property
    def has_lead(self) -> bool:
        """Whether there is a picture for the first post of the list."""
        return self._lead_of_list is not None

    def show_lead(self, lead: LeadLoaded | None) -> None:
        """Set the picture that is shown beside its post if that is the lead story of a front page.

        Args:
            lead: The post and its picture; None for no picture.
        """
        self._lead = lead
        if isinstance(self.rows, FrontRows):
            self._lay_out_again()

    @property
    def _lead_of_list(self) -> LeadLoaded | None:
        sections = self._content.sections
        if self._lead is None or not sections:
            return None
        return self._lead if sections[0].posts[0].path == self._lead.post.path else None

    def _lay_out_posts(self, width: int) -> RowSource:
        sections = self._content.sections
        if sections and sections[0].form is not None and width >= MIN_FRONT_WIDTH:
            picture = None if self._lead_of_list is None else self._lead_of_list.picture
            return FrontRows(width, self.size.height, self._content, self._facts, picture)
        return PostRows(width, self._content, self._facts, is_compact=self.is_compact)

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

    # Excerpts of found posts.

    def show_hits(self, hits: Mapping[str, Hit]) -> None:
        """Show the excerpts of found posts, by path."""
        self._facts = replace(self._facts, hits=hits)
        if isinstance(self.rows, PostRows):
            self.rows.facts = self._facts
        self.redraw_rows()

    def watch_scroll_y(self, old: float, new: float) -> None:
        super().watch_scroll_y(old, new)
        self.report_found()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.report_found()

    def report_found(self) -> None:
        """Report the found posts without excerpts on this screen and the next one."""
        if not any(section.is_found for section in self._content.sections):
            return
        top = self.scroll_offset.y
        rows = range(self.rows.at(top), self.rows.at(top + 2 * self.size.height) + 1)
        posts = filter(None, map(self._content.post, rows))
        missing = [post for post in posts if post.path not in self._facts.hits]
        if missing:
            self.post_message(FoundPostsSeen(missing))

    def _cursor_top(self) -> int:
        return self.rows.top(self.cursor) if self.cursor >= 0 else 0
