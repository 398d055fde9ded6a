"""What is saved when a setting is changed in the app."""

from __future__ import annotations

import json
from pathlib import Path

from reader.settings import load_settings
from reader.tui.preferences import Preferences


def test_only_what_was_chosen_in_the_app_is_saved(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('theme = "nord"\nimages = false\n', "utf-8")
    state = tmp_path / "state"
    preferences = Preferences(load_settings(state, config), state)
    preferences.change(measure=60)
    assert json.loads((state / "settings.json").read_text("utf-8")) == {"measure": 60}
    Preferences(load_settings(state, config), state).change(pin_panes=True)
    saved = json.loads((state / "settings.json").read_text("utf-8"))
    assert saved == {"measure": 60, "pin_panes": True}


def test_a_choice_that_cannot_be_saved_is_used_and_reported(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way", "utf-8")
    preferences = Preferences(load_settings(tmp_path), tmp_path / "state")
    messages: list[str] = []
    preferences.report = messages.append
    preferences.change(theme="nord")
    assert preferences.settings.theme == "nord"
    (message,) = messages
    assert f"cannot be saved in {tmp_path / 'state'} (Not a directory)" in message
