"""The file at a path, which is opened when it is needed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from reader.posts.loading.file_id import FileId, file_id
from reader.store.marks_file import connect_marks, connect_unwritable
from reader.store.saving.batch import FormerContent, FormerMark
from reader.store.saving.open_file import OpenFile


class FileAtPath:
    """Holds the file of the marks open, and notices if another one, or none, is at its path.

    Args:
        path: The file.
        lock_timeout: Seconds to wait while another process writes.
    """

    def __init__(self, path: Path, lock_timeout: float) -> None:
        self.path = path
        self._lock_timeout = lock_timeout
        self.opened: OpenFile | None = None
        """The file, if it is open."""
        self.written: FileId | None = None
        """The file that was written last, also when it is closed."""

    @property
    def is_lost(self) -> bool:
        """Whether the file that was written last is no longer at the path."""
        if self.opened is not None:
            return not self.opened.is_current
        return self.written is not None and self.written != file_id(self.path)

    def open(self) -> OpenFile:
        """Return the file, which is created with its folder if there is none.

        Raises:
            MarksError: A newer version of Broadsheet created the file.
            sqlite3.Error, OSError: The file cannot be opened or created, or it is damaged.
        """
        if self.opened is None:
            self.opened = OpenFile(self.path, connect_marks(self.path, self._lock_timeout))
            self.written = self.opened.id
        return self.opened

    def load_unwritable(self) -> Sequence[FormerMark] | None:
        """Return all marks of a file where nothing can be written; None if that is not possible."""
        with suppress(sqlite3.Error, OSError):
            connection = connect_unwritable(self.path)
            with closing(OpenFile(self.path, connection)) as file:
                return file.load(is_repeated=False)
        return None

    def give_up(self) -> FormerContent:
        """Close a file that was deleted, replaced or damaged, and return what can be read of it."""
        content = FormerContent() if self.opened is None else self.opened.content()
        self.close()
        self.written = None
        return content

    def close(self, *, is_final: bool = False) -> None:
        """Close the file, if it is open.

        Args:
            is_final: As that of `OpenFile.close`.
        """
        if self.opened is not None:
            self.opened.close(is_final=is_final)
            self.opened = None
