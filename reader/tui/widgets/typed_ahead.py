"""Keys that are typed faster than they are handled."""

from __future__ import annotations

from textual import events
from textual.widget import Widget
from textual.widgets import Input


def pass_on(widget: Widget, event: events.Event) -> bool:
    """Pass a key on to the box that has the focus by now; return whether it was passed on.

    Keys that are typed fast wait in a row in front of the widget that had the focus. If one of them
    opens a box to type into, those behind it belong there: they would be commands in the widget.
    """
    focused = widget.screen.focused if isinstance(event, events.Key) else None
    if not isinstance(focused, Input):
        return False
    focused.post_message(event)
    return True
