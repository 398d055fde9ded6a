"""The list of a chooser, from which one click chooses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Generic

from textual import events

from reader.tui.messages import EntryPressed
from reader.tui.rows.choice_rows import ChoiceRows, Entry, Value
from reader.tui.widgets.line_list import LineList


class ChoiceList(LineList, Generic[Value], can_focus=False):
    """Lists entries. The focus stays in the input above, whose keys move the cursor.

    Posts `EntryPressed` when an entry is clicked.
    """

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry[Value]] = ()
        """The entries, from top to bottom."""

    @property
    def highlighted(self) -> Entry[Value] | None:
        """The entry under the cursor; None if the list is empty."""
        return self.entries[self.cursor] if 0 <= self.cursor < len(self.entries) else None

    def show(self, entries: Sequence[Entry[Value]], cursor: int, notice: str) -> None:
        """Replace the entries.

        Args:
            entries: The new entries.
            cursor: Index of the entry to place the cursor on.
            notice: The text to show if there are no entries.
        """
        self.entries = entries
        self.show_notice(notice)
        self.show_rows(partial(ChoiceRows, entries=entries))
        self.cursor = cursor if entries else -1
        self.scroll_to_cursor()

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()  # in the other lists, the first click only moves the cursor
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = offset.y + self.scroll_offset.y
        if row < len(self.entries):
            self.cursor = row
            self.post_message(EntryPressed(self.entries[row]))
