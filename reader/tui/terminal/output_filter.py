"""The gate of the app: each line of each widget passes it on its way to the terminal."""

from __future__ import annotations

from operator import is_

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reader.text.segments import clean_segment


class OutputFilter(LineFilter):
    """Makes text safe that a widget draws without having cleaned it."""

    def apply(
        self,
        segments: list[Segment],
        background: Color,  # noqa: ARG002 - the signature of the base class
    ) -> list[Segment]:
        """Return the segments of a line, safe for the terminal and as wide as before."""
        cleaned = list(map(clean_segment, segments))
        if all(map(is_, cleaned, segments)):
            return segments
        # A control that has no width was replaced by a character that has one.
        return Segment.adjust_line_length(cleaned, Segment.get_line_length(segments))
