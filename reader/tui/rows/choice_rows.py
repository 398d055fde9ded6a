"""The rows of a chooser: a title at the left, details at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.cells import cell_len

from reader.text.clean import clean_line
from reader.text.wrap import truncate

_GAP = 2
"""Cells between the title and the details."""
_RIGHT_MARGIN = 1
MIN_TITLE_CELLS = 12
"""Width of a title below which details are left out."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Entry(Generic[Value]):
    """Something that can be chosen from a list."""

    title: str
    detail: str
    """What else is known about it, such as a date or a key; shown where there is room."""
    value: Value
    """What the dialog answers with when this entry is chosen."""


@dataclass(frozen=True, slots=True)
class ChoiceRows(Generic[Value]):
    """Entries laid out as one line each."""

    entries: Sequence[Entry[Value]] = ()

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.entries)

    def draw(self, row: int, width: int) -> tuple[str, str]:
        """Return a row as two texts, the title and the details, that fill `width` cells together.

        The title gets at least half of the width. Details that leave it less than
        `MIN_TITLE_CELLS` are left out.
        """
        entry = self.entries[row]
        width = max(1, width - _RIGHT_MARGIN)
        title = clean_line(entry.title).strip() or "…"
        detail = truncate(entry.detail, max(1, width // 2)) if entry.detail else ""
        room = width - cell_len(detail) - _GAP if detail else width
        if detail and room < min(MIN_TITLE_CELLS, cell_len(title)):
            detail, room = "", width
        shown = truncate(title, room)
        return shown + " " * (width - cell_len(shown) - cell_len(detail)), detail
