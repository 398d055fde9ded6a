"""Where each system keeps what is ours, and what the reader chose there.

For now that is what the app itself remembers: the theme and the text measure. A file that is
missing, cut off or edited into nonsense counts as no choice at all: a reader is never kept from
the news by a settings file.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

MEASURES = range(48, 81, 4)
"""The text measures to choose from, in cells."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reader chose; every field has a default that suits most."""

    theme: str | None = None
    """Name of a theme; None leaves it to the app, which looks at the terminal."""
    measure: int = 76
    """Longest line of an article, in cells, one of `MEASURES`."""


def state_folder() -> Path:
    """Where what the app remembers by itself is kept, such as ~/.local/state/broadsheet."""
    # Late: only the way in and the way out of the app ask for it.
    from platformdirs import user_state_path

    return user_state_path("broadsheet", appauthor=False)


def data_folder() -> Path:
    """Where what the reader made and cannot be made anew is kept, such as
    ~/.local/share/broadsheet."""
    from platformdirs import user_data_path  # late, as above

    return user_data_path("broadsheet", appauthor=False)


def cache_folder() -> Path:
    """Where what can be made anew at any time is kept, such as ~/.cache/broadsheet."""
    from platformdirs import user_cache_path  # late, as above

    return user_cache_path("broadsheet", appauthor=False)


def load_settings(folder: Path | None = None) -> Settings:
    """What was remembered last; the defaults where nothing usable is found."""
    path = (folder or state_folder()) / "settings.json"
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _settings_of(kept) if isinstance(kept, dict) else Settings()


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Write the settings whole or not at all; a folder that cannot be written is let be."""
    folder = folder or state_folder()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        _write_whole(folder / "settings.json", json.dumps(asdict(settings), indent=2) + "\n")


def _settings_of(kept: Mapping[str, object]) -> Settings:
    defaults = Settings()
    theme, measure = kept.get("theme"), kept.get("measure")
    return Settings(
        theme=theme if isinstance(theme, str) else defaults.theme,
        measure=measure if isinstance(measure, int) and measure in MEASURES else defaults.measure,
    )


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
