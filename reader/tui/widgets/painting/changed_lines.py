"""The lines of a view that look different from what was painted last."""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

_PAUSE = 0.01
"""Seconds until lines are drawn for which nobody waits."""


class ChangedLines:
    """Remembers what a view has painted, and paints again the lines that look different.

    Args:
        view: A widget that draws its lines itself.
        draw: Draws a visible line of the view, counted from 0.
    """

    def __init__(self, view: Widget, draw: Callable[[int], Strip]) -> None:
        self._view = view
        self._draw = draw
        self._painted: dict[int, Strip] = {}
        self._is_waiting = False

    def paint(self, y: int) -> Strip:
        """Draw a line for a paint."""
        strip = self._painted[y] = self._draw(y)
        return strip

    def refresh(self, *, is_urgent: bool = True) -> None:
        """Paint again the visible lines that look different now.

        They are drawn a moment later, so that several calls together draw them once.

        Args:
            is_urgent: Whether somebody waits for it. Otherwise, it is done once the event loop has
                had time to answer a key, as the caller has occupied it for some milliseconds.
        """
        if self._is_waiting:
            return
        if is_urgent:
            self._is_waiting = self._view.call_later(self._compare)
        else:
            self._is_waiting = True
            self._view.set_timer(_PAUSE, self._compare)

    def _compare(self) -> None:
        self._is_waiting = False
        width, height = self._view.size
        changed = [y for y in range(height) if self._draw(y) != self._painted.get(y)]
        if changed:
            self._view.refresh(*(Region(0, y, width, 1) for y in changed))
