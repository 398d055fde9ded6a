"""The size of the content of a view, and which part of it is visible."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
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
    comes_and_goes = view.styles.overflow_y == "auto"
    if (
        not room
        or (comes_and_goes and has_scrollbar != (size.height > room))
        or view.scroll_y > max(0, size.height - room)
    ):
        view.virtual_size = size
        return
    view.set_reactive(Widget.virtual_size, size)
    if has_scrollbar and view.scrollbar_size_vertical:
        move_thumb(view.vertical_scrollbar, size.height, view.vertical_scrollbar.position)


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
        bar = view.vertical_scrollbar
        move_thumb(bar, bar.window_virtual_size, top)


def move_thumb(bar: ScrollBar, line_count: int, position: float) -> None:
    """Show another height of the content, and another position in it, in a vertical scrollbar.

    Textual paints the whole scrollbar for each of them. Here, only the cells at the ends of the
    thumb are painted, and none if it does not move: in a long list, it hardly ever does.

    Args:
        bar: The scrollbar.
        line_count: Lines of the content, which are more than the scrollbar has.
        position: The first visible line.
    """
    before = _cells(bar)
    bar.set_reactive(ScrollBar.window_virtual_size, line_count)
    bar.set_reactive(ScrollBar.position, position)
    after = _cells(bar)
    lines = max(len(before), len(after))
    changed = [y for y in range(lines) if before[y : y + 1] != after[y : y + 1]]
    if changed:
        bar.refresh(*(Region(0, y, bar.size.width, 1) for y in changed))


def _cells(bar: ScrollBar) -> list[Segment]:
    """Return the cells of a vertical scrollbar, from top to bottom, in colours of no theme."""
    height, window = bar.window_virtual_size, bar.window_size
    window = window if window < height else 0  # as Textual does for content that fits in
    return bar.renderer.render_bar(bar.size.height, height, window, bar.position).segments
