"""What the user chooses in the app: settings, and the recent choices of the palette."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from enum import Enum
from pathlib import Path

from reader.posts.files import load_whole
from reader.private_files import create_private_folder
from reader.settings.atomic import write_atomically
from reader.settings.model import Settings
from reader.settings.options import OPTIONS, InvalidValue
from reader.settings.paths import state_folder

_FILE = "settings.json"
_RECENT_FILE = "recent.json"
MAX_RECENT = 50
"""Maximum number of recent choices that are saved."""
CHOICES = (
    "theme",
    "measure",
    "sidebar_width",
    "list_width",
    "images",
    "remote_images",
    "dates",
    "front_page",
    "pin_panes",
    "folders",
    "feeds_folder",
)
"""Names of the settings that can be changed in the app."""


def load_choices(folder: Path | None = None) -> dict[str, object]:
    """Load the saved choices by the names of the fields of `Settings`.

    A missing or damaged file and invalid values are ignored.

    Args:
        folder: The state folder; by default that of the user.
    """
    saved = _load(_FILE, folder)
    choices: dict[str, object] = {}
    for option in OPTIONS:
        if option.name in CHOICES and isinstance(saved, dict) and option.name in saved:
            with suppress(InvalidValue):
                choices[option.name] = option.parse(saved[option.name])
    return choices


def has_choices(folder: Path | None = None) -> bool:
    """Return whether choices were ever saved, be they the defaults.

    Args:
        folder: The state folder; by default that of the user.
    """
    state = folder or state_folder()
    return any(os.path.exists(state / name) for name in (_FILE, _RECENT_FILE))


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Save the settings that can be chosen in the app.

    Args:
        settings: The settings; only the choices that are not the default are saved.
        folder: The state folder; by default that of the user.

    Raises:
        OSError: They cannot be saved.
    """
    default = Settings()
    values = {name: getattr(settings, name) for name in CHOICES}
    choices = {
        name: value.value if isinstance(value, Enum) else value
        for name, value in values.items()
        if value != getattr(default, name)
    }
    _save(_FILE, choices, folder)


def load_recent(folder: Path | None = None) -> list[str]:
    """Load the recent choices of the palette, the latest first, as they were saved.

    Args:
        folder: The state folder; by default that of the user.
    """
    saved = _load(_RECENT_FILE, folder)
    names = saved if isinstance(saved, list) else []
    return [name for name in names if isinstance(name, str)][:MAX_RECENT]


def save_recent(names: Sequence[str], folder: Path | None = None) -> None:
    """Save the first `MAX_RECENT` recent choices. An unwritable folder is ignored.

    Args:
        names: The names of the choices, the latest first.
        folder: The state folder; by default that of the user.
    """
    with suppress(OSError):
        _save(_RECENT_FILE, list(names[:MAX_RECENT]), folder)


def _load(name: str, folder: Path | None) -> object:
    try:
        return json.loads(load_whole((folder or state_folder()) / name))
    except (OSError, ValueError, RecursionError):  # the last for very many brackets
        return None


def _save(name: str, value: object, folder: Path | None) -> None:
    folder = folder or state_folder()
    create_private_folder(folder)
    write_atomically(folder / name, json.dumps(value, indent=2) + "\n")
