"""The reader's own keys."""

from __future__ import annotations

import pytest

from reader.tui.bindings import COMMANDS
from reader.tui.keymap import keymap_of


@pytest.mark.parametrize(
    ("wish", "keys"),
    [
        ("*", "asterisk"),
        ("ctrl+s", "ctrl+s"),
        ("* F5", "asterisk,f5"),
        ("Z", "Z"),
        ("@ - +", "at,minus,plus"),
        ("ctrl+PageDown", "ctrl+pagedown"),
        ("ö", "ö"),
    ],
)
def test_keys_are_written_as_they_are_typed_or_called(wish: str, keys: str) -> None:
    keymap = keymap_of({"mark.star": wish})
    assert keymap.changes == {"mark.star": keys}
    assert keymap["mark.star"].keys == keys
    assert not keymap.problems


@pytest.mark.parametrize(
    ("command_id", "wish", "said"),
    [
        ("mark.stars", "x", "did you mean mark.star?"),
        ("xyzzy", "x", "config --keys"),
        ("go.category", "x", "numbers of the categories"),
        ("mark.star", "ctrl+i", "what a terminal sends for Tab"),
        ("mark.star", "ctrl+[", "what a terminal sends for Esc"),
        ("mark.star", "plugh", "plugh is no key"),
        ("mark.star", "u", "u belongs to mark.read"),
        ("mark.star", "q", "q belongs to app.quit"),
        ("mark.star", "5", "5 belongs to go.category"),
    ],
)
def test_a_wish_that_cannot_be_met_is_told(command_id: str, wish: str, said: str) -> None:
    keymap = keymap_of({command_id: wish})
    assert keymap.commands == COMMANDS
    assert keymap.changes == {}
    assert said in keymap.problems[command_id]


def test_two_commands_may_exchange_their_keys() -> None:
    keymap = keymap_of({"mark.star": "u", "mark.read": "s"})
    assert keymap.changes == {"mark.star": "u", "mark.read": "s"}


def test_of_two_wishes_for_a_key_one_is_met() -> None:
    keymap = keymap_of({"mark.star": "*", "mark.read": "*"})
    assert len(keymap.changes) == len(keymap.problems) == 1


def test_no_wishes_change_nothing() -> None:
    assert keymap_of({}).commands == COMMANDS
