"""Paths of the files and folders that each system reserves for an application.

They are what platformdirs returns, on Linux those of the XDG Base Directory Specification:
https://specifications.freedesktop.org/basedir-spec/latest/
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs.api import PlatformDirsABC
_VARIABLES = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
"""Environment variables that may name the folders, by full paths."""


def path_from_text(text: str) -> Path:
    """Return a path that a person wrote, with `~` replaced by the home folder.

    A user that does not exist, as in `~nobody/news`, is left as it is: there is no such folder,
    which whoever opens it reports.
    """
    return Path(os.path.expanduser(text))  # noqa: PTH111 - Path.expanduser() raises


def config_file() -> Path:
    """Return the path of the user's settings, such as ~/.config/broadsheet/config.toml."""
    return _platform_folders().user_config_path / "config.toml"


def state_folder() -> Path:
    """Return the folder of choices made in the app, such as ~/.local/state/broadsheet."""
    return _platform_folders().user_state_path


def data_folder() -> Path:
    """Return the folder of the user's data, such as ~/.local/share/broadsheet.

    Its files cannot be rebuilt.
    """
    return _platform_folders().user_data_path


def cache_folder() -> Path:
    """Return the folder of files that can be rebuilt at any time, such as ~/.cache/broadsheet."""
    return _platform_folders().user_cache_path


def private_folders() -> list[Path]:
    """Return all folders of the program, which hold what a person reads and does."""
    return [config_file().parent, state_folder(), data_folder(), cache_folder()]


def rescue_folders() -> Sequence[Path]:
    """Return the folders for what cannot be written where it belongs, in the order to try them."""
    folders = [data_folder(), state_folder(), cache_folder()]
    with suppress(RuntimeError):  # there is no home
        folders.append(Path.home())
    with suppress(OSError):  # no temporary folder can be written
        folders.append(Path(tempfile.gettempdir()))
    return folders


def _platform_folders() -> PlatformDirsABC:
    # The specification tells programs to ignore relative paths, which older versions of
    # platformdirs do not. The processes that this one starts are to use the same folders.
    for name in _VARIABLES:
        if not os.path.isabs(os.environ.get(name, "/")):  # noqa: PTH117 - text
            del os.environ[name]
    # Imported late: most of the program, such as `--version`, needs no path.
    from platformdirs import PlatformDirs

    return PlatformDirs("broadsheet", appauthor=False)
