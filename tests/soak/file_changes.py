"""Random changes of the posts in a folder, as editors, sync clients and people make them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from .posts import random_post

_MAX_DELAY = 40
"""Events between the two parts of a change, such as the loss of a folder and its return."""


class FileChanges:
    """Changes the files of a folder. The same numbers give the same changes.

    Args:
        folder: The folder of posts, which has subfolders.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._subfolders = sorted(path for path in folder.iterdir() if path.is_dir())
        self._is_away = False
        """Whether a folder is away: one at a time, so that each can return."""
        self._pending: list[tuple[int, Callable[[], object]]] = []
        """Second parts of changes, each with the number of steps until then."""

    def make(self, change: str, number: int) -> None:
        """Make a change, or its first part.

        Args:
            change: One of `FILE_CHANGES`.
            number: Determines the file and what becomes of it.
        """
        rng = Random(number)
        paths = sorted(self._folder.rglob("*.md"))
        if paths:
            _CHANGES[change](self, rng.choice(paths), rng)

    def step(self) -> None:
        """Make the second parts of changes that are due: call it after each event."""
        self._pending = [(steps - 1, finish) for steps, finish in self._pending]
        for steps, finish in self._pending:
            if steps <= 0:
                finish()
        self._pending = [(steps, finish) for steps, finish in self._pending if steps > 0]

    def finish(self) -> None:
        """Make the second parts of all changes, in the order of the first ones."""
        for _, finish in self._pending:
            finish()
        self._pending.clear()

    def _later(self, rng: Random, finish: Callable[[], object]) -> None:
        self._pending.append((rng.randint(1, _MAX_DELAY), finish))

    def _write(self, path: Path, rng: Random) -> None:
        path.write_text(random_post(rng), "utf-8")

    def _add(self, path: Path, rng: Random) -> None:
        path.with_name(f"new-{rng.randrange(1_000)}.md").write_text(random_post(rng), "utf-8")

    def _rename(self, path: Path, rng: Random) -> None:
        path.rename(path.with_name(f"renamed-{rng.randrange(1_000)}.md"))

    def _delete(self, path: Path, _rng: Random) -> None:
        path.unlink()

    def _save_with_backup(self, path: Path, rng: Random) -> None:
        """Rename the file, write it anew and delete the old one, as some editors do."""
        backup, text = path.with_name(f"{path.name}~"), random_post(rng)
        path.rename(backup)

        def finish() -> None:
            if path.parent.is_dir():
                path.write_text(text, "utf-8")
            backup.unlink(missing_ok=True)

        self._later(rng, finish)

    def _replace(self, path: Path, rng: Random) -> None:
        """Write another file and rename it over the first one, as other editors do."""
        other = path.with_name(f".{path.name}.tmp")
        other.write_text(random_post(rng), "utf-8")
        other.replace(path)

    def _take_folder_away(self, _path: Path, rng: Random) -> None:
        if self._subfolders:
            self._move_away(rng.choice(self._subfolders), rng)

    def _take_all_away(self, _path: Path, rng: Random) -> None:
        self._move_away(self._folder, rng)

    def _move_away(self, folder: Path, rng: Random) -> None:
        """Rename a folder, as if its disk were unmounted, and bring it back later."""
        if self._is_away:
            return
        away = self._folder.with_name(f"away-{folder.name}")
        folder.rename(away)
        self._is_away = True

        def finish() -> None:
            away.rename(folder)
            self._is_away = False

        self._later(rng, finish)


_CHANGES: dict[str, Callable[[FileChanges, Path, Random], None]] = {
    "write": FileChanges._write,
    "add": FileChanges._add,
    "rename": FileChanges._rename,
    "delete": FileChanges._delete,
    "save with backup": FileChanges._save_with_backup,
    "replace": FileChanges._replace,
    "take folder away": FileChanges._take_folder_away,
    "take all away": FileChanges._take_all_away,
}
FILE_CHANGES = tuple(_CHANGES)
