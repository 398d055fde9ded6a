"""The three panes side by side, with edges that can be dragged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.containers import Horizontal
from textual.geometry import Offset, Region
from textual.widget import AwaitMount, Widget

from reader.tui.messages import EdgeDragged, EdgeReleased
from reader.tui.panes import RAIL_CELLS, Pane
from reader.tui.sheets import ARTICLE_SHEET, read_sheet
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.sidebar import Sidebar

_SIDEBAR_FRAME = 3
"""Cells at the sides of the rows: the frame, and the room for a scrollbar."""


class Panes(Horizontal):
    """Shows some of the panes.

    Args:
        sidebar: The pane at the left.
        post_list: The pane in the middle.
        article: The pane at the right.
    """

    # Its lines are covered by the panes, at whose edges Textual would cut each of them.
    BLANK = True
    RESIZABLE: ClassVar[tuple[Pane, ...]] = (Pane.SIDEBAR, Pane.LIST)
    """The panes whose right edge can be dragged."""

    def __init__(self, sidebar: Sidebar, post_list: Widget, article: ArticlePane) -> None:
        super().__init__(sidebar, post_list, id="panes")
        # As long as no article is shown. Later, Textual would style the list again for it.
        post_list.set_class(True, "-last", update=False)
        self._widgets = {Pane.SIDEBAR: sidebar, Pane.LIST: post_list, Pane.ARTICLE: article}
        self._sidebar = sidebar
        self._article = article
        self._dragged: Pane | None = None
        self._fixed_widths: dict[Pane, int | None] = {}
        """Widths of the panes that do not take the room that is left, in cells."""

    @property
    def article_cells(self) -> int:
        """Width of an article pane that shows its lines at their full length."""
        return self._article.full_width

    @property
    def sidebar_cells(self) -> int:
        """Width of a sidebar that shows all names at their full length."""
        return self._sidebar.needed_width + _SIDEBAR_FRAME

    def __getitem__(self, pane: Pane) -> Widget:
        """The widget of a pane."""
        return self._widgets[pane]

    def focus_pane(self, pane: Pane) -> None:
        """Move the focus to a pane. At once, unlike `focus()`: the next key may be waiting."""
        self.screen.set_focus(self[pane])

    def pane_of(self, widget: Widget) -> Pane | None:
        """Return the pane of a widget; None if it is none of the three."""
        return next((pane for pane, other in self._widgets.items() if other is widget), None)

    def mount_article(self) -> AwaitMount:
        """Mount the article pane, if it is not mounted yet.

        That is done when it is shown, or else after the first paint, for which its styles take
        long. Nothing is mounted while the app ends.
        """
        read_sheet(self.app.stylesheet, ARTICLE_SHEET)
        return self.mount_all(() if self._article.is_attached else (self._article,))

    def show_panes(self, visible: frozenset[Pane], widths: Mapping[Pane, int]) -> None:
        """Show these panes and hide the others.

        Args:
            visible: The panes to show.
            widths: Widths of the sidebar and of the list, in cells.
        """
        for pane, widget in self._widgets.items():
            widget.display = pane in visible
        # The rightmost pane takes the room that is left.
        self[Pane.LIST].set_class(Pane.ARTICLE not in visible, "-last")
        self[Pane.SIDEBAR].set_class(visible == {Pane.SIDEBAR}, "-last")
        self[Pane.SIDEBAR].set_class(widths[Pane.SIDEBAR] == RAIL_CELLS, "-rail")
        for pane in self.RESIZABLE:
            widget = self[pane]
            width = None if widget.has_class("-last") else widths[pane]
            if width != self._fixed_widths.get(pane):  # else Textual would lay out the screen again
                self._fixed_widths[pane] = widget.styles.width = width

    def _edge_at(self, point: Offset) -> Pane | None:
        """Return the pane whose right edge is there: its own frame, and the one beside it."""
        for pane in self.RESIZABLE:
            widget = self[pane]
            frame = widget.region
            has_edge = widget.display and widget.gutter.right and not widget.has_class("-last")
            if has_edge and Region(frame.right - 1, frame.y, 2, frame.height).contains_point(point):
                return pane
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._dragged = self._edge_at(event.screen_offset)
        if self._dragged is not None:
            self.screen.clear_selection()
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged is not None:
            cells = event.screen_offset.x + 1 - self[self._dragged].region.x
            self.post_message(EdgeDragged(self._dragged, cells))

    def on_mouse_up(self) -> None:
        if self._dragged is not None:
            self._dragged = None
            self.release_mouse()
            self.post_message(EdgeReleased())
