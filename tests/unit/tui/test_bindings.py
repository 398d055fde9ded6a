"""The table of keys: each key once, with an id, a tooltip and a group."""

from __future__ import annotations

from collections import Counter

import pytest
from textual.binding import Binding

from reader.tui.bindings import (
    APP,
    ARTICLE,
    COMMANDS,
    COMMON_HINTS,
    HINTS,
    MAIN,
    PANE,
    SEARCH,
    Command,
    bindings_for,
    command,
)
from reader.tui.key_names import first_key_name, key_name, key_names

FORBIDDEN = {"ctrl+i", "ctrl+m", "ctrl+left_square_bracket", "ctrl+h"}
"""What terminals send as Tab, Enter, Esc and Backspace."""


def bindings() -> list[Binding]:
    return [binding for it in COMMANDS for binding in it.bindings]


def test_no_key_is_bound_twice() -> None:
    # The search box is no pane: while it is in focus, its own keys come first.
    for is_box in (False, True):
        its = [
            it
            for command in COMMANDS
            if (command.where == SEARCH) is is_box
            for it in command.bindings
        ]
        keys = Counter(key for binding in its for key in binding.key.split(","))
        assert [key for key, count in keys.items() if count > 1] == []


def test_no_id_is_used_twice() -> None:
    ids = Counter(binding.id for binding in bindings())
    assert [it for it, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("it", COMMANDS, ids=lambda it: it.id)
def test_a_command_is_whole(it: Command) -> None:
    assert it.id
    assert it.tooltip
    assert it.group
    assert it.where in (PANE, ARTICLE, MAIN, SEARCH, APP)
    assert not FORBIDDEN & set(it.keys.split(","))
    assert all(binding.id and binding.tooltip and binding.group for binding in it.bindings)


def test_single_letters_are_never_priority_bindings() -> None:
    assert not any(binding.priority for binding in bindings())


def test_every_command_is_bound_somewhere() -> None:
    bound = [it for where in (PANE, ARTICLE, MAIN, SEARCH, APP) for it in bindings_for(where)]
    assert len(bound) == len(bindings())


def test_hints_name_commands() -> None:
    for hints in (*HINTS.values(), COMMON_HINTS):
        for command_id, label in hints:
            assert command(command_id).id == command_id
            assert label
    assert COMMON_HINTS[-1][0] == "app.help"


def test_a_command_with_a_key_in_its_action_is_a_binding_for_each_key() -> None:
    third = command("go.category").bindings[2]
    assert (third.key, third.action, third.id) == ("3", "show_category(3)", "go.category.3")


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
    ],
)
def test_keys_are_named_as_people_name_them(key: str, name: str) -> None:
    assert key_name(key) == name


def test_a_run_of_digits_is_named_as_a_run() -> None:
    assert key_names(command("go.category")) == first_key_name(command("go.category")) == "1-9"
    assert key_names(command("go.in")) == "Enter l →"
    assert first_key_name(command("go.in")) == "Enter"
