"""An article whose lines are laid out as they come into sight, the rest between keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from reader.tui.scrolling import ScrollingView
from reader.tui.themes import code_theme_for
from reader.tui.widgets.article_styles import ROLES, component_class, palette_of

if TYPE_CHECKING:
    from reader.article.blocks import Block
    from reader.article.layout import ArticleLayout
    from reader.article.line import Line
    from reader.article.palette import Palette
    from reader.article.positions import ScrollPosition

_MARGIN = 2
_SLICE = 0.008
"""Seconds of laying out between two keys: short enough that no key is felt to wait."""
_PAUSE = 0.004


class ArticleView(ScrollingView):
    """Shows one article, or a notice where there is none; a subclass says what else is drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {component_class(it) for it in ROLES}

    measure: reactive[int] = reactive(76, init=False)
    """Longest line, in cells."""

    def __init__(self) -> None:
        super().__init__()
        self._path: str | None = None
        self._blocks: Sequence[Block] = ()
        self._notice: Sequence[str] = ()
        self.layout_shown: ArticleLayout | None = None
        """The article on show; None where a notice is."""
        self.is_whole = True
        """Whether it is all of the article, and not its beginning while the rest is parsed."""
        self._start: ScrollPosition | None = None
        """Where to begin, as long as the part of the article that it is in is not there."""
        self._is_end_wanted = False
        """Whether the end was asked for while it was not known yet."""
        self._is_work_waiting = False

    @property
    def path(self) -> str | None:
        """The post that is shown."""
        return self._path

    # What a subclass adds.

    def layout_changed(self, *, is_same: bool) -> None:
        """Called when other lines are there, of the same article or of another."""

    def work_on(self, until: Callable[[], bool]) -> bool:  # noqa: ARG002 - for subclasses
        """Do what can wait until told to stop; whether nothing is left to do."""
        return True

    def drawn(self, line: Line, y: int) -> Line:  # noqa: ARG002 - for subclasses
        """A line of the article as it is to be drawn."""
        return line

    def progress_parts(self) -> list[str]:
        """What the frame says of where the reader is."""
        if self._is_end_wanted:
            return ["reading on to the end …"]
        return [f"{self.progress:.0%}"] if self.scroll_offset.y and self.is_whole else []

    # What is shown.

    def show(
        self,
        path: str,
        title: str,
        blocks: Sequence[Block],
        *,
        is_whole: bool = True,
        start: ScrollPosition | None = None,
    ) -> None:
        """Show an article.

        The same post again keep_results its place; another begins at `start`, or at its top. Of one that
        is not whole yet, the rest follows: who has asked for the end meanwhile is taken there.
        """
        is_same = path == self._path
        if not is_same:
            self._start = start
        is_end_wanted = is_same and self._is_end_wanted and self.is_at_end
        self.is_whole, self._is_end_wanted = is_whole, is_end_wanted and not is_whole
        anchor = (
            self.layout_shown.anchor_at(self.scroll_offset.y)
            if self.layout_shown and is_same
            else None
        )
        self._path, self._blocks = path, blocks
        self.border_title = Content(title)
        self.layout_shown = self._new_layout()
        self.layout_changed(is_same=is_same)
        top = self.layout_shown.offset_of(anchor) if anchor else 0
        top = self._start_line(self.layout_shown, top)
        self._settle()
        # By force: that there is something to scroll is noticed at the next layout only.
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        self._settle()
        if is_end_wanted:
            self.action_bottom()
        self.tell_progress()
        self.work_later()

    def extend(self, blocks: Sequence[Block]) -> None:
        """Let more blocks follow the article on show; nothing in sight moves."""
        if self.layout_shown is not None and blocks:
            self._blocks = [*self._blocks, *blocks]
            self.layout_shown.extend(blocks)
            self._settle()
            self.tell_progress()
            self.work_later()

    def _start_line(self, layout: ArticleLayout, top: int) -> int:
        """The line to begin at, once what has been shown so far holds it."""
        from reader.article.positions import line_of_position  # late, as below

        found = None if self._start is None else line_of_position(layout, self._start)
        if found is not None or self.is_whole:
            self._start = None
        return top if found is None else found

    @property
    def place(self) -> ScrollPosition | None:
        """The block at the top; None where there is no article, or one on its way to a place."""
        from reader.article.positions import position_at  # late, as below

        if self.layout_shown is None or self._start is not None:
            return None
        return position_at(self.layout_shown, self.scroll_offset.y)

    def go_to_place(self, place: ScrollPosition) -> None:
        """Bring a place of the article on show to the top."""
        from reader.article.positions import line_of_position  # late, as below

        layout = self.layout_shown
        line = None if layout is None else line_of_position(layout, place)
        if line is not None:
            self._take_height()
            self.scroll_to(y=line, animate=False, immediate=True)

    def show_notice(self, *lines: str) -> None:
        """Say this in place of an article; each text is a paragraph."""
        self._path, self._blocks, self.layout_shown = None, (), None
        self.is_whole, self._is_end_wanted = True, False
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

        return ArticleLayout(self._blocks, self._column, self._palette)

    @property
    def _palette(self) -> Palette:
        return palette_of(self, code_theme_for(self.app.current_theme))

    def _lay_out_again(self) -> None:
        """For another width or theme: the same paragraph stays at the top."""
        if self.layout_shown is None:
            self.refresh()
            return
        anchor = self.layout_shown.anchor_at(self.scroll_offset.y)
        self.layout_shown = self._new_layout()
        self.layout_changed(is_same=True)
        self._settle()
        self.scroll_to(y=self.layout_shown.offset_of(anchor), animate=False, immediate=True)
        self._settle()
        self.work_later()

    def _settle(self) -> None:
        """Lay out what is in sight, so that its height is known and not guessed."""
        if self.layout_shown is not None:
            top = self.scroll_offset.y
            self.layout_shown.lines(top, top + self.size.height + 1)
            self._take_height()

    def _take_height(self) -> None:
        if self.layout_shown is not None:
            height = self.layout_shown.height + self._tail
            self.virtual_size = Size(self.line_width, height)
            self.refresh()

    @property
    def _tail(self) -> int:
        """Blank lines after the last one, so that the end is seen to be the end."""
        return 1 if self.size.height < 20 else 2

    def keep_working(self) -> None:
        """Do a slice of what can wait, and come back for the next; what is in sight stays there."""
        self._is_work_waiting = False
        layout = self.layout_shown
        if layout is None:
            return
        end = monotonic() + _SLICE
        anchor = layout.anchor_at(self.scroll_offset.y)

        def is_time_over() -> bool:
            return monotonic() >= end

        is_done = self.work_on(is_time_over)
        is_done = is_done and not is_time_over() and layout.lay_out_more(is_time_over)
        self._take_height()
        top = layout.offset_of(anchor)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)
        self.worked_on()
        if not is_done:
            self.work_later()

    def worked_on(self) -> None:
        """Called after each slice of work."""

    def work_later(self) -> None:
        """Not before what is in sight has been painted, and keys that wait have been answered."""
        if not self._is_work_waiting:
            self._is_work_waiting = True
            self.set_timer(_PAUSE, self.keep_working)

    def watch_measure(self) -> None:
        self._lay_out_again()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - named by Textual
        if self.layout_shown is not None and self.layout_shown.width == self._column:
            self._settle()
        else:
            self._lay_out_again()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        # The focus comes and goes with another frame, and the same text.
        layout = self.layout_shown
        if self.is_mounted and layout is not None and layout.palette != self._palette:
            self._lay_out_again()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._settle()
            self.tell_progress()

    def tell_progress(self) -> None:
        """Say in the frame where the reader is."""
        self.border_subtitle = Content(" · ".join(self.progress_parts())) or None

    # Drawing.

    def render_line(self, y: int) -> Strip:
        if self.layout_shown is None:
            return self.notice_line(self._notice, y, "article--text", "article--dim")
        line = y + self.scroll_offset.y
        drawn = self.drawn(self.layout_shown.line(line), line)
        strip = self.strip([Segment(" " * self.left_margin), *drawn])
        # By these Textual knows what of the text the mouse selects.
        return strip.apply_offsets(0, line)

    @property
    def left_margin(self) -> int:
        """Blank cells left of the text."""
        return max(0, (self.line_width - self._column) // 2)

    # Moving.

    def action_bottom(self) -> None:
        super().action_bottom()
        self._is_end_wanted = not self.is_whole
        self.tell_progress()
