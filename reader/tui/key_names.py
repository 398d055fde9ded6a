"""How keys are written for people: `Ctrl+D`, `PgDn`, `[`, where Textual says `pagedown`."""

from __future__ import annotations

from textual.keys import format_key

from reader.tui.bindings import Command

_SPECIAL = {
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
    "home": "Home",
    "end": "End",
}


def key_name(key: str) -> str:
    """One key, as a reader would say it."""
    *modifiers, last = key.split("+")
    if last in _SPECIAL:
        name = _SPECIAL[last]
    elif modifiers or (len(last) > 1 and last[0] == "f" and last[1:].isdigit()):
        name = last.upper() if len(last) < 4 else last.capitalize()
    else:
        name = format_key(last)
    return "+".join([*(it.capitalize() for it in modifiers), name])


def key_names(it: Command) -> str:
    """All keys of a command: `j ↓`; a run of digits as `1-9`."""
    keys = it.keys.split(",")
    if len(keys) > 2 and all(key.isdigit() for key in keys):
        return f"{keys[0]}-{keys[-1]}"
    return " ".join(key_name(key) for key in keys)


def first_key_name(it: Command) -> str:
    """The key of a command to show where there is room for one."""
    keys = it.keys.split(",")
    return key_names(it) if len(keys) > 2 and keys[0].isdigit() else key_name(keys[0])
