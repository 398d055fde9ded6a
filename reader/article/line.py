"""Styled runs of text, and the terminal lines that they are wrapped into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.graphics.canvas import FIRST_PLACEHOLDER
from reader.text.line_breaks import LineSpan, break_spans

Run: TypeAlias = tuple[str, Style]
"""Text in one style, not yet wrapped; a newline in it is a hard line break."""

Line: TypeAlias = tuple[Segment, ...]
"""One terminal line: without newlines and control characters, never wider than its layout."""

MIN_WIDTH = 10
"""Cells; narrower layouts use this width."""

_SHORT = re.compile("[ -~]+")
"""A text of which only the length has to be known."""
_AFTER_JOINER = re.compile("[^\n](?:\u200d[^\n])*\u200d?")


def merge_joined(runs: Sequence[Run]) -> Sequence[Run]:
    """Return runs in which no grapheme joined with zero width joiners is split between two runs.

    Such a grapheme, for example a family emoji, gets the style it begins in. Split, its parts would
    be drawn separately and take more cells. See https://www.unicode.org/reports/tr29/.

    Args:
        runs: Runs of cleaned text.
    """
    if not any("\u200d" in text for text, _ in runs):
        return runs
    merged: list[Run] = []
    for text, style in runs:
        if merged and merged[-1][0].endswith("\u200d") and (found := _AFTER_JOINER.match(text)):
            previous, previous_style = merged[-1]
            merged[-1] = previous + found.group(), previous_style
            text = text[found.end() :]
        if text:
            merged.append((text, style))
    return merged


def make_line(runs: Iterable[Run]) -> Line:
    """Return runs that fit the width as a line; empty runs are dropped."""
    return tuple(Segment(text, style) for text, style in runs if text)


def line_text(line: Line) -> str:
    """Return the text of a line without styles and without the placeholders of pictures."""
    return "".join(segment.text for segment in line if segment.text[:1] < FIRST_PLACEHOLDER)


def line_width(line: Line) -> int:
    """Return the width of a line in cells."""
    return sum(cell_len(segment.text) for segment in line)


def wrap_runs(runs: Sequence[Run], width: int) -> list[list[Run]]:
    """Wrap runs into lines of at most `width` cells; each part keeps its style.

    Returns:
        The runs of each line; no lines for runs without text.
    """
    if len(runs) == 1 and len(runs[0][0]) <= width and _SHORT.fullmatch(runs[0][0]):
        text, style = runs[0]
        return [[(text.strip(" "), style)]]
    runs = merge_joined(runs)
    text = "".join(text for text, _ in runs)
    if not text:
        return []
    spans = break_spans(text, max(width, 2))
    if len(runs) == 1:
        style = runs[0][1]
        return [[(text[start:end], style)] for start, end in spans]
    return split_runs(runs, spans)


def split_runs(runs: Sequence[Run], spans: Iterable[LineSpan]) -> list[list[Run]]:
    """Return the parts of runs that lie in each of several spans.

    Args:
        runs: The runs to split.
        spans: Ascending spans of the text of all runs together.
    """
    lines: list[list[Run]] = []
    index, offset = 0, 0  # the run in which the span begins, and the offset of that run
    for start, end in spans:
        line: list[Run] = []
        while index < len(runs):
            text, style = runs[index]
            run_end = offset + len(text)
            part = text[max(start - offset, 0) : max(end - offset, 0)]
            if part:
                line.append((part, style))
            if run_end > end:
                break
            index, offset = index + 1, run_end
        lines.append(line)
    return lines
