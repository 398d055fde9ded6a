"""The folder of the feeds: where it is, and whether it is among the open ones."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from reader.settings import SUBSCRIPTIONS_FILE, path_from_text
from reader.tui.preferences import Preferences


class FeedsFolder:
    """The folder that feeds are written to.

    Args:
        preferences: The settings, which name it.
        folders: The open folders.
    """

    def __init__(self, preferences: Preferences, folders: Sequence[Path]) -> None:
        self._preferences = preferences
        self._folders = folders

    @property
    def path(self) -> Path:
        """Absolute path of the folder, existing or not."""
        return path_from_text(self._preferences.settings.feeds_folder).absolute()

    @property
    def exists(self) -> bool:
        """Whether there are subscriptions."""
        return os.path.isfile(self.path / SUBSCRIPTIONS_FILE)

    @property
    def is_open(self) -> bool:
        """Whether posts that are written to the folder appear in the app."""
        path = Path(os.path.realpath(self.path))
        opened = [Path(os.path.realpath(folder)) for folder in self._folders]
        return any(path.is_relative_to(other) or other.is_relative_to(path) for other in opened)

    @property
    def can_be_fetched(self) -> bool:
        """Whether there are subscriptions, and their posts appear in the app."""
        return self.exists and self.is_open
