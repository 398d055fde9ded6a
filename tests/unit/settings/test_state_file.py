"""Choices made in the app are saved, and a damaged state file is ignored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.settings import (
    MEASURES,
    RemoteImages,
    Settings,
    load_settings,
    save_settings,
    state_folder,
)
from reader.text.dates import DateForm


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    chosen = Settings(theme="nord", measure=60)
    save_settings(chosen, tmp_path / "deep" / "state")
    assert load_settings(tmp_path / "deep" / "state").settings == chosen


def test_without_saved_choices_the_defaults_are_used(tmp_path: Path) -> None:
    assert load_settings(tmp_path).settings == Settings()
    assert Settings().measure in MEASURES


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '"x"', '{"theme": 3, "measure": "wide"}', '{"measure": 7}', "\udcff"],
)
def test_invalid_content_is_ignored(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert load_settings(tmp_path).settings == Settings()


def test_an_invalid_value_does_not_affect_others(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"theme": "nord", "measure": 1000}')
    assert load_settings(tmp_path).settings == Settings(theme="nord")


def test_an_unwritable_folder_is_an_error_for_choices_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match="Not a directory"):
        save_settings(Settings(theme="nord"), tmp_path / "file")
    assert load_settings(tmp_path / "file").settings == Settings()


def test_saving_leaves_no_temporary_file(tmp_path: Path) -> None:
    for measure in (60, 64):
        save_settings(Settings(measure=measure), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_the_environment_chooses_the_state_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert state_folder() == tmp_path / "broadsheet"


def test_every_choice_that_is_not_the_default_is_saved(tmp_path: Path) -> None:
    chosen = Settings(
        theme="nord",
        measure=60,
        sidebar_width=20,
        list_width=40,
        images=False,
        remote_images=RemoteImages.NEVER,
        dates=DateForm.RELATIVE,
        front_page=False,
        pin_panes=True,
    )
    save_settings(chosen, tmp_path)
    assert load_settings(tmp_path).settings == chosen
    save_settings(Settings(images=False), tmp_path)
    assert json.loads((tmp_path / "settings.json").read_text("utf-8")) == {"images": False}
