"""What a caller of the public API may have to catch."""

from __future__ import annotations

from pathlib import Path


class ReaderError(Exception):
    """Root of every error that Broadsheet raises on purpose; its text is for a reader's eyes."""


class FolderError(ReaderError):
    """A folder that cannot be opened as a folder of posts.

    Attributes:
        path: The folder as the caller named it.
        reason: What is wrong, in plain words, without the path.
        remedy: What the reader can do about it.
    """

    def __init__(self, path: Path, reason: str, remedy: str) -> None:
        super().__init__(f"{path}: {reason}. {remedy}")
        self.path = path
        self.reason = reason
        self.remedy = remedy


class PostError(ReaderError):
    """A post whose file can no longer be read, so that there is no article to show."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
