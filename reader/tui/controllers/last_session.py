"""The state of the last session: saved while the person reads, restored at the next start."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from reader.posts.catalogue import Catalogue, Preview
from reader.posts.facets import Facet
from reader.posts.post import Post
from reader.store.marks import Marks
from reader.tui.controllers.read_marks import FINISHED

SavedValue: TypeAlias = tuple[str, str]
"""A facet value: the value of its `Facet`, and its name."""

_FACETS = frozenset(facet.value for facet in Facet)
_FORMER_KINDS = {"named": Facet.CATEGORY, "featured": Facet.VIEW}
"""Facets of what was saved before there were facets, by its kind. All posts have the kind `all`."""


@dataclass(frozen=True, slots=True)
class LastSession:
    """What was selected in the open folders, and when."""

    chips: tuple[SavedValue, ...]
    """The values that were selected."""
    value: SavedValue | None
    """The value that was under the sidebar's cursor without being a chip, if any."""
    path: str
    """The post under the list's cursor."""
    is_reading: bool
    """Whether the article was in focus."""
    time: str = ""
    """When the person was last seen, as local time in ISO 8601 without an offset."""
    expanded: tuple[str, ...] | None = None
    """The expanded sections of the sidebar, as values of `Facet`; None if they were not changed."""


def parse_last_session(text: str | None) -> LastSession | None:
    """Return the saved session; None if there is none, or if it is invalid."""
    try:
        saved = json.loads(text or "")
    except (ValueError, RecursionError):
        return None
    match saved:
        case {"path": str(path), "is_reading": bool(is_reading), "time": str(time)}:
            if not _is_local_time(time):
                return None
            former = _former_value(saved.get("kind"), saved.get("category"))
            value = _saved_value(saved.get("value")) or former
            return LastSession(
                tuple(filter(None, map(_saved_value, _list(saved.get("chips"))))),
                value,
                path,
                is_reading,
                time,
                _saved_expanded(saved.get("expanded")),
            )
    return None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _saved_value(saved: object) -> SavedValue | None:
    match saved:
        case [str(facet), str(name)] if facet in _FACETS:
            return facet, name
    return None


def _former_value(kind: object, name: object) -> SavedValue | None:
    facet = _FORMER_KINDS.get(kind) if isinstance(kind, str) else None
    return None if facet is None or not isinstance(name, str) else (facet.value, name)


def _saved_expanded(saved: object) -> tuple[str, ...] | None:
    names = tuple(name for name in _list(saved) if isinstance(name, str) and name in _FACETS)
    return names if isinstance(saved, list) else None


def _is_local_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is None
    except ValueError:
        return False


class SessionKeeper:
    """Saves the current session, and restores the last one or offers to continue its article.

    A session that ended some hours ago is not restored, because other posts may be more important
    by now. If an article was being read in it, the list offers to continue that. No other session
    is saved until the offer is taken or something else is read, so that the next start has it too.

    Args:
        marks: The database that sessions are saved in.
        folders: The open folders: each set of folders has a session of its own.
        hours: How long a session is restored after its end; 0 to restore none.
        last_activity: Returns when the person was last seen, in seconds since 1970; at the start,
            that is the current time.
    """

    def __init__(
        self,
        marks: Marks,
        folders: Sequence[Path],
        hours: float,
        last_activity: Callable[[], float],
    ) -> None:
        self._marks = marks
        self._folders = folders
        self._last_activity = last_activity
        self._hours = hours
        self._last: LastSession | None = None
        self._saved: LastSession | None = None
        self._is_pending = False
        self._unfinished: LastSession | None = None
        self._load()

    def _load(self) -> None:
        self._is_known = not self._marks.store.is_unreadable
        self._last = parse_last_session(self._marks.last_session(self._folders))
        self._saved = self._last
        if self._last is not None:
            age = self._last_activity() - datetime.fromisoformat(self._last.time).timestamp()
            self._is_pending = age < self._hours * 3_600
            if not self._is_pending and self._last.is_reading:
                self._unfinished = self._last

    def load_late(self) -> bool:
        """Load the last session if the database was locked at the start.

        Returns:
            Whether there may be a session to restore now.
        """
        if self._is_known or self._marks.store.is_unreadable:
            return False
        self._load()
        return self._last is not None

    def cancel(self) -> None:
        """Do not restore the last session, because something else was asked for."""
        self._is_pending = False

    def article_to_continue(self, catalogue: Catalogue) -> Post | None:
        """Return the post whose article the list offers to continue; None if there is none.

        There is none if the article was finished, or if its post is gone or hidden.
        """
        if self._unfinished is None:
            return None
        post = catalogue.get_by_path(self._unfinished.path)
        if post is None or post.hidden is not None:
            return None
        return None if self._marks.mark_for(post).progress == FINISHED else post

    def take_offer(self) -> LastSession | None:
        """Return the session whose article is to be continued, and offer it no longer."""
        session, self._unfinished = self._unfinished, None
        return session

    def to_restore(
        self, catalogue: Catalogue, *, is_loading: bool, is_untouched: bool
    ) -> LastSession | None:
        """Return the session to restore now. It is returned once.

        Args:
            catalogue: The posts so far.
            is_loading: Whether more may follow, so that a missing post is waited for.
            is_untouched: Whether the person has not moved yet; otherwise nothing is restored.
        """
        if not self._is_pending or self._last is None:
            return None
        if is_untouched:
            is_missing = catalogue.get_by_path(self._last.path) is None
            if isinstance(catalogue, Preview) or (is_missing and is_loading):
                return None
        self._is_pending = False
        return self._last if is_untouched else None

    def save(self, here: LastSession | None, *, is_leaving: bool) -> None:
        """Save the session if it changed, or if the app is closing.

        Args:
            here: The session without its time; None if there is nothing to return to.
            is_leaving: Whether the app is closing.
        """
        # The last session must not be replaced before it was loaded.
        if here is None or self._is_pending or not self._is_known:
            return
        is_offered = self._unfinished is not None and self._saved is self._last
        if is_offered and not here.is_reading:
            return
        if not is_leaving and self._saved is not None and here == replace(self._saved, time=""):
            return
        time = datetime.fromtimestamp(self._last_activity()).isoformat(timespec="seconds")
        self._saved = replace(here, time=time)
        self._marks.set_last_session(self._folders, json.dumps(asdict(self._saved)))
