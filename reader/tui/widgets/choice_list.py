"""The list of a chooser, from which one click chooses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from reader.text.wrap import truncate
from reader.tui.messages import EntryPressed
from reader.tui.rows.choice_rows import ChoiceRows, Entry, Value
from reader.tui.widgets.line_list import LineList

_MARGIN = 2


class ChoiceList(LineList, Generic[Value], can_focus=False):
    """Shows entries, one per line. The focus stays in the input above, whose keys move the cursor.

    Posts `EntryPressed` when an entry is clicked.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--cursor", "row--title", "row--meta"}

    def __init__(self) -> None:
        super().__init__()
        self._rows: ChoiceRows[Value] = ChoiceRows()
        self._notice = ""

    @property
    def entries(self) -> Sequence[Entry[Value]]:
        """The entries, from top to bottom."""
        return self._rows.entries

    @property
    def highlighted(self) -> Entry[Value] | None:
        """The entry under the cursor; None if the list is empty."""
        return self.entries[self.cursor] if 0 <= self.cursor < self._rows.count else None

    def show(self, entries: Sequence[Entry[Value]], cursor: int, notice: str) -> None:
        """Replace the entries.

        Args:
            entries: The new entries.
            cursor: Index of the entry to place the cursor on.
            notice: The text to show if there are no entries.
        """
        self._rows = ChoiceRows(entries)
        self._notice = notice
        self.rows_changed()
        self.cursor = self.nearest(cursor, 1)
        self.scroll_to_cursor()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - named by Textual
        self.rows_changed()

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()  # in the other lists, the first click only moves the cursor
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = offset.y + self.scroll_offset.y
        if row < self._rows.count:
            self.cursor = row
            self.post_message(EntryPressed(self.entries[row]))

    def row_count(self) -> int:
        return self._rows.count

    def draw(self, row: int, line: int) -> Strip:  # noqa: ARG002 - every row is one line
        title, detail = self._rows.draw(row, self.line_width - _MARGIN)
        if row == self.cursor:
            return self.cursor_strip(["▌ ", title, detail])
        return self.strip(
            [
                Segment(" " * _MARGIN),
                Segment(title, self.component("row--title")),
                Segment(detail, self.component("row--meta")),
            ]
        )

    def draw_nothing(self, line: int) -> Strip:
        if line or self._rows.count:
            return self.strip([])
        text = truncate(self._notice, max(1, self.line_width - _MARGIN))
        return self.strip([Segment(" " * _MARGIN + text, self.component("row--meta"))])
