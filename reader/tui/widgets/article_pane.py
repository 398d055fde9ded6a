"""The article: its lines are laid out as they come into sight, the rest between keys."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from reader.tui.article_styles import ROLES, component_class, palette_of
from reader.tui.bindings import ARTICLE, PANE, bindings_for
from reader.tui.messages import ArticleFinished, LinkClicked
from reader.tui.scrolling import ScrollingView
from reader.tui.themes import code_theme_for

if TYPE_CHECKING:
    from reader.article.blocks import Block
    from reader.article.layout import ArticleLayout
    from reader.article.line import Line
    from reader.article.places import Place
    from reader.posts.search.query import Phrase

_MARGIN = 2
_ABOVE_LIT = 2
"""Lines that stay above the one that was gone to."""
_SLICE = 0.008
"""Seconds of laying out between two keys: short enough that no key is felt to wait."""
_PAUSE = 0.004


class ArticlePane(ScrollingView):
    """Shows one article, or a notice where there is none."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(PANE), *bindings_for(ARTICLE)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {component_class(it) for it in ROLES}

    phrases: reactive[Sequence[Phrase]] = reactive(())
    """What was searched for, and is lit where it stands."""
    measure: reactive[int] = reactive(76, init=False)
    """Longest line, in cells."""

    def __init__(self) -> None:
        super().__init__()
        self._path: str | None = None
        self._blocks: Sequence[Block] = ()
        self._headings: Sequence[int] = ()
        self._notice: Sequence[str] = ()
        self._layout: ArticleLayout | None = None
        self._is_whole = True
        self._start: Place | None = None
        """Where to begin, as long as the part of the article that it is in is not there."""
        self._is_end_wanted = False
        """Whether the end was asked for while it was not known yet."""

    @property
    def path(self) -> str | None:
        """The post that is shown."""
        return self._path

    # What is shown.

    def show(
        self,
        path: str,
        title: str,
        blocks: Sequence[Block],
        headings: Sequence[int],
        *,
        is_whole: bool = True,
        start: Place | None = None,
    ) -> None:
        """Show an article; `headings` are the indices of its heading blocks.

        The same post again keeps its place; another begins at `start`, or at its top. Of one that
        is not whole yet, the rest follows: who has asked for the end meanwhile is taken there.
        """
        is_same = path == self._path
        if not is_same:
            self._start = start
        is_end_wanted = is_same and self._is_end_wanted and self.is_at_end
        self._is_whole, self._is_end_wanted = is_whole, is_end_wanted and not is_whole
        anchor = self._layout.anchor_at(self.scroll_offset.y) if self._layout and is_same else None
        self._path, self._blocks, self._headings = path, blocks, headings
        self.border_title = Content(title)
        self._layout = self._new_layout()
        top = self._layout.offset_of(anchor) if anchor else 0
        top = self._start_line(self._layout, top)
        self._settle()
        # By force: that there is something to scroll is noticed at the next layout only.
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        self._settle()
        if is_end_wanted:
            self.action_bottom()
        self.border_subtitle = self._progress_text()
        self._lay_out_rest_later(self._layout)

    def _start_line(self, layout: ArticleLayout, top: int) -> int:
        """The line to begin at, once what has been shown so far holds it."""
        from reader.article.places import line_of_place  # late, as below

        found = None if self._start is None else line_of_place(layout, self._start)
        if found is not None or self._is_whole:
            self._start = None
        return top if found is None else found

    @property
    def place(self) -> Place | None:
        """The block at the top; None where there is no article, or one on its way to a place."""
        from reader.article.places import place_at  # late, as below

        if self._layout is None or self._start is not None:
            return None
        return place_at(self._layout, self.scroll_offset.y)

    def show_notice(self, *lines: str) -> None:
        """Say this in place of an article; each text is a paragraph."""
        self._path, self._blocks, self._headings, self._layout = None, (), (), None
        self._is_whole, self._is_end_wanted = True, False
        self._notice = lines
        self.border_title = None
        self.border_subtitle = None
        self.virtual_size = Size(self.size.width, 0)
        self.scroll_to(y=0, animate=False, immediate=True)
        self.refresh()

    # Laying out.

    @property
    def _column(self) -> int:
        """Cells of the text column."""
        return max(10, min(self.measure, self.line_width - 2 * _MARGIN))

    def _new_layout(self) -> ArticleLayout:
        from reader.article.layout import ArticleLayout  # late: the first paint shows no article

        return ArticleLayout(
            self._blocks, self._column, palette_of(self, code_theme_for(self.app.current_theme))
        )

    def _lay_out_again(self) -> None:
        """For another width or theme: the same paragraph stays at the top."""
        if self._layout is None:
            self.refresh()
            return
        anchor = self._layout.anchor_at(self.scroll_offset.y)
        self._layout = self._new_layout()
        self._settle()
        self.scroll_to(y=self._layout.offset_of(anchor), animate=False, immediate=True)
        self._settle()
        self._lay_out_rest_later(self._layout)

    def _settle(self) -> None:
        """Lay out what is in sight, so that its height is known and not guessed."""
        if self._layout is not None:
            top = self.scroll_offset.y
            self._layout.lines(top, top + self.size.height + 1)
            self._take_height()

    def _take_height(self) -> None:
        if self._layout is not None:
            height = self._layout.height + self._tail
            self.virtual_size = Size(self.line_width, height)
            self.refresh()

    @property
    def _tail(self) -> int:
        """Blank lines after the last one, so that the end is seen to be the end."""
        return 1 if self.size.height < 20 else 2

    def _lay_out_rest(self, layout: ArticleLayout) -> None:
        """Lay out a slice of what has not been seen yet, and come back for the next."""
        if layout is not self._layout:
            return
        end = monotonic() + _SLICE
        anchor = layout.anchor_at(self.scroll_offset.y)
        is_done = layout.lay_out_more(lambda: monotonic() >= end)
        self._take_height()
        top = layout.offset_of(anchor)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)
        if not is_done:
            self._lay_out_rest_later(layout)

    def _lay_out_rest_later(self, layout: ArticleLayout) -> None:
        """Not before what is in sight has been painted, and keys that wait have been answered."""
        self.set_timer(_PAUSE, lambda: self._lay_out_rest(layout))

    def watch_measure(self) -> None:
        self._lay_out_again()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - named by Textual
        if self._layout is not None and self._layout.width == self._column:
            self._settle()
        else:
            self._lay_out_again()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self.is_mounted and self._layout is not None:
            self._lay_out_again()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._settle()
            self.border_subtitle = self._progress_text()

    # Drawing.

    def render_line(self, y: int) -> Strip:
        if self._layout is None:
            return self.notice_line(self._notice, y, "article--text", "article--dim")
        left = Segment(" " * max(0, (self.line_width - self._column) // 2))
        return self.strip([left, *self._lit(self._layout.line(y + self.scroll_offset.y))])

    def _lit(self, line: Line) -> Line:
        if not self.phrases or not line:
            return line
        from reader.article.lit import lit  # late, as above

        return lit(line, self.phrases, self.component(component_class("lit")))

    # Moving.

    def _progress_text(self) -> str | None:
        if self._is_end_wanted:
            return "reading on to the end …"
        return f"{self.progress:.0%}" if self.scroll_offset.y and self._is_whole else None

    def action_page_down(self) -> None:
        if self._layout is not None and self.is_at_end and self._is_whole:
            self.post_message(ArticleFinished())
        super().action_page_down()

    def action_bottom(self) -> None:
        super().action_bottom()
        self._is_end_wanted = not self._is_whole
        self.border_subtitle = self._progress_text()

    def action_next_heading(self) -> None:
        self._go_to_heading(1)

    def action_previous_heading(self) -> None:
        self._go_to_heading(-1)

    def _go_to_heading(self, step: int) -> None:
        """Bring the next heading in that direction to the top, or the nearest line to it."""
        layout, here = self._layout, self.scroll_offset.y
        if layout is None:
            return
        # Only the nearest ones are asked for: to say where it is, a heading must be laid out.
        near = bisect_left(self._headings, layout.anchor_at(here).block)
        tops = [self._top_of(layout, it) for it in self._headings[max(0, near - 1) : near + 2]]
        onward = [it for it in tops if (it - here) * step > 0]
        if onward:
            target = min(onward) if step > 0 else max(onward)
            self.scroll_to(y=target, animate=False, immediate=True)
        elif step < 0:
            self.action_top()

    def go_to_lit(self, step: int) -> None:
        """Bring the next line in that direction in which something is lit near the top."""
        from reader.article.lit import is_lit  # late, as above

        layout = self._layout
        if layout is None or not self.phrases:
            return
        line = self.scroll_offset.y + _ABOVE_LIT + step
        while 0 <= line < layout.height:
            if is_lit(layout.line(line), self.phrases):
                self._take_height()
                self.scroll_to(y=line - _ABOVE_LIT, animate=False, immediate=True)
                return
            line += step

    @staticmethod
    def _top_of(layout: ArticleLayout, block: int) -> int:
        """The first line of a block below the blank one that keeps it apart."""
        top = layout.top_of(block)
        is_blank = not "".join(it.text for it in layout.line(top)).strip()
        return top + 1 if is_blank else top

    def on_click(self, event: events.Click) -> None:
        target = event.style.meta.get("href")
        if isinstance(target, str):
            self.post_message(LinkClicked(target))
