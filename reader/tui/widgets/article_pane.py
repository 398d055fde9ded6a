"""The article: read, searched, and left by its links."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType

from reader.tui.bindings import ARTICLE, PANE, bindings_for
from reader.tui.finding_view import FindingView
from reader.tui.messages import ArticleFinished, LinkClicked
from reader.tui.widgets.article_styles import component_class

if TYPE_CHECKING:
    from reader.article.layout import ArticleLayout
    from reader.article.line import Line
    from reader.article.link_hints import LinkHint


class ArticlePane(FindingView):
    """Shows one article, or a notice where there is none."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(PANE), *bindings_for(ARTICLE)]

    headings: Sequence[int] = ()
    """The indices of the heading blocks of the article on show."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: Sequence[LinkHint] = ()
        """The links that wait for their letters to be typed."""
        self._typed = ""
        self._is_dead: Callable[[str], bool] | None = None
        self._dead: dict[str, bool] = {}

    def layout_changed(self, *, is_same: bool) -> None:
        if not is_same:
            self._is_dead = None
        self._end_hints()
        super().layout_changed(is_same=is_same)

    @property
    def right_margin(self) -> int:
        """Cells beside the text that are free, the frame among them."""
        column = 0 if self.layout_shown is None else self.layout_shown.width
        return self.outer_size.width - self.line_width + (self.line_width - column) // 2 - 2

    # Moving.

    def action_page_down(self) -> None:
        if self.layout_shown is not None and self.is_at_end and self.is_whole:
            self.post_message(ArticleFinished())
        super().action_page_down()

    def action_next_heading(self) -> None:
        self._go_to_heading(1)

    def action_previous_heading(self) -> None:
        self._go_to_heading(-1)

    def _go_to_heading(self, step: int) -> None:
        """Bring the next heading in that direction to the top, or the nearest line to it."""
        layout, here = self.layout_shown, self.scroll_offset.y
        if layout is None:
            return
        # Only the nearest ones are asked for: to say where it is, a heading must be laid out.
        near = bisect_left(self.headings, layout.anchor_at(here).block)
        tops = [self._top_of(layout, it) for it in self.headings[max(0, near - 1) : near + 2]]
        onward = [it for it in tops if (it - here) * step > 0]
        if onward:
            self._go_to_line(min(onward) if step > 0 else max(onward))
        elif step < 0:
            self.action_top()

    def go_to_block(self, block: int) -> None:
        """Bring a block to the top."""
        if self.layout_shown is not None and block < len(self.layout_shown.blocks):
            self._go_to_line(self._top_of(self.layout_shown, block))

    @property
    def current_heading(self) -> int:
        """The number of the heading that the top of the article on show stands under; -1 before
        the first."""
        if self.layout_shown is None:
            return -1
        # A heading that was gone to has its blank line above the top.
        block = self.layout_shown.anchor_at(self.scroll_offset.y + 1).block
        return bisect_left(self.headings, block + 1) - 1

    @staticmethod
    def _top_of(layout: ArticleLayout, block: int) -> int:
        """The first line of a block below the blank one that keep_results it apart."""
        top = layout.top_of(block)
        is_blank = not "".join(it.text for it in layout.line(top)).strip()
        return top + 1 if is_blank else top

    # Links.

    def mark_dead_links(self, is_dead: Callable[[str], bool]) -> None:
        """Draw the links of the article on show that lead nowhere as such."""
        self._is_dead = is_dead
        self._dead.clear()
        self.refresh()

    def offer_links(self) -> bool:
        """Put letters on the links in sight; the next keys choose one. False if there is none."""
        from reader.article.link_hints import find_hints  # late: the first paint has no link

        if self.layout_shown is None:
            return False
        top = self.scroll_offset.y
        self._hints = find_hints(self.layout_shown.lines(top, top + self.size.height))
        self._typed = ""
        self.refresh()
        return bool(self._hints)

    def _end_hints(self) -> None:
        if self._hints:
            self._hints, self._typed = (), ""
            self.refresh()

    def on_key(self, event: events.Key) -> None:
        if not self._hints:
            return
        # While the letters are on show, no key means what it does else.
        event.stop()
        event.prevent_default()
        typed = self._typed + (event.character or "").casefold()
        open_still = [it for it in self._hints if it.label.startswith(typed)]
        if not event.character or not open_still:
            self._end_hints()
        elif open_still[0].label == typed:
            self._end_hints()
            self.post_message(LinkClicked(open_still[0].target))
        else:
            self._typed = typed
            self.refresh()

    def on_blur(self) -> None:
        self._end_hints()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._end_hints()

    def drawn(self, line: Line, y: int) -> Line:
        if self._is_dead is not None:
            line = tuple(map(self._dead_or_alive, line))
        line = super().drawn(line, y)
        if not self._hints:
            return line
        from reader.article.link_hints import draw_hints  # late, as above

        row = y - self.scroll_offset.y
        hints = [it for it in self._hints if it.line == row and it.label.startswith(self._typed)]
        return draw_hints(line, hints, self._typed, self.component(component_class("hint")))

    def _dead_or_alive(self, segment: Segment) -> Segment:
        target = segment.style.meta.get("href") if segment.style else None
        if not isinstance(target, str) or self._is_dead is None:
            return segment
        is_dead = self._dead.get(target)
        if is_dead is None:
            is_dead = self._dead[target] = self._is_dead(target)
        if not is_dead:
            return segment
        own = segment.style or Style.null()
        return Segment(segment.text, own + self.component(component_class("dead-link")))

    def on_click(self, event: events.Click) -> None:
        target = event.style.meta.get("href")
        # Where a selection ends is no link that was clicked.
        if isinstance(target, str) and self.text_selection is None:
            self.post_message(LinkClicked(target))
