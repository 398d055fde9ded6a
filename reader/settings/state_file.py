"""The settings that the user chooses in the app: theme, text measure and pane widths."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from reader.settings.atomic import write_atomically
from reader.settings.model import MEASURES, WIDTHS, Settings
from reader.settings.paths import state_folder

_FILE = "settings.json"
_NUMBERS = {"measure": MEASURES, "sidebar_width": WIDTHS, "list_width": WIDTHS}
"""The numeric settings in the file, with their valid values."""


def load_choices(folder: Path | None = None) -> dict[str, object]:
    """Load the saved choices by the names of the fields of `Settings`.

    A missing or damaged file and invalid values are ignored.

    Args:
        folder: The state folder; by default that of the user.
    """
    try:
        saved = json.loads(((folder or state_folder()) / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(saved, dict):
        return {}
    choices: dict[str, object] = {}
    if isinstance(saved.get("theme"), str):
        choices["theme"] = saved["theme"]
    for name, numbers in _NUMBERS.items():
        if type(saved.get(name)) is int and saved[name] in numbers:
            choices[name] = saved[name]
    return choices


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Save the settings that can be chosen in the app. An unwritable folder is ignored.

    Args:
        settings: The settings; only the choices are saved.
        folder: The state folder; by default that of the user.
    """
    folder = folder or state_folder()
    choices = {name: getattr(settings, name) for name in ("theme", *_NUMBERS)}
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / _FILE, json.dumps(choices, indent=2) + "\n")
