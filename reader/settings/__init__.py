"""What the reader chose, and where each system keeps what is ours.

`config.toml` in the config folder is written by the reader and never by us; what is chosen in the
app is remembered in the state folder. A value of the file goes before one that is remembered.
Nothing in either keeps a reader from the news: what cannot be used is told and passed over.
"""

from reader.settings.config_file import ConfigProblem
from reader.settings.loaded import LoadedSettings, load_settings
from reader.settings.model import MEASURES, WIDTHS, RemoteImages, Settings
from reader.settings.paths import cache_folder, config_file, data_folder, state_folder
from reader.settings.state_file import save_settings

__all__ = [
    "MEASURES",
    "WIDTHS",
    "ConfigProblem",
    "LoadedSettings",
    "RemoteImages",
    "Settings",
    "cache_folder",
    "config_file",
    "data_folder",
    "load_settings",
    "save_settings",
    "state_folder",
]
