"""Closing dialogs: every dialog closes through `answer`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual.screen import Screen
from textual.widget import Widget

Answer = TypeVar("Answer")


def answer(dialog: Screen[Answer], value: Answer | None = None) -> None:
    """Close a dialog and return its answer to the code that opened it.

    Only the first answer counts. `dismiss` closes whatever screen is on top, and fails when only
    the main screen is left. A double click, or a key and a click in one burst, can ask a dialog to
    close after it has already left the stack of screens. Textual takes a dialog off the stack
    before `dismiss` returns, so a dialog that is not active has been answered, or another dialog
    covers it.

    Args:
        dialog: The screen to close.
        value: The answer; None closes the dialog without an answer.
    """
    if dialog.is_active:
        widgets = [dialog, *dialog.walk_children(Widget)]
        dialog.dismiss(value)
        # Later: what is under way is still painted.
        dialog.app.call_later(_forget_drawn, widgets)


def _forget_drawn(widgets: Iterable[Widget]) -> None:
    """Free what widgets have drawn, which a refresh does: they are not painted again.

    Textual keeps the drawn lines of up to 1,024 widgets that are long gone, more than 100 MB, as it
    caches results of a method together with the object that the method belongs to.
    """
    for widget in widgets:
        widget.refresh()
        if widget.show_vertical_scrollbar:  # it is not among the children
            widget.vertical_scrollbar.refresh()
