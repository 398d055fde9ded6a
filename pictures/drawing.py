"""Frames as SVG: one as a picture, several as an animation.

A row that is in several frames is written once, so that an animation stays small. There is no
script, and no font is loaded: an SVG in a web page may do neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from pictures.frames import CELL, LINE, Frame, Mark, Row

_MARGIN = 12
_CAPTION = 34
"""Height of the line below the terminal that says what is pressed."""
_FONTS = "'DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace"
_HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>{title}</title>
<style>
text{{font:20px {fonts};white-space:pre}}
rect{{shape-rendering:crispEdges}}
.n{{fill:#8a8f98}}
{styles}
</style>
<rect width="{width}" height="{height}" rx="10" fill="#0b0c0e"/>
"""


_BLOCKS = {"█": (1, 0, 1), "▀": (1, 0, 0.5), "▄": (1, 0.5, 0.5), "▌": (0.5, 0, 1)}
"""Characters that fonts draw with gaps: their width, top and height as parts of a cell."""
_FILL = re.compile(r"fill: ?(#\w+)")


@dataclass(frozen=True, slots=True)
class Step:
    """A frame of an animation."""

    frame: Frame
    seconds: float
    caption: str


def draw(steps: Sequence[Step], title: str) -> str:
    """Return an SVG that shows the frames in turn, again and again.

    Without animations, and for people who want less motion, the first frame is shown.

    Args:
        steps: The frames, all of the same size. A single one is a still picture.
        title: What the picture shows, for those who cannot see it.
    """
    return _Drawing(steps).svg(title)


class _Drawing:
    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = steps
        self._styles: dict[str, str] = {}
        """Names of the classes by their CSS declarations."""
        self._rows: dict[Row, str] = {}
        """Names of the rows that are defined."""

    def svg(self, title: str) -> str:
        first = self._steps[0].frame
        is_animated = len(self._steps) > 1
        width = round(first.columns * CELL + 2 * _MARGIN, 1)
        height = round(len(first.rows) * LINE + 2 * _MARGIN + _CAPTION * is_animated, 1)
        groups = [self._group(number, step) for number, step in enumerate(self._steps)]
        rows = [f'<g id="{name}">{self._row(row)}</g>' for row, name in self._rows.items()]
        styles = [f".{name}{{{css}}}" for css, name in self._styles.items()]
        head = _HEAD.format(
            width=width,
            height=height,
            title=escape(title),
            fonts=_FONTS,
            styles="\n".join([*styles, *(self._timing() if is_animated else ())]),
        )
        return (
            f"{head}<defs>\n" + "\n".join(rows) + "\n</defs>\n" + "\n".join(groups) + "\n</svg>\n"
        )

    def _timing(self) -> Iterator[str]:
        total = sum(step.seconds for step in self._steps)
        yield f".f{{visibility:hidden;animation:{total:g}s step-end infinite}}"
        yield "#f0{visibility:visible}"
        start = 0.0
        for number, step in enumerate(self._steps):
            end = start + step.seconds
            hidden = "" if start == 0 else "0%{visibility:hidden}"
            shown = f"{start / total:.3%}{{visibility:visible}}"
            over = f"{min(end / total, 1):.3%}{{visibility:hidden}}"
            yield f"@keyframes k{number}{{{hidden}{shown}{over}}}"
            yield f"#f{number}{{animation-name:k{number}}}"
            start = end
        yield "@media (prefers-reduced-motion:reduce){.f{animation:none}}"

    def _group(self, number: int, step: Step) -> str:
        uses = []
        for line, row in enumerate(step.frame.rows):
            if row:
                name = self._rows.setdefault(row, f"r{len(self._rows)}")
                uses.append(f'<use href="#{name}" x="{_MARGIN}" y="{_MARGIN + line * LINE:g}"/>')
        y = _MARGIN + len(step.frame.rows) * LINE + 24
        if step.caption:
            uses.append(f'<text class="n" x="{_MARGIN}" y="{y:g}">{escape(step.caption)}</text>')
        return f'<g class="f" id="f{number}">{"".join(uses)}</g>'

    def _row(self, row: Row) -> str:
        return "".join(self._mark(mark) for mark in row)

    def _mark(self, mark: Mark) -> str:
        x, width = f"{mark.x:g}", f"{mark.width:g}"
        if not mark.text:
            # Half a unit more, so that no gap is seen between two rows.
            return f'<rect x="{x}" width="{width}" height="{LINE + 0.5:g}" fill="{mark.style}"/>'
        if mark.text[0] in _BLOCKS and len(set(mark.text)) == 1:
            return _block(mark)
        name = self._styles.setdefault(mark.style, f"s{len(self._styles)}")
        return f'<text class="{name}" x="{x}" y="18.5" textLength="{width}">{mark.text}</text>'


def _block(mark: Mark) -> str:
    """Draw one or more of the same block character as a rectangle."""
    wide, top, high = _BLOCKS[mark.text[0]]
    fill = _FILL.search(mark.style)
    width = mark.width - CELL * (1 - wide)
    return (
        f'<rect x="{mark.x:g}" y="{top * LINE:g}" width="{width:g}" '
        f'height="{high * LINE + 0.5:g}" fill="{fill[1] if fill else "#888"}"/>'
    )
