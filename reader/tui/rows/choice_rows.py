"""The rows of a chooser: a title at the left, details and the kind at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from reader.text.clean import clean_line
from reader.text.wrap import truncate
from reader.tui.rows.model import RowStyles, StackedRows, draw_row

_MARGIN = 2
"""Cells before the title, for the bar of the cursor."""
_GAP = 2
"""Cells between the title and the details."""
_RIGHT_MARGIN = 1
MIN_WIDTH_FOR_KIND = 44
"""Width of a list below which the kinds of its choices are left out."""
MIN_TITLE_CELLS = 12
"""Width of a title below which details are left out."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """Something that can be chosen from a list."""

    title: str
    detail: str
    """What else is known about it, such as a date or a key; shown where there is room."""
    value: Value
    """What the dialog answers with when this is chosen."""
    kind: str = ""
    """What it is, in one word, if choices of several kinds are listed."""


class ChoiceRows(StackedRows, Generic[Value]):
    """Choices, one per line.

    Args:
        width: Width of the rows, in cells.
        choices: The choices, from top to bottom.
    """

    def __init__(self, width: int, choices: Sequence[Choice[Value]]) -> None:
        super().__init__([1] * len(choices), width)
        self._choices = choices
        kinds = max((cell_len(choice.kind) for choice in choices), default=0)
        self._kind_cells = kinds + _GAP if kinds and width >= MIN_WIDTH_FOR_KIND else 0

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:
        """Draw the choice on a line."""
        choice = self._choices[line]
        room = self.width - _MARGIN - _RIGHT_MARGIN - self._kind_cells
        title, detail = fit_choice(choice.title, choice.detail, room)
        kind = " " * _GAP + choice.kind.ljust(self._kind_cells - _GAP) if self._kind_cells else ""
        segments = [
            Segment(" " * _MARGIN),
            Segment(title, styles.title),
            Segment(detail, styles.meta),
            Segment(kind, styles.read),
        ]
        return draw_row(segments, self.width, styles, is_cursor=line == cursor)


def fit_choice(title: str, detail: str, width: int) -> tuple[str, str]:
    """Return a title and details that fill `width` cells together.

    The title gets at least half of the width. Details that leave it less than `MIN_TITLE_CELLS`
    are left out. A width below 1 counts as 1.
    """
    width = max(1, width)
    title = clean_line(title).strip() or "…"
    detail = truncate(detail, max(1, width // 2)) if detail else ""
    room = width - cell_len(detail) - _GAP if detail else width
    if detail and room < min(MIN_TITLE_CELLS, cell_len(title)):
        detail, room = "", width
    shown = truncate(title, room)
    return shown + " " * (width - cell_len(shown) - cell_len(detail)), detail
