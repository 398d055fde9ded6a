"""What the app remembers by itself: the theme and the text measure that were chosen in it."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from reader.settings.model import MEASURES, Settings
from reader.settings.places import state_folder

_FILE = "settings.json"


def remembered(folder: Path | None = None) -> dict[str, object]:
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
    if type(kept.get("measure")) is int and kept["measure"] in MEASURES:
        found["measure"] = kept["measure"]
    return found


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Write what is remembered whole or not at all; a folder that cannot be written is let be."""
    folder = folder or state_folder()
    chosen = {"theme": settings.theme, "measure": settings.measure}
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
