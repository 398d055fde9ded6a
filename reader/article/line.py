"""The pieces that lines are made of, and the last guard before text reaches a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.graphics.canvas import FIRST_PLACEHOLDER

Run: TypeAlias = tuple[str, Style]
"""Text of one style, not yet broken into lines; a newline in it is a break that stays."""

Line: TypeAlias = tuple[Segment, ...]
"""One terminal line: no newline, no control character, never wider than it was laid out for."""

MIN_WIDTH = 10
"""Cells; narrower widths are laid out as this one."""

# Controls, and the characters that reorder or hide what stands after them: embeddings, overrides,
# isolates, line separators, soft hyphens, tags. Joiners stay; emoji and Persian need them. The last
# plane is for private use: with it we and some terminals say where there is a picture.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0001-\U000e001f\U00100000-\U0010ffff]"
)
# A joiner that joins nothing is measured in two ways by what counts cells.
_STRAY_JOINER = re.compile("(?<![^\\s\u200b])\u200d+|\u200d(?=\u200d)")
_AFTER_JOINER = re.compile("[^\n](?:\u200d[^\n])*\u200d?")
_BLANK = frozenset("\t\n\x0b\x0c\r\x85\u2028\u2029")
_SHOWN = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))))


def clean(text: str) -> str:
    """Text that is safe within a line.

    Breaks and tabs become blanks, other controls the replacement character, so that a reader
    sees where something was; invisible format characters go.
    """
    if _UNSAFE.search(text):
        text = _UNSAFE.sub(_safe_for, text)
    return _STRAY_JOINER.sub("", text) if "\u200d" in text else text


def _safe_for(found: re.Match[str]) -> str:
    character = found.group()
    if character in _BLANK:
        return " "
    return "\ufffd" if character in _SHOWN or character >= FIRST_PLACEHOLDER else ""


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
