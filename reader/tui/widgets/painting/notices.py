"""Notices in a view: what it shows instead of its contents."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip

from reader.tui.rows.notice import notice_line
from reader.tui.widgets.line_view import LineView


def draw_notice(view: LineView, notice: Sequence[str], y: int, first: str, others: str) -> Strip:
    """Draw a line of a notice, in one component class for its headline and one for the rest."""
    line = notice_line(notice, y, view.line_width, view.size.height)
    style = view.line_styles.component(first if line.is_headline else others)
    return view.strip([Segment(line.text, style)] if line.text else [])
