"""The table of commands: ids, tooltips, groups, and no key bound twice; names of keys."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from textual.binding import Binding

from reader.tui.bindings import (
    APP,
    ARTICLE,
    COMMANDS,
    COMMON_HINTS,
    HINTS,
    LIST,
    MAIN,
    PANE,
    SEARCH,
    Command,
    are_active_together,
    bindings_for,
    command,
)
from reader.tui.keymap import first_key_name, key_name, key_names

FORBIDDEN = {"ctrl+i", "ctrl+m", "ctrl+left_square_bracket", "ctrl+h"}
"""Keys that terminals cannot distinguish from Tab, Enter, Esc and Backspace."""


def bindings() -> list[Binding]:
    return [binding for command in COMMANDS for binding in command.bindings]


def test_no_key_is_bound_twice() -> None:
    bound_twice = [
        (one.id, other.id)
        for one, other in combinations(COMMANDS, 2)
        if are_active_together(one, other) and set(one.keys.split(",")) & set(other.keys.split(","))
    ]
    assert bound_twice == []


def test_no_id_is_used_twice() -> None:
    ids = Counter(binding.id for binding in bindings())
    assert [binding_id for binding_id, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("choice", COMMANDS, ids=lambda choice: choice.id)
def test_a_command_is_complete(choice: Command) -> None:
    assert choice.id
    assert choice.tooltip
    assert choice.group
    assert choice.where in (PANE, ARTICLE, LIST, MAIN, SEARCH, APP)
    assert not FORBIDDEN & set(choice.keys.split(","))
    assert all(binding.id and binding.tooltip and binding.group for binding in choice.bindings)


def test_single_letters_are_never_priority_bindings() -> None:
    everywhere = {binding.key for binding in bindings() if binding.priority}
    assert everywhere == {"ctrl+c", "ctrl+q"}


def test_every_command_is_bound_somewhere() -> None:
    places = (PANE, ARTICLE, LIST, MAIN, SEARCH, APP)
    bound = [binding for place in places for binding in bindings_for(place)]
    assert len(bound) == len(bindings())


def test_hints_name_commands() -> None:
    for hints in (*HINTS.values(), COMMON_HINTS):
        for command_id, label in hints:
            assert command(command_id).id == command_id
            assert label
    assert COMMON_HINTS[-1][0] == "app.help"


def test_a_command_with_a_key_in_its_action_has_a_binding_for_each_key() -> None:
    third = command("go.category").bindings[2]
    assert (third.key, third.action, third.id) == ("3", "select_number(3)", "go.category.3")


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("j", "j"),
        ("J", "J"),
        ("ctrl+d", "Ctrl+D"),
        ("shift+tab", "Shift+Tab"),
        ("pagedown", "PgDn"),
        ("right_square_bracket", "]"),
        ("f1", "F1"),
        ("escape", "Esc"),
        ("delete", "Del"),
    ],
)
def test_keys_have_display_names(key: str, name: str) -> None:
    assert key_name(key) == name


def test_consecutive_digits_are_named_as_a_range() -> None:
    assert key_names(command("go.category")) == first_key_name(command("go.category")) == "1-9"
    assert key_names(command("go.in")) == "Enter l →"
    assert first_key_name(command("go.in")) == "Enter"
