"""The keys that the user sets for commands."""

from __future__ import annotations

import pytest

from reader.tui.bindings import COMMANDS
from reader.tui.keymap import build_keymap


@pytest.mark.parametrize(
    ("setting", "keys"),
    [
        ("*", "asterisk"),
        ("ctrl+s", "ctrl+s"),
        ("* F5", "asterisk,f5"),
        ("Z", "Z"),
        ("% - &", "percent_sign,minus,ampersand"),
        ("ctrl+PageDown", "ctrl+pagedown"),
        ("ö", "ö"),
    ],
)
def test_keys_are_characters_or_names(setting: str, keys: str) -> None:
    keymap = build_keymap({"mark.star": setting})
    assert keymap.changes == {"mark.star": keys}
    assert keymap["mark.star"].keys == keys
    assert not keymap.problems


@pytest.mark.parametrize(
    ("command_id", "setting", "problem"),
    [
        ("mark.stars", "x", "did you mean mark.star?"),
        ("xyzzy", "x", "config --keys"),
        ("go.category", "x", "numbers of the rows in the sidebar"),
        ("mark.star", "ctrl+i", "cannot distinguish ctrl+i from Tab"),
        ("mark.star", "ctrl+[", "cannot distinguish ctrl+left_square_bracket from Esc"),
        ("mark.star", "plugh", "plugh is not a key"),
        ("mark.star", "u", "u belongs to mark.read"),
        ("mark.star", "q", "q belongs to app.quit"),
        ("mark.star", "5", "5 belongs to go.category"),
        ("app.quit_anywhere", "Q", "text boxes need Q; use ctrl+"),
        ("app.copy", "f5 enter", "text boxes need enter; use ctrl+"),
    ],
)
def test_a_setting_that_cannot_be_used_is_reported(
    command_id: str, setting: str, problem: str
) -> None:
    keymap = build_keymap({command_id: setting})
    assert keymap.commands == COMMANDS
    assert keymap.changes == {}
    assert problem in keymap.problems[command_id]


def test_two_commands_can_swap_their_keys() -> None:
    keymap = build_keymap({"mark.star": "u", "mark.read": "s"})
    assert keymap.changes == {"mark.star": "u", "mark.read": "s"}


def test_one_of_two_settings_for_the_same_key_is_used() -> None:
    keymap = build_keymap({"mark.star": "*", "mark.read": "*"})
    assert len(keymap.changes) == len(keymap.problems) == 1


def test_without_settings_all_keys_are_the_default_ones() -> None:
    assert build_keymap({}).commands == COMMANDS
