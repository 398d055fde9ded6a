"""A model of the marks: what should be saved after the commands that a person has given.

The recorded program appends each command to a journal, as a line of JSON: see `recorded_marks`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

MAX_UNDO = 100
"""Changes that the program can undo, as the README says."""


@dataclass(frozen=True, slots=True)
class State:
    """The marks of a post. `later` is a number by which the posts of Later are sorted."""

    is_read: bool = False
    is_starred: bool = False
    later: int | None = None


NO_STATE = State()


class MarksModel:
    """What a person has marked, by path, computed from the journal of their commands."""

    def __init__(self) -> None:
        self._states: dict[str, State] = {}
        self._undo: list[dict[str, State]] = []
        """For each change, the posts that it changed with their former states."""

    def apply(self, entry: dict[str, Any]) -> None:
        """Carry out one command: an entry with the name of the command and its arguments."""
        getattr(self, f"_on_{entry['command']}")(**entry["arguments"])

    @property
    def read(self) -> set[str]:
        """Paths of the posts that are read."""
        return {path for path, state in self._states.items() if state.is_read}

    @property
    def starred(self) -> set[str]:
        """Paths of the posts that are starred."""
        return {path for path, state in self._states.items() if state.is_starred}

    @property
    def later(self) -> list[str]:
        """Paths of the posts of Later, in their order."""
        places = {path: state.later for path, state in self._states.items() if state.later}
        return sorted(places, key=lambda path: (places[path] or 0, path))

    def _state(self, path: str) -> State:
        return self._states.get(path, NO_STATE)

    def _change(self, paths: Iterable[str], change: Callable[[State], State]) -> None:
        new = {path: change(self._state(path)) for path in paths}
        former = {path: self._state(path) for path in new if new[path] != self._state(path)}
        if former:
            self._undo = [*self._undo, former][-MAX_UNDO:]
            self._states.update(new)

    # The commands.

    def _on_start(self) -> None:
        self._undo.clear()

    def _on_mark_read(self, paths: list[str]) -> None:
        self._change(paths, lambda state: replace(state, is_read=True))

    def _on_toggle_read(self, paths: list[str]) -> None:
        is_read = not all(self._state(path).is_read for path in paths)
        self._change(paths, lambda state: replace(state, is_read=is_read))

    def _on_toggle_star(self, paths: list[str]) -> None:
        is_starred = not all(self._state(path).is_starred for path in paths)
        self._change(paths, lambda state: replace(state, is_starred=is_starred))

    def _on_add_to_later(self, paths: list[str]) -> None:
        last = max((state.later or 0 for state in self._states.values()), default=0)
        new = [path for path in paths if self._state(path).later is None]
        places = {path: last + number for number, path in enumerate(new, 1)}
        changes = iter(new)
        self._change(new, lambda state: replace(state, later=places[next(changes)]))

    def _on_remove_from_later(self, paths: list[str]) -> None:
        self._change(paths, lambda state: replace(state, later=None))

    def _on_order_later(self, paths: list[str]) -> None:
        free: list[int] = []
        for place in sorted(self._state(path).later or 0 for path in paths):
            free.append(max(place, free[-1] + 1) if free else max(place, 1))
        places = iter(free)
        self._change(paths, lambda state: replace(state, later=next(places)))

    def _on_finish(self, paths: list[str]) -> None:
        self._change(paths, lambda state: replace(state, is_read=True, later=None))

    def _on_undo(self) -> None:
        if self._undo:
            self._states.update(self._undo.pop())

    def _on_adopt(self, states: dict[str, list[Any]]) -> None:
        """Take over the marks of posts that were renamed; the program decides which these are."""
        self._states.update({path: State(*values) for path, values in states.items()})


class Journal:
    """The commands that the recorded program has written down.

    Args:
        path: The file, which the program creates.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._offset = 0
        self.model = MarksModel()
        self.commands = 0
        """Number of commands."""

    def read(self) -> None:
        """Carry out the new commands in the model."""
        with self.path.open(encoding="utf-8") as file:
            file.seek(self._offset)
            for line in file:
                self.model.apply(json.loads(line))
                self.commands += 1
            self._offset = file.tell()

    def differences(self, marks: Path) -> list[str]:
        """Return how the saved marks differ from those of the model, in words.

        Args:
            marks: The database of the program, which must have ended.
        """
        self.read()
        read, starred, later = _saved_marks(marks)
        model = self.model
        return [
            f"{name}: {len(saved)} are saved, {len(expected)} are expected, {detail}"
            for name, saved, expected, detail in (
                ("read", read, model.read, _difference(read, model.read)),
                ("starred", starred, model.starred, _difference(starred, model.starred)),
                ("later", later, model.later, _difference(set(later), set(model.later))),
            )
            if saved != expected
        ]


def _saved_marks(path: Path) -> tuple[set[str], set[str], list[str]]:
    """Return the paths of the posts that are read, starred, and in Later in their order."""
    if not path.exists():
        return set(), set(), []
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT path, is_read, is_starred, later FROM marks").fetchall()
    decoded = [(path.decode(), *marks) for path, *marks in rows]
    later = sorted((place, path) for path, _, _, place in decoded if place is not None)
    return (
        {path for path, is_read, *_ in decoded if is_read},
        {path for path, _, is_starred, _ in decoded if is_starred},
        [path for _, path in later],
    )


def _difference(saved: set[str], expected: set[str]) -> str:
    missing, other = sorted(expected - saved)[:3], sorted(saved - expected)[:3]
    return f"missing {missing}, not expected {other}"
