"""The reader's own keys: which command has which, and which wishes cannot be met."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from reader.tui.bindings import COMMANDS, SEARCH, Command

_TAKEN = {
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+h": "Backspace",
    "ctrl+left_square_bracket": "Esc",
}
"""What terminals send for another key."""
_MODIFIED = re.compile(r"(?:(?:ctrl|shift|alt)\+)+")
_NAMES = {it.value for it in Keys}


@dataclass(frozen=True, slots=True)
class Keymap:
    """The commands with the keys that they have now."""

    commands: tuple[Command, ...]
    changes: Mapping[str, str]
    """Textual's keymap: keys, separated by commas, by id of a command."""
    problems: Mapping[str, str]
    """What is wrong with a wish, by the id that it is for."""

    def __getitem__(self, command_id: str) -> Command:
        """The command of that id; KeyError when there is none."""
        return next(it for it in self.commands if it.id == command_id)


def keymap_of(wishes: Mapping[str, str]) -> Keymap:
    """The keys of all commands, with the reader's wishes met as far as they can be.

    Args:
        wishes: Keys, separated by blanks, by id of a command. A key is a character, or a name as
            Textual has it, such as `ctrl+s`, `f5` or `pagedown`.
    """
    own = {it.id: it for it in COMMANDS}
    commands = dict(own)
    wrong: dict[str, str] = {}
    for command_id, wish in wishes.items():
        keys = [_key(it) for it in wish.split()]
        reason = _wrong_with(command_id, keys, own)
        if reason is not None:
            wrong[command_id] = reason
        else:
            commands[command_id] = replace(own[command_id], keys=",".join(keys))
    # All at once, so that two commands can exchange their keys.
    while (clash := _first_clash(commands, own)) is not None:
        command_id, reason = clash
        wrong[command_id] = reason
        commands[command_id] = own[command_id]
    changed = {it.id: it.keys for it in commands.values() if it != own[it.id]}
    return Keymap(
        tuple(commands.values()),
        changed,
        {it: f"{it} = “{wishes[it]}”: {wrong[it]}; its keys stay as they are" for it in wrong},
    )


def _wrong_with(command_id: str, keys: list[str], commands: Mapping[str, Command]) -> str | None:
    command = commands.get(command_id)
    if command is None:
        close = get_close_matches(command_id, commands, 1)
        hint = f"did you mean {close[0]}?" if close else "`broadsheet config --keys` lists them"
        return f"there is no such command; {hint}"
    if "{key}" in command.action:
        return "its keys are the numbers of the categories"
    for key in keys:
        if key in _TAKEN:
            return f"{key} is what a terminal sends for {_TAKEN[key]}"
        if not _is_key(key):
            return f"{key} is no key; write a character, or a name such as ctrl+s, f5 or pagedown"
    return None


def _first_clash(
    commands: Mapping[str, Command], own: Mapping[str, Command]
) -> tuple[str, str] | None:
    """A command with keys of the reader's that another has as well, and what to say of it."""
    for command in commands.values():
        if command == own[command.id]:
            continue
        for key in command.keys.split(","):
            owner = _owner(key, command, commands)
            if owner is not None:
                reason = f"{key} belongs to {owner.id} ({owner.tooltip})"
                return command.id, f"{reason}; give that another key first"
    return None


def _owner(key: str, command: Command, commands: Mapping[str, Command]) -> Command | None:
    """Another command that has the key where both can be pressed."""
    for other in commands.values():
        is_rival = other.id != command.id and (other.where == SEARCH) == (command.where == SEARCH)
        if is_rival and key in other.keys.split(","):
            return other
    return None


def _key(written: str) -> str:
    """A key as Textual calls it: `*` is `asterisk`."""
    modifiers = found.group() if (found := _MODIFIED.match(written)) else ""
    last = written[len(modifiers) :]
    if len(last) != 1 or last.isalnum():
        return f"{modifiers.lower()}{last.lower() if len(last) > 1 else last}"
    name = unicodedata.name(last, "").lower().replace("-", "_").replace(" ", "_")
    return modifiers + KEY_NAME_REPLACEMENTS.get(name, name)


def _is_key(key: str) -> bool:
    last = _MODIFIED.sub("", key)
    if len(last) == 1:
        return last.isalnum()
    try:
        return last in _NAMES or bool(unicodedata.lookup(_character_name(last)))
    except KeyError:
        return False


def _character_name(key: str) -> str:
    names = {short: name for name, short in KEY_NAME_REPLACEMENTS.items()}
    return names.get(key, key).replace("_", " ").replace("hyphen minus", "hyphen-minus")
