"""The header of the screen: the name of the open folders, and the status."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader.text.wrap import truncate


class Masthead(Widget):
    """Shows the name of the open folders at the left, and a count or progress at the right."""

    publication: reactive[str] = reactive("")
    status: reactive[str] = reactive("")

    def render(self) -> Content:
        width = self.content_size.width
        status = truncate(self.status, max(0, width // 2)) if self.status else ""
        name = truncate(self.publication, max(1, width - cell_len(status) - 1))
        spaces = " " * max(1, width - cell_len(name) - cell_len(status))
        return Content.assemble((name, "bold"), spaces, (status, "dim"))
