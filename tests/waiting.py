"""Waiting for what the app does behind the screen."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the app work until something holds; fail when it never does."""
    for _ in range(1_500):
        await pilot.pause(0.01)
        if holds():
            return
    raise AssertionError("what was waited for has not come")
