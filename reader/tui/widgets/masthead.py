"""The header of the screen: the name of the open folders, and the status."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader.text.wrap import truncate

SEPARATOR = " · "
"""Text between the parts of the status."""
_MIN_GAP = 2
"""Cells between the name and the status."""


def fit_status(status: str, room: int) -> str:
    """Return a status without the parts at its end that do not fit; the first part is truncated.

    Args:
        status: Parts separated by `SEPARATOR`, the most important first.
        room: Cells.
    """
    while cell_len(status) > room and SEPARATOR in status:
        status = status.rpartition(SEPARATOR)[0]
    return truncate(status, max(0, room)) if status else ""


class Masthead(Widget):
    """Shows the name of the open folders at the left, and a count or progress at the right.

    A warning is shown before these, and does not make room for them.
    """

    publication: reactive[str] = reactive("")
    status: reactive[str] = reactive("")
    warning: reactive[str] = reactive("")

    def render(self) -> Content:
        width = self.content_size.width
        room = max(width // 2, width - cell_len(self.publication) - _MIN_GAP)
        warning = truncate(self.warning, max(0, width - 1))
        gap = SEPARATOR if warning and self.status else ""
        status = fit_status(self.status, room - cell_len(warning + gap))
        if not status:
            gap = ""
        right = cell_len(warning + gap + status)
        name = truncate(self.publication, max(1, width - right - 1))
        spaces = " " * max(1, width - cell_len(name) - right)
        return Content.assemble(
            (name, "bold"), spaces, (warning, "bold $text-warning"), (gap + status, "dim")
        )
