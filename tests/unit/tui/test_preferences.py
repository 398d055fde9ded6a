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
