"""Notices: texts that are centred in a pane in the place of its contents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from reader.text.wrap import wrap_plain

_MAX_WIDTH = 60


class NoticeLine(NamedTuple):
    """A line of a notice."""

    text: str
    is_headline: bool
    """Whether it belongs to the first paragraph."""


def notice_line(notice: Sequence[str], y: int, width: int, height: int) -> NoticeLine:
    """Return a line of a pane with a notice: centred, above the middle of the pane.

    Args:
        notice: The paragraphs.
        y: Line of the pane, counted from 0.
        width: Width of the pane, in cells.
        height: Number of its lines.
    """
    paragraphs = [wrap_plain(text, max(1, min(_MAX_WIDTH, width - 4))) for text in notice]
    lines = [line for paragraph in paragraphs for line in (*paragraph, "")]
    y -= max(0, height - len(lines)) // 3
    if not 0 <= y < len(lines):
        return NoticeLine("", is_headline=False)
    left = " " * max(0, (width - cell_len(lines[y])) // 2)
    return NoticeLine(left + lines[y], y < len(paragraphs[0]))
