"""Work in steps, between which keys are answered and what has changed is painted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from textual.message_pump import MessagePump

_PAUSE = 0.02
"""Seconds from the paint of what a step has changed to the next step."""


class Steps:
    """Calls functions one after another, with a paint and a pause between them.

    The event loop is occupied for as long as the longest step takes, and not for all of them
    together. Steps are called in the order in which they were added.

    Args:
        owner: The screen or widget whose timers are used. No more steps are called once it is
            removed.
    """

    def __init__(self, owner: MessagePump) -> None:
        self._owner = owner
        self._waiting: deque[Callable[[], object]] = deque()
        """The step that is being called, and those after it."""

    def add(self, *steps: Callable[[], object]) -> None:
        """Call functions without arguments: the first one now, unless others wait already."""
        is_free = not self._waiting
        self._waiting.extend(steps)
        if is_free:
            self._call_next()

    def _call_next(self) -> None:
        if not self._owner.is_attached:
            return
        self._waiting[0]()
        self._waiting.popleft()
        if self._waiting:
            self._owner.call_after_refresh(self._owner.set_timer, _PAUSE, self._call_next)
