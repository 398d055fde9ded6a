"""Saving what the person does: every few seconds, and when the app ends."""

from __future__ import annotations

from reader.tui.controllers.last_session import SessionKeeper
from reader.tui.controllers.marks.saving import SavingController
from reader.tui.controllers.navigation import Navigator
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.controllers.visits import Visits


class StateKeeper:
    """Saves the position in the article, the session, the visit, and marks that are not saved yet.

    Args:
        marks: The marks.
        visits: The current visit.
        navigator: Where the person is.
        sessions: Where sessions are saved.
        saving: Saves marks that could not be saved at once.
    """

    def __init__(
        self,
        marks: ReadMarks,
        visits: Visits,
        navigator: Navigator,
        sessions: SessionKeeper,
        saving: SavingController,
    ) -> None:
        self._marks = marks
        self._visits = visits
        self._navigator = navigator
        self._sessions = sessions
        self._saving = saving

    def save(self) -> None:
        """Save the current state, and take the marks of other processes."""
        self._marks.refresh()
        self._visits.save()
        self._navigator.save_session(self._sessions)
        self._saving.retry()

    def leave(self, *, is_reading: bool = True) -> None:
        """Save the state for the next start, and close the file of the marks.

        Args:
            is_reading: False if the next start must not open the article again.
        """
        self._visits.save(is_leaving=True)
        self._navigator.save_session(self._sessions, is_leaving=True, is_reading=is_reading)
        self._saving.close()
