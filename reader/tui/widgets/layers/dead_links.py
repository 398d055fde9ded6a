"""The layer that strikes through dead links."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment

from reader.article.line import Line
from reader.tui.widgets.layers.layer import StyleLookup


class DeadLinks:
    """Strikes through the links of one article that lead nowhere."""

    def __init__(self, style_for: StyleLookup) -> None:
        self._style_for = style_for
        self._is_dead: Callable[[str], bool] | None = None
        self._known: dict[str, bool] = {}
        """Answers by link target. There are no more entries than the article has links."""

    def mark(self, is_dead: Callable[[str], bool]) -> None:
        """Strike through the links whose targets `is_dead` returns true for."""
        self._is_dead = is_dead
        self._known.clear()

    def invalidate(self) -> None:
        """Do nothing: whether a link is dead does not depend on the lines."""

    def decorate(self, line: Line, position: int) -> Line:  # noqa: ARG002 - part of the protocol
        if self._is_dead is None:
            return line
        return tuple(map(self._decorate_segment, line))

    def _decorate_segment(self, segment: Segment) -> Segment:
        style = segment.style
        target = style.meta.get("href") if style else None
        if style is None or not isinstance(target, str) or not self._check(target):
            return segment
        return Segment(segment.text, style + self._style_for("dead-link"))

    def _check(self, target: str) -> bool:
        is_dead = self._known.get(target)
        if is_dead is None:
            is_dead = self._known[target] = self._is_dead is not None and self._is_dead(target)
        return is_dead
