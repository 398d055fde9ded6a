"""What the app shows, as rows of coloured text that drawings are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CELL, LINE = 12.2, 24.4
"""Width and height of a cell in the pictures that Textual exports."""
_BASELINE, _RECT_TOP = 20.0, 1.5
"""Where text and backgrounds begin in the first row."""

_RULE = re.compile(r"\.[\w-]+-(r\d+) \{ ([^}]*) \}")
_RECT = re.compile(
    r'<rect fill="([^"]+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" shape'
)
_TEXT = re.compile(
    r'<text class="[\w-]+-(r\d+)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"'
    r"[^>]*>(.*?)</text>"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A background or a piece of text, in a row of cells."""

    x: float
    width: float
    style: str
    """A colour for a background, CSS declarations for text."""
    text: str
    """The text, as it is written in XML; empty for a background."""


Row = tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of the app."""

    columns: int
    rows: tuple[Row, ...]


def parse_frame(svg: str, columns: int, lines: int) -> Frame:
    """Return the frame that Textual has exported as SVG, for a terminal of some size."""
    styles = dict(_RULE.findall(svg))
    rows: list[list[Mark]] = [[] for _ in range(lines)]
    for y, mark in (*_backgrounds(svg), *_texts(svg, styles)):
        rows[min(round(y / LINE), lines - 1)].append(mark)
    return Frame(columns, tuple(tuple(row) for row in rows))


def _backgrounds(svg: str) -> Iterator[tuple[float, Mark]]:
    for fill, x, y, width, height in _RECT.findall(svg):
        if float(height) < 2 * LINE:  # the largest one is the window
            yield float(y) - _RECT_TOP, Mark(float(x), float(width), fill, "")


def _texts(svg: str, styles: dict[str, str]) -> Iterator[tuple[float, Mark]]:
    for name, x, y, width, text in _TEXT.findall(svg):
        if text.replace("&#160;", "").strip():
            yield float(y) - _BASELINE, Mark(float(x), float(width), styles.get(name, ""), text)
