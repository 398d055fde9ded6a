"""Files of marks that could not be saved: written beside the database or wherever that is possible,
and loaded by the next start."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from reader.private_files import create_private_folder, open_private
from reader.store.marks_file import MarksError
from reader.store.saving.batch import FormerContent, MarkBatch
from reader.store.saving.document import MarksDocument, parse_marks, rescue_document

RESCUE_PREFIX = "broadsheet-unsaved-marks-"
"""Beginning of the names of files of marks that could not be saved."""
_MAX_BYTES = 256 * 1024 * 1024
"""Maximum size of a file that is loaded."""


class Unsaved(NamedTuple):
    """What is not saved."""

    batch: MarkBatch
    """The changes."""
    former: FormerContent
    """What the file of the marks had that was lost."""
    version: int
    """A number that grows with every change."""


class RescueFile:
    """The file with the unsaved changes of this process. It may be used from any thread.

    Args:
        database: The file of the marks.
        folders: Returns the folders to write to, in the order in which they are tried.
    """

    def __init__(self, database: Path, folders: Callable[[], Sequence[Path]]) -> None:
        self._database = database
        self._folders = folders
        self._name = f"{RESCUE_PREFIX}{os.getpid()}-{os.urandom(4).hex()}.json"
        self._lock = Lock()
        self._version = 0
        """The version of what the file has."""
        self.path: Path | None = None
        """The file, if it is written and complete."""

    def write(self, unsaved: Unsaved, *, is_prompt: bool = False) -> None:
        """Write unsaved changes to the first folder where that is possible, if to any.

        Args:
            unsaved: The changes. They are ignored if the file has a later version.
            is_prompt: Whether a key waits for it. Then the file survives the end of the process,
                but not a power cut, and nothing is done while another thread writes it.
        """
        if not self._lock.acquire(blocking=not is_prompt):
            return
        try:
            is_there = self.path is not None and os.path.exists(self.path)
            if unsaved.version > self._version or not is_there:
                self._write(unsaved, is_synced=not is_prompt)
        finally:
            self._lock.release()

    def _write(self, unsaved: Unsaved, *, is_synced: bool) -> None:
        document = rescue_document(self._database, unsaved.batch, unsaved.former)
        text = json.dumps(document, indent=1)
        former_path, self.path = self.path, None
        for folder in self._folders():
            with suppress(OSError):
                _write_new(folder, self._name, text, is_synced=is_synced)
                self.path, self._version = folder / self._name, unsaved.version
                break
        if former_path is not None and former_path != self.path:
            with suppress(OSError):
                former_path.unlink(missing_ok=True)

    def delete(self, version: int) -> None:
        """Delete the file if all of it is saved.

        Args:
            version: The version of the changes that are saved.
        """
        with self._lock:
            if self.path is not None and version >= self._version:
                with suppress(OSError):
                    self.path.unlink(missing_ok=True)
                self.path = None

    def find_others(self) -> Rescued:
        """Load the files that other runs have left for the same file of marks."""
        found = Rescued()
        for path in self._others():
            try:
                value = json.loads(path.read_bytes())
                if isinstance(value, dict) and value.get("database") == str(self._database):
                    found.add(path, parse_marks(value))
            except (OSError, ValueError, RecursionError, MarksError) as error:
                reason = error.strerror if isinstance(error, OSError) else error
                found.problems.append(
                    f"{path} has marks that were not saved, and cannot be read ({reason})."
                    " Repair or delete it."
                )
        return found

    def _others(self) -> Iterator[Path]:
        """Yield the files of other runs, the oldest first."""
        found: list[tuple[float, str]] = []
        for folder in dict.fromkeys(self._folders()):
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    is_other = entry.name.startswith(RESCUE_PREFIX) and entry.name != self._name
                    if is_other and entry.name.endswith(".json") and _is_ours(entry):
                        found.append((entry.stat().st_mtime, entry.path))
        return (Path(path) for _, path in sorted(found))


def _write_new(folder: Path, name: str, text: str, *, is_synced: bool) -> None:
    """Write a file in one step that only its owner can read."""
    create_private_folder(folder)
    unfinished = folder / f".{name}"
    try:
        with open(unfinished, "x", encoding="utf-8", opener=open_private) as file:
            file.write(text)
            if is_synced:
                file.flush()
                os.fsync(file.fileno())
        unfinished.replace(folder / name)
    finally:
        unfinished.unlink(missing_ok=True)


def _is_ours(entry: os.DirEntry[str]) -> bool:
    """Return whether a file was written by this user: others can write to the temporary folder."""
    status = entry.stat(follow_symlinks=False)
    is_own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return stat.S_ISREG(status.st_mode) and is_own and status.st_size <= _MAX_BYTES


class Rescued:
    """What was found in the files of other runs."""

    def __init__(self) -> None:
        self.batch = MarkBatch()
        """Their changes, those of the oldest file first."""
        self.former = FormerContent()
        """What their file of marks had that was lost."""
        self.paths: list[Path] = []
        """The files. They are to be deleted when their content is saved."""
        self.problems: list[str] = []
        """Messages about files that cannot be read."""

    def add(self, path: Path, document: MarksDocument) -> None:
        """Add the content of a file."""
        self.paths.append(path)
        self.batch.update(document.changes)
        self.former = self.former.joined(document.former)
