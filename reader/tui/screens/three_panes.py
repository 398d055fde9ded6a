"""Sidebar, list and article side by side, over each other, or one at a time, as there is room."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Offset, Region, Size
from textual.getters import query_one
from textual.screen import Screen
from textual.widget import Widget

from reader.tui.controllers.pane_widths import PaneWidths
from reader.tui.controllers.panes import COMPACT_ROWS, Pane, Spread, spread_for, visible_panes
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.category_sidebar import CategorySidebar
from reader.tui.widgets.post_list import PostList

_DRAGGED_PANES = (Pane.SIDEBAR, Pane.LIST)
"""The panes with an edge that can be dragged."""


class ThreePanes(Screen[None]):
    """Knows which pane the reader is in and which are shown; what is in them is not its business.

    A subclass makes the widgets, and is told by `panes_changed`.
    """

    AUTO_FOCUS = "PostList"
    HORIZONTAL_BREAKPOINTS = [(0, "-close"), (160, "-wide")]  # noqa: RUF012 - as below
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-usual")]  # noqa: RUF012 - no ClassVar in Textual

    sidebar = query_one(CategorySidebar)
    post_list = query_one(PostList)
    article = query_one(ArticlePane)

    def __init__(self) -> None:
        super().__init__()
        self._pane = Pane.LIST
        self.spread = Spread.FULL
        """How many panes there is room for."""
        self._has_sidebar = {Spread.FULL: True, Spread.FACING: False}
        self._is_alone = False
        self.widths = PaneWidths()
        self._dragged: Pane | None = None

    def compose_panes(self, sidebar: Widget, post_list: Widget, article: Widget) -> ComposeResult:
        """The three widgets, in a row of their own."""
        with Horizontal(id="panes"):
            yield sidebar
            yield post_list
            yield article

    @property
    def is_front(self) -> bool:
        """Whether the list is a front page."""
        return False

    def panes_changed(self) -> None:
        """Called when the reader is in another pane or other panes are shown."""

    @property
    def pane(self) -> Pane:
        """The pane that the reader is in."""
        return self._pane

    @property
    def panes_shown(self) -> frozenset[Pane]:
        """The panes on screen."""
        has_sidebar = self._has_sidebar.get(self.spread, False)
        return visible_panes(
            self.spread,
            self._pane,
            has_sidebar=has_sidebar,
            is_alone=self._is_alone,
            is_front=self.is_front,
        )

    def pane_widget(self, pane: Pane) -> Widget:
        """The widget of a pane."""
        if pane is Pane.SIDEBAR:
            return self.sidebar
        return self.post_list if pane is Pane.LIST else self.article

    def enter(self, pane: Pane) -> None:
        """Go to a pane, showing it if need be."""
        self._pane = pane
        self._is_alone = self._is_alone and pane is Pane.ARTICLE
        self.arrange_panes()
        # At once, not by `focus()` a moment later: the next key may be waiting already.
        self.set_focus(self.pane_widget(pane))

    def arrange_panes(self) -> None:
        """Show the panes that belong on screen, and no other."""
        shown = self.panes_shown
        for pane in Pane:
            self.pane_widget(pane).display = pane in shown
        # What stands at the right takes the room that is left.
        self.post_list.set_class(Pane.ARTICLE not in shown, "-last")
        self.sidebar.set_class(shown == {Pane.SIDEBAR}, "-last")
        self._take_widths()
        self.panes_changed()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if event.widget is not self.focused:
            return  # the focus has gone on since
        for pane in Pane:
            if self.pane_widget(pane) is event.widget and pane is not self._pane:
                self._pane = pane
                self.arrange_panes()

    def on_mount(self) -> None:
        # Before the first layout, so that nothing is painted that has to go again.
        self._fit(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        self.spread = spread_for(size.width)
        self.post_list.is_compact = size.height <= COMPACT_ROWS
        self.arrange_panes()

    # Edges that are dragged.

    def widths_changed(self) -> None:
        """Called when the reader has made a pane wider or narrower."""

    def _take_widths(self) -> None:
        for pane in _DRAGGED_PANES:
            widget = self.pane_widget(pane)
            is_last = widget.has_class("-last")
            cells = None if is_last else self.widths.of_pane(pane, self.app.size.width)
            widget.styles.width = cells

    def _edge_at(self, place: Offset) -> Pane | None:
        """The pane whose right edge is there: its own frame, and the one that it meets."""
        for pane in _DRAGGED_PANES:
            widget = self.pane_widget(pane)
            frame = widget.region
            is_edge = widget.display and widget.gutter.right and not widget.has_class("-last")
            if is_edge and Region(frame.right - 1, frame.y, 2, frame.height).contains_point(place):
                return pane
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._dragged = self._edge_at(event.screen_offset)
        if self._dragged is not None:
            self.clear_selection()
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged is not None:
            left = self.pane_widget(self._dragged).region.x
            cells = event.screen_offset.x + 1 - left
            self.widths.choose(self._dragged, cells, self.app.size.width)
            self._take_widths()

    def on_mouse_up(self) -> None:
        if self._dragged is not None:
            self._dragged = None
            self.release_mouse()
            self.widths_changed()

    def action_go_in(self) -> None:
        if self._pane is Pane.SIDEBAR:
            self.enter(Pane.LIST)
        elif self._pane is Pane.LIST and self.post_list.highlighted:
            self.enter(Pane.ARTICLE)

    def action_go_out(self) -> None:
        if self._is_alone:
            self.action_reading_mode()
        else:
            self.enter(Pane.LIST if self._pane is Pane.ARTICLE else Pane.SIDEBAR)

    def action_next_pane(self) -> None:
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        self._step_pane(-1)

    def _step_pane(self, step: int) -> None:
        panes = list(Pane)
        self.enter(panes[(panes.index(self._pane) + step) % len(panes)])

    def action_reading_mode(self) -> None:
        self._is_alone = not self._is_alone
        self.enter(Pane.ARTICLE)

    def action_toggle_sidebar(self) -> None:
        is_shown = Pane.SIDEBAR in self.panes_shown
        self._has_sidebar[self.spread] = not is_shown
        self.enter(Pane.LIST if is_shown else Pane.SIDEBAR)
