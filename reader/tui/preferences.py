"""The effective settings: those that were loaded, with the choices made in the app since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.settings import MEASURES, LoadedSettings, Settings, save_settings


class Preferences:
    """Holds the effective settings, and saves choices made in the app.

    Args:
        loaded: The settings, and where each comes from.
        state_folder: Where choices are saved; None for the platform's folder.
    """

    def __init__(self, loaded: LoadedSettings, state_folder: Path | None = None) -> None:
        self.loaded = loaded
        self.settings = loaded.settings
        self.state_folder = state_folder
        # Only choices are saved: a value of config.toml must not outlive its line there.
        self._choices = {name: getattr(loaded.settings, name) for name in loaded.chosen}

    def change_measure(self, cells: int) -> int:
        """Make lines of articles longer or shorter by some cells; return their new length."""
        measure = min(max(self.settings.measure + cells, MEASURES[0]), MEASURES[-1])
        self.change(measure=measure)
        return measure

    def change(self, **choices: Any) -> None:
        """Change some settings and save them for the next start, now and not at the exit."""
        changed = replace(self.settings, **choices)
        if changed != self.settings:
            self.settings = changed
            self._choices.update(choices)
            save_settings(Settings(**self._choices), self.state_folder)

    def save(self) -> None:
        """Save the choices, also if there are none: the next start is not the first one."""
        save_settings(Settings(**self._choices), self.state_folder)

    def use_searches(self, searches: Mapping[str, str]) -> None:
        """Use other saved searches, which config.toml has already: texts by name."""
        self.settings = replace(self.settings, searches=searches)
