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
    """Shows the name of the open folders at the left, and a count or progress at the right."""

    publication: reactive[str] = reactive("")
    status: reactive[str] = reactive("")

    def render(self) -> Content:
        width = self.content_size.width
        room = max(width // 2, width - cell_len(self.publication) - _MIN_GAP)
        status = fit_status(self.status, room)
        name = truncate(self.publication, max(1, width - cell_len(status) - 1))
        spaces = " " * max(1, width - cell_len(name) - cell_len(status))
        return Content.assemble((name, "bold"), spaces, (status, "dim"))
