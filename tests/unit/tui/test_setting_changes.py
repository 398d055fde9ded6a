"""Settings that are changed in the app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from reader.settings import RemoteImages, Settings, load_settings
from reader.settings.state_file import CHOICES
from reader.tui.palette.setting_changes import VALUE_SETTINGS, SettingChanges
from reader.tui.preferences import Preferences

BY_NAME = {setting.name: setting for setting in VALUE_SETTINGS}


class Changing:
    """Setting changes, what they have applied, and their messages."""

    def __init__(self, folder: Path, config: str = "") -> None:
        path = folder / "config.toml"
        path.write_text(config, "utf-8")
        self.preferences = Preferences(load_settings(folder / "state", path), folder / "state")
        self.applied: list[tuple[str, object]] = []
        self.messages: list[str] = []
        self.changes = SettingChanges(
            self.preferences,
            {name: _applier(self.applied, name) for name in BY_NAME},
            self.messages.append,
        )


def _applier(applied: list[tuple[str, object]], name: str) -> Callable[[object], object]:
    return lambda value: applied.append((name, value))


def test_a_change_is_applied_saved_and_reported(tmp_path: Path) -> None:
    changing = Changing(tmp_path)
    changing.changes.change(BY_NAME["remote_images"], RemoteImages.NEVER)
    assert changing.applied == [("remote_images", RemoteImages.NEVER)]
    assert changing.messages == ["Images from the web: never fetched."]
    assert changing.changes.current_name(BY_NAME["remote_images"]) == "never fetched"
    loaded = load_settings(tmp_path / "state", tmp_path / "config.toml")
    assert loaded.settings == Settings(remote_images=RemoteImages.NEVER)


def test_a_change_of_what_the_file_sets_lasts_until_the_next_start(tmp_path: Path) -> None:
    changing = Changing(tmp_path, "\nimages = false\n")
    changing.changes.change(BY_NAME["images"], True)
    assert changing.applied == [("images", True)]
    [message] = changing.messages
    assert message.endswith(f"The next start uses {tmp_path / 'config.toml'}:2 again.")


def test_a_switch_has_another_value_and_a_list_has_none(tmp_path: Path) -> None:
    changes = Changing(tmp_path).changes
    assert changes.other_value(BY_NAME["images"]) is False
    assert changes.other_value(BY_NAME["pin_panes"]) is True
    assert changes.other_value(BY_NAME["dates"]) is None


@pytest.mark.parametrize("name", BY_NAME)
def test_the_default_is_one_of_the_values_and_can_be_saved(tmp_path: Path, name: str) -> None:
    changes = Changing(tmp_path).changes
    assert changes.current(BY_NAME[name]) in [value for value, _ in BY_NAME[name].values]
    assert name in CHOICES
    assert name in {field.name for field in fields(Settings)}


def test_a_value_that_is_not_listed_is_shown_as_it_is() -> None:
    assert BY_NAME["measure"].value_name(77) == "77"
