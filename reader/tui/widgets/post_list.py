"""The featured posts of a category and the others under them, in one flow of keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip

from reader.library.listing import Section
from reader.posts.post import Post
from reader.tui.messages import LeadRead, PostHighlighted
from reader.tui.rows.front_drawing import FrontDrawing
from reader.tui.rows.front_page import LEAST_WIDTH, FrontRows
from reader.tui.rows.pen import STYLES, RowPen
from reader.tui.rows.post_rows import PostRows, SectionHeading
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from reader.posts.search.hits import Hit
    from reader.store.marks import Mark

_LEAST_LEAD_ROWS = 8
NO_HITS: Mapping[str, Hit] = MappingProxyType({})


class PostList(LineList):
    """Posts in headed sections; `show` may be called at any time without the list jumping."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(STYLES)

    is_compact: reactive[bool] = reactive(False, init=False)
    """One line a post."""

    def __init__(self, today: date, mark_of: Callable[[Post], Mark]) -> None:
        super().__init__()
        self._today = today
        self._mark_of = mark_of
        self._sections: Sequence[Section] = ()
        self._hits: Mapping[str, Hit] = NO_HITS
        self._rows: PostRows | FrontRows = PostRows((), 0, is_compact=False)
        self._lead: LeadRead | None = None
        self._is_at_rest = True
        self._notice: Sequence[str] = ()

    @property
    def highlighted(self) -> Post | None:
        """The post under the cursor."""
        return self._rows.post(self.cursor)

    @property
    def position(self) -> tuple[int, int]:
        """Which of the listed posts the cursor is on, counted from 1, and how many are listed."""
        number = self._rows.number(self.cursor) if self.cursor >= 0 else 0
        return number, self._rows.post_count

    @property
    def is_at_rest(self) -> bool:
        """Whether the reader has not moved in it yet."""
        return self._is_at_rest

    def show(
        self,
        title: str,
        sections: Sequence[Section],
        *,
        is_new: bool,
        hits: Mapping[str, Hit] = NO_HITS,
    ) -> None:
        """List these posts; `hits` are what to show of found ones, by path.

        With `is_new` from the top; else the cursor stays on its post, and that post on its line
        of the screen. A reader who has not moved yet stays at the top, where the newest arrive.
        """
        self.border_title = Content(title)
        kept = None if is_new or self._is_at_rest else self.highlighted
        screen_line = self._cursor_top() - self.scroll_offset.y
        self._sections, self._hits = sections, hits
        self._place_rows()
        row = self._rows.index_of(kept.path) if kept else -1
        if kept and row < 0:  # it is gone: the one that took its place
            row = self.nearest(self.cursor, 1)
        self._is_at_rest = row < 0
        with self.prevent(PostHighlighted):
            self.set_reactive(LineList.cursor, row if row >= 0 else self.nearest(0, 1))
        if row >= 0:
            self.scroll_to(y=self._cursor_top() - screen_line, animate=False, immediate=True)
        else:
            self.scroll_to(y=0, animate=False, immediate=True)
        self.cursor_moved()

    def show_notice(self, *lines: str) -> None:
        """What to say where there is no post to list; each text is a paragraph."""
        self._notice = lines
        self.refresh()

    @property
    def posts(self) -> Sequence[Post]:
        """The posts that are listed, from top to bottom."""
        return [post for section in self._sections for post in section.posts]

    def next_post(self, step: int, is_wanted: Callable[[Post], bool]) -> Post | None:
        """The first post after the cursor in that direction that is wanted."""
        end = self.row_count() if step > 0 else -1
        posts = (self._rows.post(row) for row in range(self.cursor + step, end, step))
        return next((it for it in posts if it is not None and is_wanted(it)), None)

    def highlight(self, post: Post) -> bool:
        """Put the cursor on that post; False when it is not listed."""
        row = self._rows.index_of(post.path)
        if row >= 0:
            self._is_at_rest = False
            self.cursor = row
        return row >= 0

    def _cursor_top(self) -> int:
        return self.row_top(self.cursor) if self.cursor >= 0 else 0

    @property
    def has_lead(self) -> bool:
        """Whether there is a picture of the lead story."""
        return self._lead_size() != (0, 0)

    def show_lead(self, lead: LeadRead | None) -> None:
        """Show a picture beside its post where that is the lead story of a front page, or none."""
        self._lead = lead
        if isinstance(self._rows, FrontRows):
            self._place_rows_again()

    def _place_rows(self) -> None:
        width = self.line_width
        is_front = bool(self._sections) and self._sections[0].form is not None
        if is_front and width >= LEAST_WIDTH:
            self._rows = FrontRows(self._sections, width, self._lead_size())
        else:
            self._rows = PostRows(self._sections, width, is_compact=self.is_compact)
        self.rows_changed()

    def _lead_size(self) -> tuple[int, int]:
        """Cells and rows of the lead story's picture; none where there is none."""
        posts = self._sections[0].posts if self._sections else ()
        if self._lead is None or not posts or posts[0].path != self._lead.post.path:
            return 0, 0
        rows = max(_LEAST_LEAD_ROWS, self.size.height // 3)
        return self._lead.picture.size(self.line_width * 2 // 5, rows)

    def _place_rows_again(self) -> None:
        """The same rows at another width or density: the same post stays in sight."""
        self._place_rows()
        if self._is_at_rest:
            self.scroll_to(y=0, animate=False, immediate=True)
        else:
            self.scroll_to_cursor()

    def watch_is_compact(self) -> None:
        self._place_rows_again()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - named by Textual
        if self.line_width != self._rows.width:
            self._place_rows_again()

    def row_count(self) -> int:
        return len(self._rows)

    def row_top(self, row: int) -> int:
        return self._rows.top(row)

    def row_height(self, row: int) -> int:
        return self._rows.height(row)

    def row_at(self, line: int, column: int = 0) -> int:
        return self._rows.at(line, column)

    def is_choosable(self, row: int) -> bool:
        return not isinstance(self._rows[row], SectionHeading)

    def cursor_moved(self) -> None:
        if self.highlighted:
            self.post_message(PostHighlighted(self.highlighted))

    def watch_cursor(self, old: int, new: int) -> None:
        self._is_at_rest = False
        super().watch_cursor(old, new)

    def draw(self, row: int, line: int) -> Strip:
        segments = self._segments(row, line)
        # The blank line that keep_results a row apart stays blank.
        if row != self.cursor or not segments:
            return self.strip(segments)
        first, *rest = (it.text for it in segments)
        return self.cursor_strip(["▌" + first[1:], *rest])

    def render_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        if isinstance(self._rows, FrontRows) and line < self._rows.height_of_all:
            return self._front_line(self._rows, line)
        return super().render_line(y)

    def _front_line(self, rows: FrontRows, line: int) -> Strip:
        drawing = FrontDrawing(
            rows,
            self.cursor,
            None if self._lead is None else self._lead.picture,
            self._pen,
            self.background,
            self.component("row--cursor"),
            self.component("row--rule"),
        )
        return self.strip(drawing.line(line))

    def _pen(self, width: int) -> RowPen:
        return RowPen({it: self.component(it) for it in STYLES}, width, self._today, self._mark_of)

    def _segments(self, row: int, line: int) -> list[Segment]:
        pen = self._pen(self.line_width)
        it = self._rows[row]
        if isinstance(it, SectionHeading):
            return pen.heading(it)
        # Of a found post the last line but that of its date is the one with the words.
        below = self.row_height(row) - line
        if self._is_found and below == (1 if self.is_compact else 2):
            return pen.found(self._hits.get(it.path))
        if self.is_compact:
            return pen.compact(it)
        if self._is_found and below == 1:
            line -= 1
        return pen.roomy(it, line, is_featured=self._rows.section(row).is_featured)

    @property
    def _is_found(self) -> bool:
        return bool(self._sections and self._sections[0].is_found)

    def draw_nothing(self, line: int) -> Strip:
        notice = () if len(self._rows) else self._notice
        return self.notice_line(notice, line, "row--title", "row--meta")
