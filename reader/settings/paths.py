"""Paths of the files and folders that each system reserves for an application.

They are what platformdirs returns, on Linux those of the XDG Base Directory Specification:
https://specifications.freedesktop.org/basedir-spec/latest/
"""

# platformdirs is imported late: most of the program needs no path.

from __future__ import annotations

from pathlib import Path


def config_file() -> Path:
    """Return the path of the user's settings, such as ~/.config/broadsheet/config.toml."""
    from platformdirs import user_config_path

    return user_config_path("broadsheet", appauthor=False) / "config.toml"


def state_folder() -> Path:
    """Return the folder of choices made in the app, such as ~/.local/state/broadsheet."""
    from platformdirs import user_state_path

    return user_state_path("broadsheet", appauthor=False)


def data_folder() -> Path:
    """Return the folder of the user's data, such as ~/.local/share/broadsheet.

    Its files cannot be rebuilt.
    """
    from platformdirs import user_data_path

    return user_data_path("broadsheet", appauthor=False)


def cache_folder() -> Path:
    """Return the folder of files that can be rebuilt at any time, such as ~/.cache/broadsheet."""
    from platformdirs import user_cache_path

    return user_cache_path("broadsheet", appauthor=False)
