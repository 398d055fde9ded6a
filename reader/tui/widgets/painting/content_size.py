"""The size of the content of a view, of which a part is visible."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget


def resize_content(view: ScrollView, size: Size) -> None:
    """Set the size of the content of a view.

    At another size, Textual lays out the whole screen, and then paints the view and the scrollbars
    of all views. That is only necessary if a scrollbar appears or disappears, or if the view has to
    be scrolled because its content has become shorter; otherwise only the scrollbar of the view is
    painted. The view has no horizontal scrollbar.
    """
    room = view.container_size.height
    has_scrollbar = view.show_vertical_scrollbar
    if (
        not room
        or size.width != view.virtual_size.width
        or has_scrollbar != (size.height > room)
        or view.scroll_y > max(0, size.height - room)
    ):
        view.virtual_size = size
        return
    view.set_reactive(Widget.virtual_size, size)
    if has_scrollbar and view.scrollbar_size_vertical:
        view.vertical_scrollbar.window_virtual_size = size.height
