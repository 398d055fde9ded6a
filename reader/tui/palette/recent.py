"""The recent choices of the palette, which it lists first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.settings import load_recent, save_recent


class RecentEntries:
    """Remembers what was chosen, for all folders of the user.

    Args:
        folder: The state folder; None for the platform's.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def load(self) -> Sequence[str]:
        """Return the keys of the recent entries, the latest first."""
        return load_recent(self._folder)

    def use(self, key: str) -> None:
        """Remember that an entry was chosen."""
        # Loaded again, because another Broadsheet may have added some.
        others = [other for other in self.load() if other != key]
        save_recent([key, *others], self._folder)
