"""The settings that the palette changes while the app runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reader.settings import MEASURES, RemoteImages
from reader.text.dates import DateForm
from reader.tui.preferences import Preferences

_SWITCH = ((True, "on"), (False, "off"))


@dataclass(frozen=True, slots=True)
class ValueSetting:
    """A setting with a few values to choose from."""

    name: str
    """The name of a field of `Settings`."""
    title: str
    values: Sequence[tuple[object, str]]
    """The values, each with its name."""

    def value_name(self, value: object) -> str:
        """Return the name of a value; one that is not listed is shown as it is."""
        return next((name for other, name in self.values if other == value), str(value))


THEME = ValueSetting("theme", "Theme", ())
"""The theme, whose values have a list with a preview."""

VALUE_SETTINGS = (
    ValueSetting(
        "measure",
        "Line length of articles",
        [(cells, f"{cells} columns") for cells in (*MEASURES[::4],)],
    ),
    ValueSetting("images", "Images in articles and on the front page", _SWITCH),
    ValueSetting(
        "remote_images",
        "Images from the web",
        (
            (RemoteImages.ASK, "ask: a key fetches them"),
            (RemoteImages.ALWAYS, "always fetched"),
            (RemoteImages.NEVER, "never fetched"),
        ),
    ),
    ValueSetting(
        "dates",
        "Dates of articles",
        (
            (DateForm.BOTH, "date and age"),
            (DateForm.ABSOLUTE, "date only"),
            (DateForm.RELATIVE, "age only"),
        ),
    ),
    ValueSetting("front_page", "Front page", _SWITCH),
    ValueSetting("pin_panes", "List and sidebar keep their widths beside an article", _SWITCH),
)


class SettingChanges:
    """Changes settings, saves them, and shows their effect at once.

    Args:
        preferences: The settings in effect.
        appliers: Show the effect of a value, by the name of the setting.
        notify: Shows a message.
    """

    def __init__(
        self,
        preferences: Preferences,
        appliers: Mapping[str, Callable[[Any], object]],
        notify: Callable[[str], object],
    ) -> None:
        self._preferences = preferences
        self._appliers = appliers
        self._notify = notify

    def current(self, setting: ValueSetting) -> object:
        """Return the value of a setting."""
        return getattr(self._preferences.settings, setting.name)

    def current_name(self, setting: ValueSetting) -> str:
        """Return the name of the value of a setting."""
        return setting.value_name(self.current(setting))

    def other_value(self, setting: ValueSetting) -> object | None:
        """Return the other one of two values; None if there are more to choose from."""
        if len(setting.values) != 2:
            return None
        current = self.current(setting)
        return next(value for value, _ in setting.values if value != current)

    def change(self, setting: ValueSetting, value: object) -> None:
        """Use a value now and after the next start, and say so."""
        self._preferences.change(**{setting.name: value})
        self._appliers[setting.name](value)
        text = f"{setting.title}: {setting.value_name(value)}."
        loaded = self._preferences.loaded
        if setting.name in loaded.lines:
            # A line of config.toml takes precedence over what is chosen in the app.
            text += f" The next start uses {loaded.source_for(setting.name)} again."
        self._notify(text)
