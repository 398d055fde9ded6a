"""The effective settings, each with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from reader.settings.config_file import Config, ConfigProblem, load_config
from reader.settings.model import Settings
from reader.settings.paths import config_file
from reader.settings.state_file import load_choices


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The effective settings, their sources, and the problems of config.toml."""

    settings: Settings = field(default_factory=Settings)
    path: Path = field(default_factory=config_file)
    """Path of config.toml, which may not exist."""
    lines: Mapping[str, int | None] = field(default_factory=dict)
    """Line of each setting in config.toml, counted from 1; None if the line is unknown."""
    chosen: frozenset[str] = frozenset()
    """Names of the settings that were chosen in the app."""
    problems: Sequence[ConfigProblem] = ()

    def source_for(self, name: str) -> str:
        """Return where the value of a setting comes from: a file and line, or a phrase.

        Args:
            name: The name of a field of `Settings`, or `keys.` and the id of a command, or
                `searches.` and the name of a search.
        """
        if name in self.lines:
            line = self.lines[name]
            return str(self.path) if line is None else f"{self.path}:{line}"
        return "chosen in the app" if name in self.chosen else "default"


def load_settings(state: Path | None = None, config: Path | None = None) -> LoadedSettings:
    """Load config.toml and what was chosen in the app; the file takes precedence.

    Args:
        state: The state folder; by default that of the user.
        config: The path of config.toml; by default that of the user.
    """
    written: Config = load_config(config or config_file())
    chosen: dict[str, Any] = load_choices(state)
    values: dict[str, Any] = {**chosen, **written.values}
    tables = {"keys": written.keys, "searches": written.searches}
    values.update({name: table for name, table in tables.items() if table})
    names = [*written.values, *(name for name, table in tables.items() if table)]
    return LoadedSettings(
        Settings(
            **{
                setting.name: values[setting.name]
                for setting in fields(Settings)
                if setting.name in values
            }
        ),
        written.path,
        {
            **{name: written.lines.get(name) for name in names},
            **{
                name: line
                for name, line in written.lines.items()
                if name.startswith(("keys.", "searches."))
            },
        },
        frozenset(chosen) - set(written.values),
        tuple(written.problems),
    )
