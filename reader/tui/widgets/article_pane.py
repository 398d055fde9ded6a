"""The pane that shows an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from reader.tui.bindings import ARTICLE, PANE, bindings_for
from reader.tui.debounce import Debounce
from reader.tui.messages import ArticleClicked, ArticleFinished, LinkClicked
from reader.tui.rows.model import make_strip
from reader.tui.text_gate import content
from reader.tui.themes import code_theme_for
from reader.tui.widgets.article_styles import ROLES, component_class, make_palette
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.painting.content_size import resize_content
from reader.tui.widgets.painting.frame_texts import FrameTexts
from reader.tui.widgets.painting.notices import draw_notice
from reader.tui.widgets.text_column import TextColumn

if TYPE_CHECKING:
    from textual.selection import Selection

    from reader.article.blocks import Block
    from reader.article.layout import Anchor, ArticleLayout
    from reader.article.palette import Palette
    from reader.article.positions import ScrollPosition
    from reader.posts.search.query import Phrase
    from reader.tui.widgets.shown_article import ShownArticle

_FRAME_TEXT_MARGIN = 4
"""Cells of the lower edge of the frame that are not for text."""
_MIN_PICTURE_ROWS = 8
_MAX_SLICE = 0.008
"""Seconds of background work between two keys, short enough that no key waits noticeably."""
_PAUSE = 0.004
"""Seconds between two slices of background work."""


class ArticlePane(LineView):
    """Shows one article, or a notice if there is none.

    Lines are laid out when they become visible, and the rest of the article in the background.
    The layers of `ShownArticle` draw everything that lies over the text.

    Args:
        measure: Maximum length of a line of text, in cells.
        notice: The notice to begin with; each line is a paragraph.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(PANE), *bindings_for(ARTICLE)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {component_class(role) for role in ROLES}

    LATE_MODULE = "reader.tui.widgets.shown_article"
    """What the first article imports, so that it can be imported before in a thread."""

    measure: reactive[int] = reactive(76, init=False)
    """Maximum length of a line of text, in cells."""
    phrases: reactive[Sequence[Phrase]] = reactive(())
    """The phrases of the search in the list of posts. They are highlighted in the article."""
    find_text: reactive[str] = reactive("")
    """The text to find in the article. It is highlighted instead of the phrases."""

    def __init__(self, measure: int, notice: Sequence[str]) -> None:
        super().__init__()
        self.set_reactive(ArticlePane.measure, measure)
        self._article: ShownArticle | None = None
        self._frame = FrameTexts(self)
        self._title = ""
        self._notice = notice
        self._pause = Debounce(self, _PAUSE, self._work)
        """Lets the visible lines be painted and the waiting keys be handled before work goes on."""

    @property
    def path(self) -> str | None:
        """Path of the post whose article is shown; None if a notice is shown."""
        return None if self._article is None else self._article.path

    @property
    def layout_shown(self) -> ArticleLayout | None:
        """The lines that are shown; None if a notice is shown."""
        return None if self._article is None else self._article.layout

    # Contents.

    def show(
        self,
        path: str,
        title: str,
        blocks: Sequence[Block],
        *,
        headings: Sequence[int] = (),
        is_complete: bool = True,
        start: ScrollPosition | None = None,
        minutes: int = 0,
    ) -> None:
        """Show an article.

        If the same post is shown already, its text is replaced and the first visible paragraph
        stays. That is how the rest of an incomplete article is added: if the person has asked for
        its end in the meantime, the pane scrolls there.

        Args:
            path: Path of the post.
            title: Title of the post, shown in the frame once it is scrolled out of view.
            blocks: The blocks of the article.
            headings: Indexes of the blocks that are headings, in ascending order.
            is_complete: False if the rest of the article follows.
            start: Where to start reading; by default at the top.
            minutes: How long it takes to read the article.
        """
        # Late, for the time to the first paint: no article is visible in it.
        from reader.tui.widgets.shown_article import ShownArticle

        article, top = self._article, self.scroll_offset.y
        # Often, only what follows the text is different.
        refresh: Callable[[], object] = self.changed_lines.refresh
        if article is None or article.path != path:
            refresh = self.refresh
            article = ShownArticle(
                path, self._style_for, lambda: self._column.left_margin, start, minutes
            )
            top = 0
            article.selection.selection = self.text_selection
            article.matches.search_for(self.find_text, self.phrases)
            self._article = article
        goes_to_end = article.is_end_requested and self._is_at_end
        anchor = article.layout.anchor_at(top)
        article.headings, article.is_complete = headings, is_complete
        article.lay_out(self._column.width, self._palette, blocks)
        self._title = title
        self._scroll_to_line(article.find_start(anchor))
        article.is_end_requested = False
        if goes_to_end:
            self.action_bottom()
        refresh()
        self._show_progress()
        self._start_work()

    def extend(self, blocks: Sequence[Block]) -> None:
        """Add blocks at the end of the article. The visible lines stay where they are."""
        if self._article is not None and blocks:
            self._article.layout.extend(blocks)
            self._settle()
            self.changed_lines.refresh()
            self._show_progress()
            self._pause.restart()

    def show_notice(self, *lines: str) -> None:
        """Show a notice in place of an article; each line is a paragraph."""
        self._article, self._notice = None, lines
        self._frame.show(None, None)
        self.virtual_size = Size(self.size.width, 0)
        self.scroll_to(y=0, animate=False, immediate=True)
        self.refresh()

    # Layout.

    @property
    def _column(self) -> TextColumn:
        return TextColumn(self.line_width, self.measure)

    @property
    def full_width(self) -> int:
        """Width of a pane that shows lines at their full length, in cells."""
        frame = self.gutter.width + self.styles.scrollbar_size_vertical
        return self._column.full_line_width + frame

    @property
    def right_margin(self) -> int:
        """Cells right of the text, the frame included."""
        text = 0 if self._article is None else self._article.layout.width
        return self.outer_size.width - self.line_width + (self.line_width - text) // 2 - 2

    @property
    def max_picture_rows(self) -> int:
        """Maximum height of a picture: two fifths of the pane, to leave space for text."""
        return max(_MIN_PICTURE_ROWS, self.size.height * 2 // 5)

    @property
    def _palette(self) -> Palette:
        return make_palette(self, code_theme_for(self.app.current_theme))

    def _style_for(self, role: str) -> Style:
        return self.line_styles.component(component_class(role))

    def measure_again(self) -> None:
        """Lay out the article again, as for another width. The first visible paragraph stays."""
        article = self._article
        if article is None:
            self.refresh()
            return
        anchor = article.layout.anchor_at(self.scroll_offset.y)
        has_hints = article.link_hints.is_active
        article.lay_out(self._column.width, self._palette)
        self._scroll_to_line(article.layout.offset_of(anchor))
        self.changed_lines.refresh()
        if has_hints:
            self.offer_links()
        self._pause.restart()

    def _settle(self, top: int | None = None) -> None:
        """Lay out the lines that are visible below `top`, and update the height of the content."""
        if (article := self._article) is not None:
            top = self.scroll_offset.y if top is None else top
            article.layout.lines(top, top + self.size.height + 1)
            # The blank lines after the last one show that the article ends there.
            blank_lines = 1 if self.size.height < 20 else 2
            resize_content(self, Size(self.line_width, article.layout.height + blank_lines))

    def watch_measure(self) -> None:
        self.measure_again()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - named by Textual
        if self._article is not None and self._article.layout.width == self._column.width:
            self._settle()
        else:
            self.measure_again()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        # A change of the focus changes the frame, and not the palette.
        layout = self.layout_shown
        if self.is_mounted and layout is not None and layout.palette != self._palette:
            self.measure_again()

    # Background work.

    def _start_work(self) -> None:
        """Do the first slice of a search at once, so that the frame shows a number of matches."""
        if self.is_finding:
            self._work()
        else:
            self._pause.restart()

    def _work(self) -> None:
        """Search and lay out for a moment, and continue later. The visible lines stay."""
        self._pause.stop()
        article = self._article
        if article is None:
            return
        end = monotonic() + _MAX_SLICE
        anchor = article.layout.anchor_at(self.scroll_offset.y)
        is_done = article.work(lambda: monotonic() >= end)
        is_moved = article.layout.offset_of(anchor) != self.scroll_offset.y
        self._scroll_to_line(article.layout.offset_of(anchor))
        if article.matches.is_active:
            self._scroll_to_match(article, article.matches.resume())
        if is_moved or article.matches.is_active:
            self.refresh()
        if not is_done:
            self._pause.restart()

    # Finding.

    @property
    def is_finding(self) -> bool:
        """Whether there are matches to go to."""
        return self._article is not None and self._article.matches.is_active

    def begin_finding(self) -> None:
        """Remember the first visible line: matches are searched from there on."""
        if self._article is not None:
            self._article.matches.origin = self._article.layout.anchor_at(self.scroll_offset.y)

    def end_finding(self, *, go_back: bool) -> None:
        """Stop finding.

        Args:
            go_back: Return to the line at which finding began.
        """
        self.find_text = ""
        if (article := self._article) is not None:
            origin, article.matches.origin = article.matches.origin, None
            if go_back and origin is not None:
                self._scroll_to_line(article.layout.offset_of(origin))

    def go_to_match(self, step: int) -> None:
        """Show the next match (1) or the previous one (-1); the first one follows the last."""
        if (article := self._article) is not None:
            match = article.next_match(step, self.scroll_offset.y, self.size.height)
            self._scroll_to_match(article, match)

    def _scroll_to_match(self, article: ShownArticle, match: Anchor | None) -> None:
        if match is not None:
            self._scroll_to_line(article.reveal(match, self.scroll_offset.y, self.size.height))
        self._show_progress()

    def watch_find_text(self) -> None:
        self._search_again(goes_to_match=bool(self.find_text.strip()))

    def watch_phrases(self) -> None:
        self._search_again(goes_to_match=False)

    def _search_again(self, *, goes_to_match: bool) -> None:
        if (article := self._article) is not None:
            article.matches.search_for(self.find_text, self.phrases)
            if goes_to_match:
                # The background work shows the match as soon as it is found.
                top = article.layout.anchor_at(self.scroll_offset.y)
                article.matches.go(1, article.matches.origin or top)
            self._start_work()
            self._show_progress()
            self.refresh()

    def change_layers(self, change: Callable[[ShownArticle, range], int | None]) -> None:
        """Let `change` change what is drawn over the article, and scroll to the line it returns.

        Its arguments are the article and the visible lines.
        """
        if (article := self._article) is not None:
            top = self.scroll_offset.y
            if (line := change(article, range(top, top + self.size.height))) is not None:
                self._scroll_to_line(line)
            self.changed_lines.refresh()

    # Links.

    def mark_dead_links(self, is_dead: Callable[[str], bool]) -> None:
        """Strike through the links of the article for whose targets `is_dead` returns true."""
        self.change_layers(lambda article, _: article.dead_links.mark(is_dead))

    def offer_links(self) -> bool:
        """Draw letters beside the visible links, so that the next keys choose one of them.

        Returns:
            Whether there is any link.
        """
        self.change_layers(lambda article, visible: article.offer_links(visible))
        return self._article is not None and self._article.link_hints.is_active

    def _hide_hints(self) -> None:
        self.change_layers(lambda article, _: article.link_hints.invalidate())

    def on_key(self, event: events.Key) -> None:
        article = self._article
        if article is None or not article.link_hints.is_active:
            return
        # While there are letters on the links, keys do nothing else.
        event.stop()
        event.prevent_default()
        target = article.link_hints.press(event.character or "")
        self.refresh()
        if target is not None:
            self.post_message(LinkClicked(target))

    def on_blur(self) -> None:
        self._hide_hints()

    def on_click(self, event: events.Click) -> None:
        # The mouse button is also released at the end of a selection.
        if self.text_selection is not None:
            return
        target = event.style.meta.get("href")
        self.post_message(LinkClicked(target) if isinstance(target, str) else ArticleClicked())

    # Drawing.

    def draw_line(self, y: int) -> Strip:
        article = self._article
        if article is None:
            return draw_notice(self, self._notice, y, "article--text", "article--dim")
        position = y + self.scroll_offset.y
        line = article.layout.line(position)
        for layer in article.layers:
            line = layer.decorate(line, position)
        column = self._column
        segments = [Segment(" " * column.left_margin), *line]
        strip = make_strip(segments, column.line_width, self.line_styles.background)
        # Textual selects text with the mouse by these offsets.
        return strip.apply_offsets(0, position)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        if self._article is None:
            return None
        return self._article.selection.extract(selection, self._article.layout), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        if self._article is not None:
            self._article.selection.selection = selection
        self.refresh()

    def _show_progress(self) -> None:
        """Show in the frame how much is left to read, and the title once it is out of view."""
        article, top = self._article, self.scroll_offset.y
        if article is None:
            return
        width = self.size.width - _FRAME_TEXT_MARGIN
        progress = article.progress_text(top, self.max_scroll_y, width)
        self._frame.show(
            content(self._title) if article.has_passed_title(top) else None,
            content(progress) if progress else None,
        )

    # Moving. Nothing is animated, because the next key may be waiting already.

    @property
    def position(self) -> ScrollPosition | None:
        """The position of the first visible line; None for a notice, or until it is loaded."""
        return None if self._article is None else self._article.position_at(self.scroll_offset.y)

    def progress_to(self, end: int) -> int | None:
        """Return how much of the text, which ends above a block, was in view, in per cent."""
        lines = (self.scroll_offset.y, self.max_scroll_y, self.size.height)
        return None if self._article is None else self._article.progress(*lines, end)

    def go_to_position(self, position: ScrollPosition) -> None:
        """Scroll to a position, if the article holds it."""
        line = None if self._article is None else self._article.line_of(position)
        if line is not None:
            self._scroll_to_line(line)

    def go_to_block(self, index: int) -> None:
        """Scroll to the block with an index, if there is one."""
        if self._article is not None and index < len(self._article.layout.blocks):
            self._scroll_to_line(self._article.first_line_of(index))

    @property
    def current_heading(self) -> int:
        """Index in `headings` of the heading of the first visible line, -1 before the first."""
        # After going to a heading, the blank line above it is above the first visible line.
        line = self.scroll_offset.y + 1
        return -1 if self._article is None else self._article.heading_index(line)

    @property
    def _is_at_end(self) -> bool:
        return self.scroll_offset.y >= self.max_scroll_y

    def _scroll_to_line(self, line: int) -> None:
        self._settle(max(0, line))
        # By force: Textual learns only at its next layout that there is anything to scroll.
        self.scroll_to(y=max(0, line), animate=False, immediate=True, force=True)
        self._settle()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._settle()
            self._show_progress()
        self._hide_hints()

    def action_go_to_heading(self, step: int) -> None:
        if self._article is not None:
            self._scroll_to_line(self._article.next_heading(self.scroll_offset.y, step))

    def action_cursor_down(self) -> None:
        self._scroll_by(1)

    def action_cursor_up(self) -> None:
        self._scroll_by(-1)

    def action_page_down(self) -> None:
        article = self._article
        if article is not None and article.is_complete and self._is_at_end:
            self.post_message(ArticleFinished())
        self._scroll_by(max(1, self.size.height - 2))

    def action_page_up(self) -> None:
        self._scroll_by(-max(1, self.size.height - 2))

    def action_half_page_down(self) -> None:
        self._scroll_by(max(1, self.size.height // 2))

    def action_half_page_up(self) -> None:
        self._scroll_by(-max(1, self.size.height // 2))

    def action_top(self) -> None:
        self.scroll_to(y=0, animate=False, immediate=True)

    def action_bottom(self) -> None:
        self.scroll_to(y=self.max_scroll_y, animate=False, immediate=True)
        if self._article is not None:
            self._article.is_end_requested = not self._article.is_complete
        self._show_progress()

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)
