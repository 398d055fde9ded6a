"""The visits to the open folders, and which posts are new: those that arrived after the last one.

A visit lasts as long as the person uses the app. It ends with the last key, click or turn of the
wheel before the app is closed, or before half an hour without any; the next one begins a new visit.
Moving the mouse does not count, because it may only pass over the window. Posts that arrive during
a visit, or while nobody is there, are new until the visit after the next key ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from reader.library.listing import FIRST_NEW_HEADING, NEW_HEADING
from reader.store.arrivals import ArrivalStore, paths_after_visits

AWAY_SECONDS = 30 * 60
"""Seconds without a key after which a visit has ended."""
_SAVE_SECONDS = 60
"""Seconds between two saves of the current visit, in case the app is killed."""


class Visits:
    """Keeps the time of the current visit, and the posts that are new in it.

    Args:
        store: When posts were first seen, and when the folders were last visited.
        clock: Returns the current time, in seconds since 1970.
        on_change: Called when other posts are new because a new visit has begun, and at the first
            key of another day, because rows show the posts of today by their time.
    """

    def __init__(
        self,
        store: ArrivalStore,
        clock: Callable[[], float],
        on_change: Callable[[], object],
    ) -> None:
        self._store = store
        self._clock = clock
        self._on_change = on_change
        self.last_activity = clock()
        """When the person was last seen, in seconds since 1970: at the start, or at a key."""
        self._saved = self.last_activity
        self._ends: Mapping[str, float] = {}
        """When the last visit to each folder ended. For folders that were never visited, that is
        the beginning of time once they are loaded: most posts that they have then have no time."""
        self._times: dict[str, float] = {}
        """When the posts that may be new were first seen, by path."""
        self.new: frozenset[str] = frozenset()
        """Paths of the new posts. Some of them may be gone, or may not be loaded yet."""
        self._has_loaded = False
        """Whether the posts were loaded."""
        self._is_known = self._load()
        """Whether the last visits are known. Otherwise their file is locked."""

    @property
    def new_heading(self) -> str:
        """The heading of the new posts in a list."""
        return NEW_HEADING if any(self._ends.values()) else FIRST_NEW_HEADING

    def _load(self) -> bool:
        """Load the last visits; return whether that was possible."""
        ends = self._store.last_visits()
        if ends is None:
            return False
        if ends:
            self._times = {**self._store.seen_after(min(ends.values())), **self._times}
        self._ends = ends
        self.new = paths_after_visits(self._times, ends)
        return True

    def on_loaded(self, arrivals: Mapping[str, float]) -> None:
        """Take the times at which the posts that loads have added were first seen, by path."""
        self._has_loaded = True
        if self._is_known:
            self._add_unvisited()
        times = self._times
        # Loads repeat what they emitted before, and thousands of posts may be new.
        fresh = {path: time for path, time in arrivals.items() if times.get(path) != time}
        if fresh:
            times.update(fresh)
            self.new = (self.new - fresh.keys()) | paths_after_visits(fresh, self._ends)

    def _add_unvisited(self) -> None:
        """Count all posts of folders that were never visited as new, if they have a time."""
        missing = [folder for folder in self._store.folders if folder not in self._ends]
        if missing:
            self._ends = {**self._ends, **dict.fromkeys(missing, 0.0)}

    def on_activity(self) -> None:
        """Record that the person has pressed a key or a button of the mouse."""
        now = self._clock()
        ended, self.last_activity = self.last_activity, now
        has_new = now - ended > AWAY_SECONDS and self._begin(ended)
        if has_new or date.fromtimestamp(now) != date.fromtimestamp(ended):
            self._on_change()

    def _begin(self, ended: float) -> bool:
        """Begin a visit after the one that ended at a time.

        Returns:
            Whether other posts are new.
        """
        # The person may have been here in another process meanwhile.
        stored = self._store.last_visits() or {}
        self._ends = {folder: max(ended, stored.get(folder, ended)) for folder in self._ends}
        new = paths_after_visits(self._times, self._ends)
        has_new = new != self.new
        self.new = new
        return has_new

    def save(self, *, is_leaving: bool = False) -> None:
        """Save when the person was last seen, if that was not saved recently.

        Args:
            is_leaving: Whether the app is closing, so that it is saved in any case.
        """
        if not self._is_known and not self._load_late():
            return
        age = self.last_activity - self._saved
        is_due = is_leaving or age >= _SAVE_SECONDS
        if is_due and self._store.save_visit(self.last_activity, self._clock()):
            self._saved = self.last_activity

    def _load_late(self) -> bool:
        """Load the last visits, whose file was locked; return whether that was possible.

        Without them, what is new is not known, and the time of this visit must not replace them.
        """
        self._is_known = self._load()
        if self._is_known:
            if self._has_loaded:
                self._add_unvisited()
                self.new = paths_after_visits(self._times, self._ends)
            self._on_change()
        return self._is_known
