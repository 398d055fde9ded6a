"""The settings that hold, each with where it comes from."""

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
    """Settings, and what is worth saying about them."""

    settings: Settings = field(default_factory=Settings)
    path: Path = field(default_factory=config_file)
    """The file that the reader writes them in; it need not be there."""
    lines: Mapping[str, int | None] = field(default_factory=dict)
    """What the file sets, and in which line."""
    chosen: frozenset[str] = frozenset()
    """What was chosen in the app."""
    problems: Sequence[ConfigProblem] = ()

    def source_for(self, name: str) -> str:
        """Where the value of a field comes from, in words."""
        if name in self.lines:
            line = self.lines[name]
            return str(self.path) if line is None else f"{self.path}:{line}"
        return "chosen in the app" if name in self.chosen else "default"


def load_settings(state: Path | None = None, config: Path | None = None) -> LoadedSettings:
    """Read what the reader wrote and chose.

    Args:
        state: The folder of what is remembered; the reader's own by default.
        config: The file of settings; the reader's own by default.
    """
    written: Config = load_config(config or config_file())
    chosen: dict[str, Any] = load_choices(state)
    values: dict[str, Any] = {**chosen, **written.values}
    if written.keys:
        values["keys"] = written.keys
    set_here = [*written.values, *(["keys"] if written.keys else [])]
    return LoadedSettings(
        Settings(**{it.name: values[it.name] for it in fields(Settings) if it.name in values}),
        written.path,
        {
            **{name: written.lines.get(name) for name in set_here},
            **{name: line for name, line in written.lines.items() if name.startswith("keys.")},
        },
        frozenset(chosen) - set(written.values),
        tuple(written.problems),
    )
