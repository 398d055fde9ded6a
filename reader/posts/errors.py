"""Errors that the public API raises."""

from __future__ import annotations

from pathlib import Path


class ReaderError(Exception):
    """Base class of all errors that Broadsheet raises. The text is shown to the user."""


class FolderError(ReaderError):
    """Raised when a folder cannot be opened.

    Attributes:
        path: The folder as the caller gave it.
        reason: What is wrong, without the path.
        remedy: What the user can do about it, as a sentence.
    """

    def __init__(self, path: Path, reason: str, remedy: str) -> None:
        super().__init__(f"{path}: {reason}. {remedy}")
        self.path = path
        self.reason = reason
        self.remedy = remedy


class PostError(ReaderError):
    """Raised when the file of a post cannot be read.

    Attributes:
        path: The file, as an absolute path.
        reason: What is wrong, without the path.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
