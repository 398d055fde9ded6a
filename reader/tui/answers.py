"""Closing dialogs: every dialog closes through `answer`."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import Screen

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
        dialog.dismiss(value)
