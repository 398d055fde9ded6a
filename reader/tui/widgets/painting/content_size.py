"""The size of the content of a view, and which part of it is visible."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget


def resize_content(view: ScrollView, size: Size) -> None:
    """Set the size of the content of a view.

    At another size, Textual lays out the whole screen, and then paints the view and the scrollbars
    of all views. That is only necessary if a scrollbar appears or disappears, or if the view has to
    be scrolled because its content has become shorter; otherwise only the scrollbar of the view is
    painted. The view has no horizontal scrollbar, so that another width changes nothing.
    """
    room = view.container_size.height
    has_scrollbar = view.show_vertical_scrollbar
    if (
        not room
        or has_scrollbar != (size.height > room)
        or view.scroll_y > max(0, size.height - room)
    ):
        view.virtual_size = size
        return
    view.set_reactive(Widget.virtual_size, size)
    if has_scrollbar and view.scrollbar_size_vertical:
        view.vertical_scrollbar.window_virtual_size = size.height


def follow_content(view: ScrollView, top: int) -> None:
    """Scroll with content that has moved, so that the same lines stay visible.

    Textual paints the whole view when it scrolls. Here, the view compares its lines afterwards.

    Args:
        view: The view.
        top: The first line to show; the nearest one that is possible is used.
    """
    top = min(max(0, top), view.max_scroll_y)
    view.app.animator.force_stop_animation(view, "scroll_y")
    view.set_scroll(None, top)
    view.set_reactive(Widget.scroll_target_y, top)
    if view.show_vertical_scrollbar:
        view.vertical_scrollbar.position = top
