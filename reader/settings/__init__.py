"""The settings of the user, and the folders in which each system keeps our files.

The user writes `config.toml` in the config folder. Broadsheet changes nothing in it but the saved
searches. Choices made in the app are saved in the state folder. A value in `config.toml` takes
precedence over such a choice. Broadsheet always starts: it reports what is wrong in `config.toml`,
and uses the default.
"""

from reader.settings.config_file import ConfigProblem
from reader.settings.languages import preferred_languages
from reader.settings.loaded import LoadedSettings, load_settings
from reader.settings.model import (
    COMMONPLACE_FILE,
    FEEDS_FOLDER,
    MEASURES,
    SUBSCRIPTIONS_FILE,
    WIDTHS,
    RemoteImages,
    Settings,
)
from reader.settings.paths import (
    cache_folder,
    config_file,
    data_folder,
    path_from_text,
    private_folders,
    rescue_folders,
    state_folder,
)
from reader.settings.state_file import has_choices, load_recent, save_recent, save_settings

__all__ = [
    "COMMONPLACE_FILE",
    "FEEDS_FOLDER",
    "MEASURES",
    "SUBSCRIPTIONS_FILE",
    "WIDTHS",
    "ConfigProblem",
    "LoadedSettings",
    "RemoteImages",
    "Settings",
    "cache_folder",
    "config_file",
    "data_folder",
    "has_choices",
    "load_recent",
    "load_settings",
    "path_from_text",
    "preferred_languages",
    "private_folders",
    "rescue_folders",
    "save_recent",
    "save_settings",
    "state_folder",
]
