"""The effective settings: those that were loaded, with the choices made in the app since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.settings import MEASURES, LoadedSettings, Settings, save_settings, state_folder


class Preferences:
    """Holds the effective settings, and saves choices made in the app.

    Args:
        loaded: The settings, and where each comes from.
        folder: Where choices are saved; None for the platform's folder.
    """

    def __init__(self, loaded: LoadedSettings, folder: Path | None = None) -> None:
        self.loaded = loaded
        self.settings = loaded.settings
        self.state_folder = folder
        self.report: Callable[[str], object] = lambda _: None
        """Called with a message for the person if a choice cannot be saved."""
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
            self.save()

    def save(self) -> None:
        """Save the choices, also if there are none: the next start is not the first one."""
        try:
            save_settings(Settings(**self._choices), self.state_folder)
        except OSError as error:
            folder = self.state_folder or state_folder()
            self.report(
                f"The setting is changed until you quit, but cannot be saved in {folder}"
                f" ({error.strerror or error}). Make this a folder that you can write to, and"
                " change the setting again."
            )

    def use_searches(self, searches: Mapping[str, str]) -> None:
        """Use other saved searches, which config.toml has already: texts by name."""
        self.settings = replace(self.settings, searches=searches)
