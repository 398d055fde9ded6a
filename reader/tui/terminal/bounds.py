"""Limits of what comes from a terminal: its size, and text that is typed or pasted."""

from __future__ import annotations

from textual import events
from textual.geometry import Size

from reader.text.clean import clean_line, single_joiners

MAX_SIZE = Size(1_000, 500)
"""Columns and rows that are drawn. Only a faulty program sets more: `stty` accepts 65,535."""
MAX_LINE = 2_000
"""Characters of a line that is typed or pasted. Each key costs Textual time in proportion to their
number, and an address is shorter."""


def limited(size: Size) -> Size:
    """Return a size as far as it is drawn."""
    return Size(min(size.width, MAX_SIZE.width), min(size.height, MAX_SIZE.height))


def limit(event: events.Event) -> None:
    """Limit what an event of the terminal contains.

    A box takes the first line of a pasted text, or joins its lines. Controls in it become visible.
    """
    if isinstance(event, events.Resize):
        event.size = event.virtual_size = event.container_size = limited(event.size)
    elif isinstance(event, events.Paste):
        lines = event.text.strip()[:MAX_LINE].splitlines()
        event.text = "\n".join(single_joiners(clean_line(line)) for line in lines)
