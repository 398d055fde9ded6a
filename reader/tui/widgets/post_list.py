"""The posts of a selection, of a search, or of the front page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from reader.library.listing import Section
from reader.posts.post import Post
from reader.tui.messages import ChipRemoved, FoundPostsSeen, PostHighlighted
from reader.tui.rows.front.page import FrontPictures, FrontRows
from reader.tui.rows.model import RowSource
from reader.tui.rows.pen import PostFacts
from reader.tui.rows.post_layout import POST_ROLES, PostLayout, PreparedPosts
from reader.tui.rows.post_rows import PostRows
from reader.tui.rows.sections import SectionRows
from reader.tui.widgets.line_list import LineList, row_classes
from reader.tui.widgets.painting.content_size import follow_content
from reader.tui.widgets.painting.list_frame import ListFrame
from reader.tui.widgets.painting.ruler_overlay import RulerOverlay

if TYPE_CHECKING:
    from reader.posts.search.hits import Hit
    from reader.store.marks import Mark

NO_HITS: Mapping[str, Hit] = MappingProxyType({})


class PostList(LineList):
    """Lists posts in sections. New posts can be shown at any time; the list does not jump.

    Args:
        today: Returns the day that dates of posts are compared with.
        mark_for: Returns whether a post is read and starred.
        is_picked: Returns whether a post is picked for the next command.
        languages_of: Returns the languages of a post that is translated, its own first.
    """

    ROLES = (*LineList.ROLES, *POST_ROLES)
    COMPONENT_CLASSES: ClassVar[set[str]] = row_classes(ROLES)

    is_compact: reactive[bool] = reactive(False, init=False)
    """Whether a post has one line only."""

    def __init__(
        self,
        today: Callable[[], date],
        mark_for: Callable[[Post], Mark],
        is_picked: Callable[[Post], bool] = lambda _: False,
        languages_of: Callable[[Post], Sequence[str]] = lambda _: (),
    ) -> None:
        super().__init__()
        self._content = SectionRows(())
        self._today = today
        self._facts = PostFacts(
            today(), mark_for, NO_HITS, is_picked=is_picked, languages_of=languages_of
        )
        self._pictures: FrontPictures = {}
        self._prepared = PreparedPosts()
        self.frame = ListFrame(self)
        """The texts in the frame."""
        self.is_untouched = True
        """Whether the cursor has not been moved since the list was shown from its top. It then
        stays at the top when posts arrive, unless this is set to False."""
        self._ruler = RulerOverlay(self)

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

    def show_picks(self, count: int, unlisted: int) -> None:
        """Draw the rows again because other posts are picked, and show how many are."""
        self.frame.show_picks(count, unlisted)
        self.redraw_rows()

    def prepare(self, sections: Sequence[Section], hits: Mapping[str, Hit] = NO_HITS) -> None:
        """Lay out what `show` is going to list, which then takes less time."""
        content = SectionRows(sections)
        layout = self._layout_of(content, self._facts_of(content, hits), self.line_width)
        self._prepared.prepare(sections, layout)

    def show(
        self,
        title: str,
        sections: Sequence[Section],
        *,
        is_new: bool,
        is_by_date: bool = False,
        hits: Mapping[str, Hit] = NO_HITS,
        chips: Sequence[str] = (),
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
            chips: Names of the selected values, each with a cross in the frame to remove it.
        """
        self.frame.show_title(title, chips)
        is_kept = not is_new and not self.is_untouched
        kept = self.highlighted if is_kept else None
        is_on_offer = is_kept and self.offers_to_continue
        screen_line = self._cursor_top() - self.scroll_offset.y
        is_prepared = self._prepared.has(sections)
        self._content = self._prepared.content_of(sections)
        self._facts = self._facts_of(self._content, hits)
        self._ruler.use(None)  # fewer rows scroll the list, and the ruler knows the former ones
        self.show_rows(self._lay_out_posts, is_urgent=not is_prepared)
        row = self._content.row_of_post(kept.path) if kept else -1
        if is_on_offer and self._content.is_continue_row(0):
            row = 0
        if kept and row < 0:  # the post no longer exists: select the one in its place
            row = self.nearest(self.cursor, 1)
        self.is_untouched = row < 0
        self.set_reactive(LineList.cursor, self.nearest(0, 1) if row < 0 else row)
        follow_content(self, 0 if row < 0 else self._cursor_top() - screen_line)
        self._ruler.use(self._content if is_by_date else None)
        self._report_highlighted()
        self._report_found()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        event.prevent_default()
        self._ruler.hide()
        self.frame.fit()
        if isinstance(self.rows, FrontRows) and self.rows.page_height != self.size.height:
            self._lay_out_again()
        self._report_found()

    def action_remove_chip(self, index: int) -> None:
        # The second of two clicks can find fewer chips than it was aimed at.
        for name in self.frame.chips[index : index + 1]:
            self.post_message(ChipRemoved(name))

    def next_post(self, step: int, matches: Callable[[Post], bool]) -> Post | None:
        """Return the first matching post below the cursor (step 1) or above it (step -1)."""
        return self._content.next_post(self.cursor, step, matches)

    def highlight(self, post: Post) -> bool:
        """Move the cursor to a post; return False if it is not listed."""
        row = self._content.row_of_post(post.path)
        if row >= 0:
            self.is_untouched = False
            self.cursor = row
        return row >= 0

    def center_cursor(self) -> None:
        """Scroll so that there are rows above and below the cursor."""
        top = self._cursor_top() - self.size.height // 3
        self.scroll_to(y=top, animate=False, immediate=True)

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
        return self._prepared.take(self._layout_of(self._content, self._facts, width))

    def _layout_of(self, content: SectionRows, facts: PostFacts, width: int) -> PostLayout:
        height = self.size.height
        return PostLayout(width, height, content, facts, self._pictures, self.is_compact)

    def _facts_of(self, content: SectionRows, hits: Mapping[str, Hit]) -> PostFacts:
        shared = content.shared_categories
        return self._facts._replace(today=self._today(), hits=hits, shared_categories=shared)

    def _lay_out_again(self) -> None:
        self.show_rows(self._lay_out_posts)
        self.scroll_to_cursor()

    def watch_is_compact(self) -> None:
        self._lay_out_again()

    def watch_cursor(self, old: int, new: int) -> None:
        super().watch_cursor(old, new)
        self.is_untouched = False
        if new >= 0:
            self._report_highlighted()

    def _report_highlighted(self) -> None:
        if self.highlighted:
            self.post_message(PostHighlighted(self.highlighted))

    # Excerpts of found posts.

    def show_hits(self, hits: Mapping[str, Hit]) -> None:
        """Show the excerpts of found posts, by path."""
        self._facts = self._facts._replace(hits=hits)
        if isinstance(self.rows, PostRows):
            self.rows.facts = self._facts
        self.redraw_rows()

    def _report_found(self) -> None:
        """Report the found posts without excerpts on this screen and the next one."""
        top = self.scroll_offset.y
        rows = range(self.rows.at(top), self.rows.at(top + 2 * self.size.height) + 1)
        found = self._content.found_posts(rows)
        if missing := [post for post in found if post.path not in self._facts.hits]:
            self.post_message(FoundPostsSeen(missing))

    # The ruler of dates.

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._report_found()
        if round(old_value) != round(new_value):
            self._ruler.show()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._ruler.on_mouse_move(event)

    def draw_line(self, y: int) -> Strip:
        return self._ruler.draw(super().draw_line(y), y)

    def on_click(self, event: events.Click) -> None:
        if (tick := self._ruler.clicked_tick(event)) is not None:
            event.prevent_default()  # the row under the label is not meant
            self.scroll_to(y=self.rows.top(tick.row), animate=False, immediate=True)
            self.cursor = tick.row

    def _cursor_top(self) -> int:
        return self.rows.top(self.cursor) if self.cursor >= 0 else 0
