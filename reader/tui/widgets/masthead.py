"""The header of the screen: the name of the open folders, and the status."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader.text.wrap import truncate
from reader.tui.text_gate import content

SEPARATOR = " · "
"""Text between the parts of the status."""
_MIN_STATUS = 8
"""Minimum number of cells for a status beside a warning."""
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


def fit_header(publication: str, warning: str, status: str, width: int) -> tuple[str, str, str]:
    """Return the three texts of the header so that they fit, with at least a space after the first.

    Args:
        publication: The name of the open folders. It is shortened before the warning.
        warning: What must not be missed. It is only shortened if the header is too narrow for it.
        status: As in `fit_status`. It is shortened before the name.
        width: Width of the header in cells.
    """
    warning = truncate(warning, max(0, width - 1))
    gap = SEPARATOR if warning and status else ""
    room = max(width // 2, width - cell_len(publication) - _MIN_GAP)
    status_room = room - cell_len(warning + gap)
    is_shown = not warning or status_room >= _MIN_STATUS
    end = gap + fit_status(status, status_room) if is_shown else ""
    name = truncate(publication, max(0, width - cell_len(warning + end) - 1))
    return name, warning, end


class Masthead(Widget):
    """Shows the name of the open folders at the left, and a count or progress at the right.

    A warning is shown before the status. If there is not enough room, both others give way to it.

    Args:
        publication: The name of the open folders.
    """

    status: reactive[str] = reactive("")
    warning: reactive[str] = reactive("")

    def __init__(self, publication: str) -> None:
        super().__init__()
        self.publication = publication

    def render(self) -> Content:
        width = self.content_size.width
        name, warning, status = fit_header(self.publication, self.warning, self.status, width)
        spaces = " " * max(1, width - cell_len(name + warning + status))
        return content((name, "bold"), spaces, (warning, "bold $text-warning"), (status, "dim"))
