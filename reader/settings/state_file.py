"""What the app remembers by itself: what was chosen in it of theme, text measure and panes."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from reader.settings.model import MEASURES, WIDTHS, Settings
from reader.settings.paths import state_folder

_FILE = "settings.json"
_NUMBERS = {"measure": MEASURES, "sidebar_width": WIDTHS, "list_width": WIDTHS}
"""The numbers that are chosen in the app."""


def load_choices(folder: Path | None = None) -> dict[str, object]:
    """What was remembered last, by field; less where what is found cannot be used."""
    try:
        kept = json.loads(((folder or state_folder()) / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    found: dict[str, object] = {}
    if isinstance(kept.get("theme"), str):
        found["theme"] = kept["theme"]
    for name, numbers in _NUMBERS.items():
        if type(kept.get(name)) is int and kept[name] in numbers:
            found[name] = kept[name]
    return found


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Write what is remembered whole or not at all; a folder that cannot be written is let be."""
    folder = folder or state_folder()
    chosen = {name: getattr(settings, name) for name in ("theme", *_NUMBERS)}
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        _write_whole(folder / _FILE, json.dumps(chosen, indent=2) + "\n")


def _write_whole(path: Path, text: str) -> None:
    """Replace the file in one step, so that a crash leaves the old one or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
