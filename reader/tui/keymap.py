"""The keys of the commands: the user's keys from config.toml, and how keys are displayed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, format_key

from reader.tui.bindings import COMMANDS, Command, are_active_together

_INDISTINGUISHABLE = {
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+h": "Backspace",
    "ctrl+left_square_bracket": "Esc",
}
"""Keys for which terminals send the same code as for another key, with the name of that key."""
_MODIFIERS = re.compile(r"(?:(?:ctrl|shift|alt)\+)+")
_ANYWHERE = re.compile(r"(?:ctrl|alt)\+.+|f\d+")
"""Keys that no text box needs."""
_KEY_NAMES = {key.value for key in Keys}
_CHARACTER_NAMES = {short: name for name, short in KEY_NAME_REPLACEMENTS.items()}
"""Unicode names of the characters that Textual calls by a shorter name."""
_DISPLAY_NAMES = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "delete": "Del",
    "home": "Home",
    "end": "End",
}


@dataclass(frozen=True, slots=True)
class Keymap:
    """All commands with their effective keys."""

    commands: tuple[Command, ...]
    changes: Mapping[str, str]
    """The keys of the changed commands by command id: Textual's names, separated by commas."""
    problems: Mapping[str, str]
    """Messages about settings that are not used, by command id."""

    def __getitem__(self, command_id: str) -> Command:
        """Return the command with an id. Raises KeyError if there is none."""
        for command in self.commands:
            if command.id == command_id:
                return command
        raise KeyError(command_id)

    def lines(self) -> Iterator[str]:
        """Yield a line for each command: its id, its keys, and what it does."""
        for command in self.commands:
            yield f"{command.id:24}{key_names(command):20}{command.tooltip}"


def build_keymap(settings: Mapping[str, str]) -> Keymap:
    """Return the keymap with the keys that the user has set, as far as they can be used.

    A setting that cannot be used leaves the command its default keys, and is reported in
    `Keymap.problems`.

    Args:
        settings: Keys by command id, separated by spaces. A key is a character, or one of Textual's
            names such as `ctrl+s`, `f5` or `pagedown`:
            https://textual.textualize.io/guide/input/.
    """
    defaults = {command.id: command for command in COMMANDS}
    commands = dict(defaults)
    reasons: dict[str, str] = {}
    for command_id, setting in settings.items():
        keys = [_textual_name(key) for key in setting.split()]
        reason = _refusal_reason(command_id, keys, defaults)
        if reason is not None:
            reasons[command_id] = reason
        else:
            commands[command_id] = replace(defaults[command_id], keys=",".join(keys))
    # Conflicts are checked after all settings are applied, so that two commands can swap keys.
    while (conflict := _first_conflict(commands, defaults)) is not None:
        command_id, reason = conflict
        reasons[command_id] = reason
        commands[command_id] = defaults[command_id]
    return Keymap(
        commands=tuple(commands.values()),
        changes={
            command.id: command.keys
            for command in commands.values()
            if command != defaults[command.id]
        },
        problems={
            command_id: f"{command_id} = “{settings[command_id]}”: {reason}; "
            "the command keeps its default keys"
            for command_id, reason in reasons.items()
        },
    )


def _refusal_reason(
    command_id: str, keys: list[str], defaults: Mapping[str, Command]
) -> str | None:
    """Return why a command cannot have keys, regardless of other commands; None if it can."""
    command = defaults.get(command_id)
    if command is None:
        close = get_close_matches(command_id, defaults, 1)
        hint = (
            f"did you mean {close[0]}?"
            if close
            else "`broadsheet config --keys` lists all commands"
        )
        return f"there is no such command; {hint}"
    if "{key}" in command.action:
        return "its keys are the numbers of the rows in the sidebar"
    for key in keys:
        if key in _INDISTINGUISHABLE:
            return f"terminals cannot distinguish {key} from {_INDISTINGUISHABLE[key]}"
        if not _is_key(key):
            return (
                f"{key} is not a key; write a character, or a name such as ctrl+s, f5 or pagedown"
            )
        if command.is_everywhere and not _ANYWHERE.fullmatch(key):
            return f"text boxes need {key}; use ctrl+ or alt+ with a key, or f1 to f12"
    return None


def _first_conflict(
    commands: Mapping[str, Command], defaults: Mapping[str, Command]
) -> tuple[str, str] | None:
    """Return the first changed command with a key of another command, and the reason against it.

    Returns:
        The id of the changed command and the reason; None if there is no conflict.
    """
    for command in commands.values():
        if command == defaults[command.id]:
            continue
        for key in command.keys.split(","):
            owner = _other_owner(key, command, commands)
            if owner is not None:
                reason = f"{key} belongs to {owner.id} ({owner.tooltip})"
                return command.id, f"{reason}; give that command another key first"
    return None


def _other_owner(key: str, command: Command, commands: Mapping[str, Command]) -> Command | None:
    """Return another command that has the key and can be active at the same time."""
    for other in commands.values():
        is_rival = other.id != command.id and are_active_together(command, other)
        if is_rival and key in other.keys.split(","):
            return other
    return None


def _textual_name(key: str) -> str:
    """Return Textual's name of a key as the user writes it: `asterisk` for `*`."""
    modifiers = found.group() if (found := _MODIFIERS.match(key)) else ""
    last = key[len(modifiers) :]
    if len(last) != 1 or last.isalnum():
        return f"{modifiers.lower()}{last.lower() if len(last) > 1 else last}"
    name = unicodedata.name(last, "").lower().replace("-", "_").replace(" ", "_")
    return modifiers + KEY_NAME_REPLACEMENTS.get(name, name)


def _is_key(key: str) -> bool:
    """Return whether a name in Textual's form names a key."""
    last = _MODIFIERS.sub("", key)
    if len(last) == 1:
        return last.isalnum()
    try:
        return last in _KEY_NAMES or bool(unicodedata.lookup(_character_name(last)))
    except KeyError:
        return False


def _character_name(key: str) -> str:
    """Return the Unicode name of a character from Textual's name of its key."""
    name = _CHARACTER_NAMES.get(key, key)
    return name.replace("_", " ").replace("hyphen minus", "hyphen-minus")


def key_name(key: str) -> str:
    """Return the display name of a key: `PgDn` for `pagedown`, `Ctrl+D` for `ctrl+d`."""
    *modifiers, last = key.split("+")
    if last in _DISPLAY_NAMES:
        name = _DISPLAY_NAMES[last]
    elif modifiers or (len(last) > 1 and last[0] == "f" and last[1:].isdigit()):
        name = last.upper() if len(last) < 4 else last.capitalize()
    else:
        name = format_key(last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def key_names(command: Command) -> str:
    """Return the display names of all keys of a command, such as `j ↓`, or `1-9` for digits."""
    keys = command.keys.split(",")
    if len(keys) > 2 and all(key.isdigit() for key in keys):
        return f"{keys[0]}-{keys[-1]}"
    return " ".join(key_name(key) for key in keys)


def first_key_name(command: Command) -> str:
    """Return the display name of the first key of a command, or the range of its digits."""
    keys = command.keys.split(",")
    return key_names(command) if len(keys) > 2 and keys[0].isdigit() else key_name(keys[0])
