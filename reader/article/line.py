"""The pieces that lines are made of, and the last guard before text reaches a terminal."""

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
"""Text of one style, not yet broken into lines; a newline in it is a break that stays."""

Line: TypeAlias = tuple[Segment, ...]
"""One terminal line: no newline, no control character, never wider than it was laid out for."""

MIN_WIDTH = 10
"""Cells; narrower widths are laid out as this one."""

_AFTER_JOINER = re.compile("[^\n](?:\u200d[^\n])*\u200d?")


def keep_joined(runs: Sequence[Run]) -> Sequence[Run]:
    """Runs of safe text in which nothing that is joined to one sign lies in two runs.

    The sign takes the style that it begins in. Told apart, its parts would take more cells.
    """
    if not any("\u200d" in text for text, _ in runs):
        return runs
    kept: list[Run] = []
    for text, style in runs:
        if kept and kept[-1][0].endswith("\u200d") and (found := _AFTER_JOINER.match(text)):
            before, its_style = kept[-1]
            kept[-1] = before + found.group(), its_style
            text = text[found.end() :]
        if text:
            kept.append((text, style))
    return kept


def line_of(runs: Iterable[Run]) -> Line:
    """Runs that are known to fit, as a line."""
    return tuple(Segment(text, style) for text, style in runs if text)


def line_text(line: Line) -> str:
    """What a line says, without its styles; a picture says nothing."""
    return "".join(it.text for it in line if it.text[:1] < FIRST_PLACEHOLDER)


def line_width(line: Line) -> int:
    """Cells that a line takes."""
    return sum(cell_len(segment.text) for segment in line)


def wrap_runs(runs: Sequence[Run], width: int) -> list[list[Run]]:
    """Break runs into lines of at most `width` cells; each piece keeps its style.

    Runs without any text give no line.
    """
    runs = keep_joined(runs)
    text = "".join(text for text, _ in runs)
    if not text:
        return []
    spans = break_spans(text, max(width, 2))
    if len(runs) == 1:
        style = runs[0][1]
        return [[(text[start:end], style)] for start, end in spans]
    return cut_runs(runs, spans)


def cut_runs(runs: Sequence[Run], spans: Iterable[LineSpan]) -> list[list[Run]]:
    """The parts of runs that lie in ascending spans of their text."""
    lines: list[list[Run]] = []
    index, offset = 0, 0  # the run that a span begins in, and where that run begins
    for start, end in spans:
        line: list[Run] = []
        while index < len(runs):
            text, style = runs[index]
            past = offset + len(text)
            piece = text[max(start - offset, 0) : max(end - offset, 0)]
            if piece:
                line.append((piece, style))
            if past > end:
                break
            index, offset = index + 1, past
        lines.append(line)
    return lines
