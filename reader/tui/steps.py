"""Work in steps, between which keys are answered and what has changed is painted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

from textual.message_pump import MessagePump

_PAUSE = 0.02
"""Seconds from the paint of what a step has changed to the next step."""
_MAX_LATE = 0.005
"""Seconds that a pause may last longer; otherwise, the event loop was occupied at its end."""
_MAX_PAUSES = 5
"""Maximum number of pauses, one after another, before a step: the machine may be busy for long."""


class Steps:
    """Calls functions one after another, each once the event loop has had nothing to do.

    The loop is occupied for as long as the longest step takes, and not for all of them together
    with their paints. Steps are called in the order in which they were added.

    Args:
        owner: The screen or widget whose timers are used. No more steps are called once it is
            removed.
        clock: Returns the current time, in seconds.
    """

    def __init__(self, owner: MessagePump, clock: Callable[[], float] = monotonic) -> None:
        self._owner = owner
        self._clock = clock
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
            self._owner.call_after_refresh(self._pause, _MAX_PAUSES)

    def _pause(self, most: int) -> None:
        """Call the next step after a pause, or after up to `most` pauses."""
        end = self._clock() + _PAUSE

        def follow() -> None:
            is_late = self._clock() > end + _MAX_LATE
            if is_late and most > 1:
                self._pause(most - 1)
            else:
                self._call_next()

        self._owner.set_timer(_PAUSE, follow)
