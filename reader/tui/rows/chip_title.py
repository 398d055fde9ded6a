"""The title of the list: the chips with a cross to remove each, and what is under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from reader.text.wrap import truncate_middle
from reader.tui.text_gate import content

_CROSS = "×"
_SEPARATOR = " · "
_MIN_NAME = 8
"""Minimum cells of a name that is cut in its middle to make room for others."""
_MORE = "… "


def chip_title(chips: Sequence[str], title: str, width: int) -> Content:
    """Return the title of a list, as in `author: Niko × · 2025 × · unread`.

    A click on a cross runs the action `remove_chip` of the widget, with the position of the chip.
    Long names are cut in their middle; then the first chips are left out.

    Args:
        chips: The names of the chips.
        title: What follows them; may be empty.
        width: Cells that there is room for.
    """
    room = width - (cell_len(_SEPARATOR + title) if title else 0)
    first, names = 0, _cut_names(chips, room)
    while len(names) > 1 and _cells(names) > room - (len(_MORE) if first else 0):
        first += 1
        names = _cut_names(chips[first:], room - len(_MORE))
    parts = [
        content(f"{name} ", (_CROSS, Style.from_meta({"@click": f"remove_chip({index})"})))
        for index, name in enumerate(names, first)
    ]
    if title:
        parts.append(content(title))
    shown = content(_SEPARATOR).join(parts)
    return content(_MORE, shown) if first else shown


def _cut_names(names: Sequence[str], room: int) -> list[str]:
    """Cut the longest names until all fit, but no name below a minimum."""
    cut = list(names)
    while cut and _cells(cut) > room:
        longest = max(range(len(cut)), key=lambda index: cell_len(cut[index]))
        cells = cell_len(cut[longest])
        if cells <= _MIN_NAME:
            break
        cut[longest] = truncate_middle(names[longest], cells - 1)
    return cut


def _cells(names: Sequence[str]) -> int:
    """Return the cells of names with their crosses, and of what separates them."""
    between = len(_SEPARATOR) * (len(names) - 1)
    return sum(cell_len(f"{name} {_CROSS}") for name in names) + max(0, between)
