"""Where each system keeps what is ours: one function a place."""

# platformdirs is imported late: only the way in and the way out of the app ask for a place.

from __future__ import annotations

from pathlib import Path


def config_file() -> Path:
    """The file in which the reader writes settings, such as ~/.config/broadsheet/config.toml."""
    from platformdirs import user_config_path

    return user_config_path("broadsheet", appauthor=False) / "config.toml"


def state_folder() -> Path:
    """Where what the app remembers by itself is kept, such as ~/.local/state/broadsheet."""
    from platformdirs import user_state_path

    return user_state_path("broadsheet", appauthor=False)


def data_folder() -> Path:
    """Where what the reader made and cannot be made anew is kept, such as
    ~/.local/share/broadsheet."""
    from platformdirs import user_data_path

    return user_data_path("broadsheet", appauthor=False)


def cache_folder() -> Path:
    """Where what can be made anew at any time is kept, such as ~/.cache/broadsheet."""
    from platformdirs import user_cache_path

    return user_cache_path("broadsheet", appauthor=False)
