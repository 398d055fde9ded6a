"""Waiting for background work of the app."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Let the app work until a condition is true; fail after 15 seconds."""
    for _ in range(1_500):
        await pilot.pause(0.01)
        if condition():
            return
    raise AssertionError("the condition did not become true")
